"""The articles that `dossier add` is given: files, folders, addresses, feeds, lists; each got when its turn comes."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from chat.cli.terminal import say, standard_input
from chat.errors import ChatError, InputError
from chat.intake import addresses, duplicates, feeds, folders, many, source
from chat.intake.source import Taken
from chat.lang.characters import one_line
from chat.schema import Origin
from chat.settings import Settings

_NEWEST = 20
_STANDARD_INPUT = "-"


@dataclass
class Offered:
    """What is named on the command line, each once: standard input, files, web addresses.

    `urls` and `told` are by what is the same for addresses of one page; `told` has what a feed tells of an article.
    """

    typed: bool = False
    files: dict[Path, None] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    told: dict[str, Origin] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """All of it, as it is called in messages."""
        return [*["standard input"] * self.typed, *map(str, self.files), *self.urls.values()]

    def add_url(self, url: str) -> None:
        """Add a web address, unless it is there."""
        self.urls.setdefault(_key(url), url)

    def tell(self, url: str, told: Origin) -> None:
        """Note what a feed tells of the article at an address."""
        self.told.setdefault(_key(url), told)


@dataclass(frozen=True)
class Got:
    """A text that was got, or why it could not be.

    Args:
        name: what it is called in messages.
        page: the page as it was fetched, where that is wished.
    """

    name: str
    result: Taken | ChatError
    page: bytes | None = None


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what says which articles these are."""
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="an article, a mail (.eml), a folder of them, a web address, or - for standard input",
    )
    parser.add_argument(
        "--feed", action="append", default=[], metavar="ADDRESS", help="the articles of an RSS, Atom or JSON feed"
    )
    parser.add_argument(
        "--newest", type=int, default=_NEWEST, metavar="N", help=f"how many of a feed; default: {_NEWEST}"
    )
    parser.add_argument("--addresses", metavar="FILE", type=Path, help="a list of web addresses, text or CSV")
    parser.add_argument(
        "--keep-pages", action="store_true", help="keep what is fetched beside the articles too, as WARC"
    )


def offered(options: argparse.Namespace, settings: Settings) -> Offered:
    """Return what is named on the command line.

    Raises:
        InputError: nothing is, or a folder, a feed or a list cannot be read.
    """
    if options.newest < 1:
        raise InputError(f"--newest {options.newest} is no number of articles.", hint="Give a number from 1 on.")
    found = Offered()
    for name in options.files:
        _add_named(found, name)
    for url in options.feed:
        feed = feeds.at(url, allowed=settings.fetch)
        for item in feed.items[: options.newest]:
            found.add_url(item.url)
            found.tell(item.url, item.origin)
    if options.addresses:
        for url in _listed(options.addresses):
            found.add_url(url)
    if not found.names:
        raise InputError("There is nothing to add.", hint="Name a file, a folder or an address after the dossier.")
    return found


def got(offered: Offered, settings: Settings, *, keep_pages: bool) -> Iterator[Got]:
    """Yield the texts of what is offered, one after the other, each as soon as it is there."""
    if offered.typed:
        yield from (Got("standard input", result) for result in _standard_input())
    pages: dict[str, bytes] = {}
    keep = pages.__setitem__ if keep_pages else None
    for what, result in many.take([*offered.files, *offered.urls.values()], allowed=settings.fetch, keep=keep):
        name = str(what)
        told = offered.told.get(_key(what)) if isinstance(what, str) else None
        if told and isinstance(result, Taken):
            result = replace(result, origin=result.origin.completed(told))
        yield Got(name, result, pages.pop(name, None))


def _key(url: str) -> str:
    """Return what is the same for addresses of one page; what is no address is itself."""
    return duplicates.address_key(url) or url


def _standard_input() -> Sequence[Taken | ChatError]:
    try:
        taken = source.take_bytes(standard_input(source.MAX_BYTES + 1), "standard input")
    except InputError as error:
        return (error,)
    return (taken, *taken.attached)


def _add_named(found: Offered, name: str) -> None:
    if name == _STANDARD_INPUT:
        found.typed = True
    elif name.lower().startswith(("http://", "https://")):
        found.add_url(name)
    elif not name:  # a path would take it for the folder that one is in
        raise InputError("There is no name of a file.", hint="Name a file, a folder or an address; . is this folder.")
    elif os.path.isdir(name):  # which no name is too long for
        folder = folders.look_into(name)
        _say_left_out(one_line(name), folder)
        found.files |= dict.fromkeys(folder.files)
    else:
        found.files[Path(name)] = None


def _listed(path: Path) -> tuple[str, ...]:
    """Return the addresses of a list, and say what in it is none.

    Raises:
        InputError: it cannot be read, is too large, or has none.
    """
    try:
        with path.open("rb") as file:
            data = file.read(source.MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", hint="Check the path of the list.") from error
    if len(data) > source.MAX_BYTES:
        raise InputError(f"{path} is larger than {source.MAX_BYTES // 1_000_000} MB.", hint="Is it a list?")
    listed = addresses.from_bytes(data, path.name)
    for line in listed.others:
        say(f"This is no web address: {one_line(line)}")
    if listed.more_others:
        say(f"Nor are {listed.more_others} lines more.")
    if listed.left_out:
        say(f"{listed.left_out} addresses are left out: a dossier has no more.")
    return listed.urls


def _say_left_out(name: str, folder: folders.Folder) -> None:
    """Say what of a folder is not read."""
    for other in folder.others:
        say(f"{name}: {one_line(other)} cannot be read.")
    if folder.more_others:
        say(f"{name}: {folder.more_others} files more cannot be read.")
    if folder.left_out:
        say(f"{name}: {folder.left_out} files are left out: a dossier has no more.")
    if not folder.is_whole:
        say(f"{name} has too many files to look at all of them.")
