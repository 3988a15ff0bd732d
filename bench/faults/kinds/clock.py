"""A clock that is set back, or runs ahead and is put right."""

from __future__ import annotations

import datetime
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from unittest import mock

from bench.faults import kept, scripted
from bench.faults.fault import Fault, Tally
from bench.faults.process import Say, run
from chat.schema import Reading
from chat.storage.library import Library

_YEARS = (1970, 1999, 2020, 2038, 2099, 9998)
_ROOM = 3


def _in(year: int) -> AbstractContextManager[object]:
    class Set(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Set:
            return cls(year, 5, 3, 12, tzinfo=tz)

    return mock.patch("chat.storage.rows.datetime.datetime", Set)


def _read(folder: Path, readings: tuple[Reading, ...], first: int, then: int, say: Say) -> None:
    """Fill a library that has room for three in one year, and read two articles more in another."""
    library = Library(folder / kept.FILE, readings=_ROOM)
    for year, count in ((first, _ROOM), (then, 2)):
        with _in(year):
            for _ in range(count):
                id = library.begin(kept.OWNER, scripted.ARTICLE)
                library.keep(kept.OWNER, id, readings[-1])
    ids = [entry.id for entry in library.recent(kept.OWNER)]
    if len(ids) != _ROOM or id != ids[0]:
        say("what was read last is not listed first")
    with _in(then):
        dossier = library.dossiers.begin(kept.OWNER, "Freibad")
        library.dossiers.add(kept.OWNER, dossier, id)
        library.add_answer(kept.OWNER, id, scripted.answer(1))
    if len(library.answers(kept.OWNER, id)) != 1:
        say("an answer is gone")


def _tried(folder: Path, tally: Tally) -> None:
    readings = scripted.layers()
    for first in _YEARS:
        for then in _YEARS:
            place = folder / f"{first}-{then}"
            ended = run(partial(_read, place, readings, first, then))
            tally.add([*ended.faults, *ended.said], sees=ended.messages)


FAULTS = (Fault("clock", "the clock is set back or forth between two readings, in a library that is full", _tried),)
