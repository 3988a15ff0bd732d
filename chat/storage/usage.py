"""How much each owner has read on each day: counted on disk, so that a restart forgets nothing.

A file of its own beside the library: what is counted is nobody's text, and stays when a reader deletes everything. A
row is an owner, a day and a number of characters. Knows no limits, and no clock.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from chat.settings import Settings
from chat.storage.database import Database
from chat.storage.rows import rows

FILE = "usage.sqlite3"
DAYS = 7  # of an owner, the ones written first go
ROWS = 100_000  # of all owners, likewise; some 10 MB

_FIRST = """
CREATE TABLE used (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    owner TEXT NOT NULL,
    day INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    noticed INTEGER,
    UNIQUE (owner, day)
) STRICT;
"""
_FIND = "SELECT day, characters, noticed FROM used WHERE owner = ? ORDER BY number"
_PUT = """
INSERT INTO used (owner, day, characters, noticed) VALUES (?, ?, ?, ?)
ON CONFLICT (owner, day) DO UPDATE SET characters = excluded.characters, noticed = excluded.noticed
"""
# By the order of writing and not by the day: a clock that was wrong for a moment must not take away what is right.
_LET_GO = """
DELETE FROM used WHERE owner = ?1 AND number NOT IN (
    SELECT number FROM used WHERE owner = ?1 ORDER BY number DESC LIMIT ?2
)
"""
_MAKE_ROOM = "DELETE FROM used WHERE number <= (SELECT max(number) FROM used) - ?"


@dataclass(frozen=True)
class Used:
    """What an owner has read on a day.

    Args:
        characters: of the articles.
        noticed: the day, as the clock had it, on which this one was first seen to lie in the future; None: it never
            was. Days are counted from 1 January of the year 1, which is 1.
    """

    characters: int
    noticed: int | None = None


Days = dict[int, Used]
T = TypeVar("T")


class Usage(Protocol):
    """Where it is counted."""

    def change(self, owner: str, change: Callable[[Days], T]) -> T:
        """Call `change` with what an owner has read by day, nobody else counting meanwhile, and return what it does.

        What it changed is kept, unless it raises.
        """


class UsageOnDisk:
    """Counts in a file; threads and processes may use it at once.

    `change` raises LibraryUnavailable, LibraryTooNew or LibraryDamaged where the file cannot be used.

    Args:
        path: the file, made on first use.
    """

    def __init__(self, path: Path) -> None:
        self._database = Database(path, migrations=(_FIRST,))

    def change(self, owner: str, change: Callable[[Days], T]) -> T:
        """Change what an owner has read by day; see `Usage.change`."""
        with self._database.transaction(write=True) as connection:
            before = {day: Used(characters, noticed) for day, characters, noticed in rows(connection, _FIND, (owner,))}
            days = dict(before)
            result = change(days)
            for day, used in days.items():
                if before.get(day) != used:
                    connection.execute(_PUT, (owner, day, used.characters, used.noticed))
            connection.execute(_LET_GO, (owner, DAYS))
            connection.execute(_MAKE_ROOM, (ROWS,))
        return result


class UsageInMemory:
    """Counts for as long as this process runs; threads may use it at once."""

    def __init__(self) -> None:
        self._days: dict[str, Days] = {}
        self._lock = threading.Lock()

    def change(self, owner: str, change: Callable[[Days], T]) -> T:
        """Change what an owner has read by day; see `Usage.change`."""
        with self._lock:
            days = dict(self._days.get(owner, {}))
            result = change(days)
            self._days[owner] = dict(list(days.items())[-DAYS:])
        return result


def open_usage(settings: Settings) -> Usage:
    """Return where usage is counted on this machine; where nothing is to be kept, in memory. Nothing is made yet."""
    return UsageOnDisk(settings.data / FILE) if settings.history else UsageInMemory()
