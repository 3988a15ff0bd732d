"""What can still be read of a damaged SQLite file, row by row, into a new one. Knows nothing of what the rows say.

SQLite stops at the first page that it cannot read. So rows are asked for by their numbers, one by one, and those that
cannot be had, or that the new file refuses, are left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apsw import Connection

_HEAD = 100  # bytes
_CUT_OFF = 100_000  # pages that may be missing
_BEYOND = 2_000  # row numbers that are tried after the last that was told


@dataclass(frozen=True)
class Table:
    """A table whose rows are taken over.

    Args:
        source: the table that they are read from, where it is another.
        columns: those of it by those of the table; empty: the columns that both files have.
        optional: columns that a row can do without.
    """

    name: str
    source: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()


def mend_head(damaged: Path, *, like: Path) -> None:
    """Write the head of a file anew, and put empty pages where it was cut off: else nothing of it could be read.

    No list of free pages is kept (SQLite's file format, 1.3).

    Args:
        like: a file of the same tables, whose head is whole.
    """
    head = bytearray(like.read_bytes()[:_HEAD])
    page = int.from_bytes(head[16:18], "big")
    with damaged.open("r+b") as file:
        told = int.from_bytes(file.read(_HEAD)[28:32], "big")
        pages = damaged.stat().st_size // page
        pages = told if pages <= told <= pages + _CUT_OFF else pages
        head[28:32] = pages.to_bytes(4, "big")
        head[32:40] = bytes(8)  # the list of free pages
        head[92:96] = head[24:28]  # that the count of pages holds
        file.seek(0)
        file.write(head)
        file.truncate(pages * page)


def salvage(source: Connection, target: Connection, tables: Sequence[Table]) -> int:
    """Copy the rows of tables that can be read, and return how many there were.

    Args:
        source: of a copy of the damaged file, whose head was mended.
        target: in a transaction; the tables are there, and empty.
        tables: what others refer to comes first.
    """
    import apsw

    copied = 0
    for table in tables:
        with suppress(apsw.Error):  # the table is not to be found
            columns = table.columns or _columns(source, target, table.name)
            numbers = _numbers(source, table.source or table.name)
            copied += sum(_is_copied(source, target, table, columns, number) for number in numbers)
    return copied


def _columns(source: Connection, target: Connection, name: str) -> dict[str, str]:
    """Return the columns that both files have of a table."""
    there = {column for _, column, *_ in source.execute(f'PRAGMA table_info("{name}")')}
    named = [column for _, column, *_ in target.execute(f'PRAGMA table_info("{name}")')]
    return {column: column for column in named if column in there}


def _is_copied(source: Connection, target: Connection, table: Table, columns: Mapping[str, str], number: int) -> bool:
    """Copy a row, without what it can do without where that cannot be read; return whether it was there."""
    needed = {name: read for name, read in columns.items() if name not in table.optional}
    for wanted in (columns, needed) if table.optional else (columns,):
        into, read = (", ".join(f'"{name}"' for name in ("rowid", *names)) for names in (wanted, wanted.values()))
        insert = f'INSERT INTO "{table.name}" ({into}) VALUES ({", ".join("?" * (len(wanted) + 1))})'
        with suppress(*_unreadable()):
            for row in source.execute(f'SELECT {read} FROM "{table.source or table.name}" WHERE rowid = ?', (number,)):
                target.execute(insert, row)
                return True
    return False


def _numbers(source: Connection, name: str) -> Iterable[int]:
    """Return the numbers of rows as they are told from either end, and where an end is not reached, all between."""
    upwards = list(_told(source, f'SELECT rowid FROM "{name}" ORDER BY rowid'))
    downwards = list(_told(source, f'SELECT rowid FROM "{name}" ORDER BY rowid DESC'))
    if upwards == downwards[::-1]:
        return upwards
    least = max(upwards, default=0)
    most = min(max(downwards, default=least + _BEYOND), least + 100 * _BEYOND)
    return sorted({*upwards, *downwards, *range(least + 1, most + 1)})


def _told(source: Connection, statement: str) -> Iterator[int]:
    """Yield numbers of rows until they cannot be told."""
    with suppress(*_unreadable()):
        for (number,) in source.execute(statement):
            yield number


def _unreadable() -> tuple[type[Exception], ...]:
    """Return what is raised of a row that cannot be read, or is refused; what should be text need not be."""
    import apsw

    return apsw.Error, UnicodeDecodeError
