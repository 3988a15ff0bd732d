"""Several processes on one library: many write, one deletes what another works on, one holds the file."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import apsw

from bench.faults import kept, scripted
from bench.faults.fault import Fault, Tally
from bench.faults.kinds.commands import article, command
from bench.faults.process import Say, run
from chat.cli.kept import OWNER
from chat.errors import ChatError, LibraryUnavailable
from chat.schema import Reading
from chat.storage import database

_WRITERS = 6


def _write(folder: Path, readings: tuple[Reading, ...]) -> None:
    for _ in range(5):
        with suppress(
            LibraryUnavailable
        ):  # what it deletes, last of all, cannot be wiped off the disk while others read
            kept.work(kept.library(folder), readings, lambda line: None)


def _many(folder: Path, tally: Tally) -> None:
    """Have many processes write at once, from the first moment of the file on."""
    readings = scripted.layers()

    def all_at_once(say: Say) -> None:
        children = []
        for _ in range(_WRITERS):
            child = os.fork()
            if not child:
                code = 1
                try:
                    _write(folder, readings)
                    code = 0
                finally:
                    os._exit(code)
            children.append(child)
        for child in children:
            if os.waitpid(child, 0)[1]:
                say("one could not write")

    ended = run(all_at_once, patience=300)
    count = len(kept.library(folder).recent(kept.OWNER, limit=1_000))
    wanted = _WRITERS * 5 * 2  # two articles each time
    tally.add([*ended.faults, *ended.said, *[f"{wanted - count} readings are gone"] * (count != wanted)])


def _deleting(folder: Path, tally: Tally) -> None:
    """Delete the dossier, from another process, at each request of the command that adds to it."""
    scripted.layers()
    count = len(command(folder / "whole", ["dossier", "add", "Freibad", article(folder)]).said)
    for at in range(1, count + 1):
        place = folder / str(at)
        ended = command(
            place, ["dossier", "add", "Freibad", article(folder)], at=at, happens=partial(_delete, place / "data")
        )
        left = kept.library(place / "data").dossiers.recent(OWNER)
        tally.add([*ended.faults, *["the dossier is back"] * bool(left)], sees=ended.messages)


def _delete(folder: Path) -> None:
    library = kept.library(folder)
    for entry in library.dossiers.recent(OWNER):
        library.dossiers.delete(OWNER, entry.id, articles=True)


def _held(lock: str) -> Callable[[Path, Tally], None]:
    def tried(folder: Path, tally: Tally) -> None:
        readings = scripted.layers()
        said: list[str] = []
        kept.work(kept.library(folder), readings, said.append)
        other = apsw.Connection(str(folder / kept.FILE))
        other.execute(lock)
        ended = run(partial(_one_more, folder))
        other.close()
        lost = kept.lost(kept.library(folder), tuple(said), readings)
        tally.add([*ended.faults, *lost, *_write_after(folder)], sees=ended.messages)

    return tried


def _one_more(folder: Path, say: Say) -> None:
    database.PATIENCE = 0.2
    try:
        kept.library(folder).begin(kept.OWNER, scripted.ARTICLE)
    except ChatError as error:
        print(f"Error: {error}")


def _write_after(folder: Path) -> list[str]:
    try:
        kept.library(folder).begin(kept.OWNER, scripted.ARTICLE)
    except ChatError as error:
        return [f"it cannot be written afterwards: {error}"]
    return []


FAULTS = (
    Fault("together-writing", "six processes write to one library from its first moment on", _many),
    Fault("together-deleting", "a dossier is deleted while another process reads an article into it", _deleting),
    Fault("library-locked", "another process writes, and does not end", _held("BEGIN IMMEDIATE")),
)
