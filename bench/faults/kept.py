"""A library at work, and what it must still have afterwards: all that it said it had kept."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

from bench.faults import scripted
from bench.faults.process import Say
from chat.errors import ChatError, LibraryUnavailable
from chat.schema import Reading
from chat.storage.dossiers import Link, Voice
from chat.storage.library import Library

OWNER = "ada"
FILE = "library.sqlite3"


def library(folder: Path) -> Library:
    """Return the library in a folder."""
    return Library(folder / FILE)


def work(kept: Library, readings: tuple[Reading, ...], say: Say) -> None:
    """Keep a reading layer by layer, a conversation, a page, and a dossier of two articles; delete a third.

    Args:
        say: told of each thing once the library has said that it is kept, or deleted.

    Raises:
        ChatError: something cannot be kept, or not be deleted for good.
    """
    id = kept.begin(OWNER, scripted.ARTICLE)
    say(f"text {id}")
    for reading in readings:
        kept.keep(OWNER, id, reading)
        say(f"layer {id} {reading.layer}")
    for number in range(2):
        kept.add_answer(OWNER, id, scripted.answer(number))
        say(f"answer {id} {number}")
    kept.keep_page(OWNER, id, b"WARC" * 500)
    say(f"page {id}")
    dossier = kept.dossiers.begin(OWNER, "Freibad")
    kept.dossiers.add(OWNER, dossier, id)
    say(f"member {dossier} {id}")
    other = kept.begin_in(OWNER, dossier, scripted.OTHER, readings[0]).entry
    say(f"member {dossier} {other}")
    kept.dossiers.decide(OWNER, dossier, Link(Voice(id, "Anna Voss", 0), Voice(other, "Anna Voss", 0), same=False))
    kept.dossiers.add_answer(OWNER, dossier, scripted.answer(7))
    say(f"told {dossier} 7")
    mark = secrets.token_hex(16)
    gone = kept.begin(OWNER, _deleted(mark))
    try:
        kept.delete(OWNER, gone)
    except LibraryUnavailable:
        say(f"undeleted {gone} {mark}")
        raise
    say(f"gone {gone} {mark}")


def _deleted(mark: str) -> str:
    return f"Was gelöscht wird: {mark}"


def lost(kept: Library, said: tuple[str, ...], readings: tuple[Reading, ...]) -> Iterator[str]:
    """Yield what the library said that it kept, and does not have, or has otherwise."""
    newest = {line.split()[1]: line.split()[2] for line in said if line.startswith("layer")}
    for line in sorted(said, key=lambda line: not line.startswith("gone")):  # before the disk is touched again
        what, id, *more = line.split()
        try:
            if what != "layer" or newest[id] == more[0]:
                yield from _lost(kept, what, id, more, readings)
        except (ChatError, AssertionError) as error:
            yield f"{what}: {error}"


def _lost(kept: Library, what: str, id: str, more: list[str], readings: tuple[Reading, ...]) -> Iterator[str]:
    orders: list[str] = [reading.layer for reading in readings]
    found: bool
    match what:
        case "text":
            found = kept.again(OWNER, id).text == scripted.ARTICLE
        case "layer":
            reading = kept.reading(OWNER, id)
            at = orders.index(reading.layer)
            found = at >= orders.index(more[0]) and reading == readings[at]  # a later one may have been kept unsaid
        case "answer":
            found = scripted.answer(int(more[0])) in [turn.answer for turn in kept.answers(OWNER, id)]
        case "page":
            found = kept.page(OWNER, id) == b"WARC" * 500
        case "member":
            found = more[0] in [member.entry.id for member in kept.dossiers.members(OWNER, id)]
        case "told":
            found = scripted.answer(int(more[0])) in [turn.answer for turn in kept.dossiers.answers(OWNER, id)]
        case "gone":
            found = not _is_on_disk(kept, more[0]) and not _is_listed(kept, id)
        case _:  # undeleted
            found = not _is_listed(kept, id) or kept.again(OWNER, id).text == _deleted(more[0])
            kept.delete(OWNER, id)  # as the reader was told to do
            found = found and not _is_on_disk(kept, more[0]) and not _is_listed(kept, id)
    if not found:
        yield f"a kept {what} is not as it was"


def _is_listed(kept: Library, id: str) -> bool:
    return id in [entry.id for entry in kept.unfinished(OWNER)]


def _is_on_disk(kept: Library, mark: str) -> bool:
    """Return whether a text is in the library's file, or in its log."""
    return any(mark.encode() in part.read_bytes() for part in kept.path.parent.glob(f"{FILE}*"))
