"""What can still be read of a damaged SQLite file, row by row, into a new one. Knows nothing of what the rows say.

SQLite stops at the first page that it cannot read. So rows are asked for by their numbers, one by one, and those that
cannot be had, or that the new file refuses, are left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from apsw import Connection

_BEYOND = 2_000  # row numbers that are tried after the last that was read


def salvage(damaged: Path, target: Connection, tables: Sequence[str]) -> int:
    """Copy the rows of tables that can be read and return how many there were.

    Args:
        damaged: the file; it and its log stay as they are.
        target: in a transaction, with those tables, empty; where one is not in the damaged file, it stays so.
        tables: what others refer to comes first.
    """
    import apsw

    copied = 0
    try:
        with closing(_opened(damaged)) as source:
            for table in tables:
                with suppress(apsw.Error):
                    copied += _copied(source, target, table)
    except apsw.Error:  # not even its head can be read
        return copied
    return copied


def _opened(damaged: Path) -> Connection:
    import apsw

    connection = apsw.Connection(str(damaged), apsw.SQLITE_OPEN_READWRITE)
    connection.pragma("query_only", True)
    connection.pragma("trusted_schema", False)
    # Its log is not written back when it is closed: what was found damaged is kept byte by byte.
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    return connection


def _copied(source: Connection, target: Connection, table: str) -> int:
    import apsw

    columns = [name for _, name, *_ in target.execute(f'PRAGMA table_info("{table}")')]
    there = {name for _, name, *_ in source.execute(f'PRAGMA table_info("{table}")')}
    named = ", ".join(f'"{name}"' for name in columns if name in there)
    insert = f'INSERT INTO "{table}" (rowid, {named}) VALUES (?, {", ".join("?" for name in columns if name in there)})'
    copied = 0
    for values in _rows(source, table, named):
        with suppress(apsw.Error):
            target.execute(insert, values)
            copied += 1
    return copied


def _rows(source: Connection, table: str, named: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table that can be read, each with its number first."""
    import apsw

    for number in _numbers(source, table):
        with suppress(apsw.Error):
            yield from source.execute(f'SELECT rowid, {named} FROM "{table}" WHERE rowid = ?', (number,))


def _numbers(source: Connection, table: str) -> Iterator[int]:
    """Yield the numbers of rows as far as they are told from either end, and those that may be between."""
    first = list(_told(source, f'SELECT rowid FROM "{table}" ORDER BY rowid'))
    last = list(_told(source, f'SELECT rowid FROM "{table}" ORDER BY rowid DESC'))
    yield from first
    if first == last[::-1]:
        return
    known, least = set(first), max(first, default=0)
    most = max([least + _BEYOND, *last]) if not last else max(last)
    yield from (number for number in range(least + 1, min(most, least + 100 * _BEYOND) + 1) if number not in known)


def _told(source: Connection, statement: str) -> Iterator[int]:
    import apsw

    with suppress(apsw.Error):
        for (number,) in source.execute(statement):
            yield number
