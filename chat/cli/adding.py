"""`dossier add`: articles from files, addresses and feeds, read one after the other and put into a dossier.

What cannot be read is told, and the rest goes on. What was read is kept at once, so that nothing is lost where it is
stopped: the same command goes on with it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import cache
from typing import IO, get_args

from chat import pipeline
from chat.cli import given, kept, offered
from chat.cli.offered import Got, Offered
from chat.cli.terminal import Status, output, say
from chat.errors import ChatError, InputError, LanguageError, LibraryFull
from chat.intake import duplicates
from chat.lang.characters import one_line
from chat.models.registry import Engines
from chat.schema import Length, Reading
from chat.settings import Settings
from chat.storage import search
from chat.storage.library import Library


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("name", metavar="NAME", help="the dossier; begun where there is none of that name")
    offered.add_options(parser)
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
    articles = offered.offered(options, settings)
    found = library.dossiers.named(kept.OWNER, options.name)
    id = found.id if found else library.dossiers.begin(kept.OWNER, options.name, once=True)
    how: pipeline.How = {"code": options.language, "max_characters": settings.max_characters, "glossary": terms}
    # Begun with the first article that is to be translated, and waited for when code knows that.
    opening = None if options.no_translate else cache(lambda: given.opening(settings))
    try:
        with output(None) as out:
            adding = Adding(library, id, how, opening, length=options.length, out=out)
            adding.add(articles, settings, keep_pages=options.keep_pages)
    finally:
        if not found:
            library.dossiers.drop(kept.OWNER, id)  # where it was begun for nothing
    if adding.failed:
        say(f"{adding.failed} of {adding.seen} could not be read.")
    if adding.other_language:
        say(given.LANGUAGES)
    return InputError.exit_code if adding.failed else 0


class Adding:
    """A dossier that articles are added to.

    Args:
        opening: begins to open the engines, once, and returns what waits for them; None: nothing is translated.
        length: of the summaries.
        out: where a line is written for each article.
    """

    def __init__(
        self,
        library: Library,
        id: str,
        how: pipeline.How,
        opening: Callable[[], Callable[[], Engines]] | None,
        *,
        length: Length,
        out: IO[str],
    ) -> None:
        self.seen = self.failed = 0
        self.other_language = False  # whether one is not German, as it seems
        self._library, self._id = library, id
        self._how, self._opening, self._length = how, opening, length
        self._out = out
        self._numbers = {member.entry.id: member.number for member in library.dossiers.members(kept.OWNER, id)}
        self._entries = duplicates.Known[str]()
        self._new: set[str] = set()  # of which no line is written yet
        for entry, reading in library.readings(kept.OWNER, list(self._numbers)).items():
            self._note(entry, reading)

    def add(self, articles: Offered, settings: Settings, *, keep_pages: bool) -> None:
        """Add articles; what is there is gone on with where it is not whole, what cannot be read is told.

        Raises:
            ChatError: the library or a model failed, which others need too.
        """
        places = {name: f"{at} of {len(articles.names)}" for at, name in enumerate(articles.names, start=1)}
        for key, url in [*articles.urls.items()]:
            if entry := self._entries.at(url):
                del articles.urls[key]
                self.seen += 1
                self._end(entry, url, places[url])
        for one in offered.got(articles, settings, keep_pages=keep_pages):
            self._add(one, places[one.name])

    def _add(self, one: Got, place: str) -> None:
        self.seen += 1
        try:
            entry = self._kept(one)
        except InputError as error:
            self.failed += 1
            say(f"Error: {one_line(one.name)}: {error}")
            self.other_language |= isinstance(error, LanguageError)
        else:
            self._end(entry, one.name, place)

    def _kept(self, one: Got) -> str:
        """Return the entry of a text, kept as far as code knows it; that of the same one where it is there.

        Raises:
            InputError: it cannot be read.
        """
        if isinstance(one.result, ChatError):
            raise one.result
        taken = one.result
        if before := self._entries.find(taken.text, taken.origin.url):
            return before
        if self._opening:
            self._opening()
        how: pipeline.How = {**self._how, "origin": taken.origin}
        reading = pipeline.known(taken.text, **how)
        if before := self._entries.find(reading.article.text):  # a text that is too long was cut
            return before
        code = self._how.get("code")
        placed = self._library.begin_in(kept.OWNER, self._id, taken.text, reading, length=self._length, code=code)
        self._numbers[placed.entry] = placed.number
        self._note(placed.entry, reading)
        if placed.is_new:
            self._new.add(placed.entry)
            self._keep_page(placed.entry, one)
        return placed.entry

    def _keep_page(self, entry: str, one: Got) -> None:
        """Keep the page that an article was fetched as, where there is one; that it is too large is told."""
        try:
            if one.page is not None:
                self._library.keep_page(kept.OWNER, entry, one.page)
        except LibraryFull as error:
            say(f"{one_line(one.name)}: {error}")

    def _end(self, entry: str, name: str, place: str) -> None:
        """Translate an article that is not whole, and write its line; say so of one that was there before."""
        if entry not in self._new:
            say(f"{one_line(name)} is there already, as [{self._numbers[entry]}].")
        self._new.discard(entry)
        reading = self._library.reading(kept.OWNER, entry)
        if self._opening and not reading.is_whole:
            reading = self._translated(entry, reading, self._opening(), f"{place}, {one_line(name)}")
        count = len(reading.claims)
        line = f"[{self._numbers[entry]}] {search.title(reading)}: {count} {'claim' if count == 1 else 'claims'}"
        print(line, file=self._out, flush=True)

    def _translated(self, entry: str, reading: Reading, engines: Callable[[], Engines], what: str) -> Reading:
        """Return a reading read to its end. What there is of it is kept layer by layer, and where it is stopped."""
        by_now = reading
        status = Status()

        def report(progress: pipeline.Progress) -> None:
            nonlocal by_now
            if progress.stage != "done":
                status.show(f"{what}: {progress.stage}", f"{progress.done} of {progress.total}" * bool(progress.total))
            before, by_now = by_now, progress.reading or by_now
            if by_now.layer != before.layer:
                self._library.keep(kept.OWNER, entry, by_now)

        how: pipeline.How = {**self._how, "on_progress": report}
        try:
            pipeline.load()  # while the engines are being opened
            by_now = pipeline.go_on(reading, engines(), length=self._length, **how)
        finally:
            status.end()
            self._library.keep(kept.OWNER, entry, by_now)
        return by_now

    def _note(self, entry: str, reading: Reading) -> None:
        """Note by what an article is known again."""
        self._entries.add(reading.article.text, reading.article.origin.url, entry)
