"""`dossier add`: articles from files, addresses and feeds, read one after the other and put into a dossier.

What cannot be read is told, and the rest goes on. What was read is kept at once, so that nothing is lost where it is
stopped: the same command goes on with it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import IO, get_args

from chat import pipeline
from chat.cli import given, kept
from chat.cli.offered import Offered, all_offered
from chat.cli.terminal import Status, output, say
from chat.errors import InputError, LibraryFull
from chat.lang.characters import one_line
from chat.models.registry import Engines
from chat.schema import Length, Reading
from chat.settings import Settings
from chat.storage import search
from chat.storage.library import Library


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("name", metavar="NAME", help="the dossier; begun where there is none of that name")
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="an article, a mail, a folder of them, a web address, or - for standard input",
    )
    parser.add_argument(
        "--feed", action="append", default=[], metavar="ADDRESS", help="all articles of an RSS or Atom feed"
    )
    parser.add_argument("--addresses", metavar="FILE", help="a list of web addresses: a line each, or as JSON or CSV")
    parser.add_argument("--language", metavar="CODE", help="the articles' language, if it is not recognised: de, en, …")
    parser.add_argument("--length", choices=get_args(Length), default="medium", help="of summaries; default: medium")
    parser.add_argument(
        "--no-translate",
        action="store_true",
        help="the German only: no model is loaded; to translate later, give the same again",
    )
    given.add_glossary(parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Read what is given into the dossier; 2 where something could not be read."""
    library = kept.library(settings)
    terms = given.terms(options, settings)
    offered = all_offered(options, settings)
    if not offered:
        raise InputError("There is nothing to add.", hint="Name a file, a folder or an address after the dossier.")
    found = library.dossiers.named(kept.OWNER, options.name)
    id = found.id if found else library.dossiers.begin(kept.OWNER, options.name)
    how: pipeline.How = {"code": options.language, "max_characters": settings.max_characters, "glossary": terms}
    engines = None if options.no_translate else given.opening(settings)
    with output(None) as out:
        adding = Adding(library, id, how, engines, length=options.length, out=out)
        for number, one in enumerate(offered, start=1):
            adding.add(one, f"{number} of {len(offered)}")
    if adding.failed:
        say(f"{adding.failed} of {len(offered)} could not be read.")
    return InputError.exit_code if adding.failed else 0


class Adding:
    """A dossier that articles are added to.

    Args:
        engines: gives them when they are open; None: nothing is translated.
        length: of the summaries.
        out: where a line is written for each article.
    """

    def __init__(
        self,
        library: Library,
        id: str,
        how: pipeline.How,
        engines: Callable[[], Engines] | None,
        *,
        length: Length,
        out: IO[str],
    ) -> None:
        self.failed = 0
        self._library, self._id = library, id
        self._how, self._engines, self._length = how, engines, length
        self._out = out
        self._numbers = {member.entry.id: member.number for member in library.dossiers.members(kept.OWNER, id)}
        self._entries: dict[str, str] = {}  # by text and by address
        for entry, reading in library.readings(kept.OWNER, list(self._numbers)).items():
            self._note(entry, reading)

    def add(self, offered: Offered, place: str) -> None:
        """Add an article, or say why it cannot be read; one that is there is gone on with where it is not whole.

        Args:
            place: which of how many it is.

        Raises:
            ChatError: the library or a model failed, which others need too.
        """
        try:
            entry = self._entries.get(_address(offered.address)) or self._taken(offered)
        except InputError as error:
            self.failed += 1
            say(f"Error: {one_line(offered.name)}: {error}")
            return
        reading = self._library.readings(kept.OWNER, [entry]).get(entry)
        if reading and self._engines and not reading.is_whole:
            reading = self._translated(entry, reading, f"{place}, {one_line(offered.name)}")
        if reading:
            print(self._line(entry, reading), file=self._out, flush=True)

    def _taken(self, offered: Offered) -> str:
        """Return the entry of an article, kept as far as code knows it; that of the same one where it is there.

        Raises:
            InputError: it cannot be read.
        """
        taken = offered.take()
        if before := self._entries.get(_text(taken.text)) or self._entries.get(_address(taken.origin.url)):
            say(f"{one_line(offered.name)} is there already, as [{self._numbers[before]}].")
            return before
        reading = pipeline.known(taken.text, origin=taken.origin, **self._how)
        entry = self._library.begin(kept.OWNER, taken.text, length=self._length, code=self._how.get("code"))
        try:
            self._numbers[entry] = self._library.dossiers.add(kept.OWNER, self._id, entry)
        except LibraryFull:
            self._library.delete(kept.OWNER, entry)
            raise
        self._library.keep(kept.OWNER, entry, reading)
        self._note(entry, reading)
        return entry

    def _translated(self, entry: str, reading: Reading, what: str) -> Reading:
        """Return a reading read to its end. What there is of it is kept layer by layer, and where it is stopped."""
        by_now = reading
        status = Status()

        def report(progress: pipeline.Progress) -> None:
            nonlocal by_now
            status.show(f"{what}: {progress.stage}", f"{progress.done} of {progress.total}" * bool(progress.total))
            before, by_now = by_now, progress.reading or by_now
            if by_now.layer != before.layer:
                self._library.keep(kept.OWNER, entry, by_now)

        try:
            pipeline.load()  # while the engines are being opened
            by_now = pipeline.go_on(reading, self._engines(), length=self._length, on_progress=report, **self._how)
        finally:
            status.end()
            self._library.keep(kept.OWNER, entry, by_now)
        return by_now

    def _note(self, entry: str, reading: Reading) -> None:
        """Note by what an article is known again."""
        self._entries[_text(reading.article.text)] = entry
        if url := reading.article.origin.url:
            self._entries[_address(url)] = entry

    def _line(self, entry: str, reading: Reading) -> str:
        count = len(reading.claims)
        return f"[{self._numbers[entry]}] {search.title(reading)}: {count} {'claim' if count == 1 else 'claims'}"


def _text(text: str) -> str:
    return one_line(text)


def _address(url: str) -> str:
    return url.strip().partition("#")[0]
