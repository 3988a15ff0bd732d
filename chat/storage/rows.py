"""How rows of the library's file are asked for, whatever table they are of. Knows nothing of what stands in them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from chat.errors import NotInLibrary
from chat.storage import entries, tables

if TYPE_CHECKING:
    from chat.storage.database import Connection

Value = str | int | bytes | None


def rows(connection: Connection, statement: str, values: tuple[Value, ...]) -> list[Any]:
    """Return what a statement gives; the columns have the types of the tables."""
    return connection.execute(statement, values).fetchall()


def only(found: list[Any]) -> Any:
    """Return the one row.

    Raises:
        NotInLibrary: there is none.
    """
    if not found:
        raise NotInLibrary("This is not in your library, or was deleted.", hint="Choose another, or read it again.")
    (row,) = found
    return row


def number_of(connection: Connection, statement: str, owner: str, id: str) -> int:
    """Return the number of what a statement finds of an owner by its name.

    Raises:
        NotInLibrary: it finds nothing.
    """
    (number,) = only(rows(connection, statement, (owner, id)))
    return int(number)


def opened(
    connection: Connection, statement: str, owner: str, id: str, *, note: str = tables.OPEN, last: str = tables.LAST
) -> int:
    """Return the number of what a statement finds, which counts as opened now.

    Args:
        note: writes that it was opened.
        last: gives when something of the owner's was opened last.

    Raises:
        NotInLibrary: it finds nothing.
    """
    number = number_of(connection, statement, owner, id)
    connection.execute(note, (latest(connection, last, owner), number))
    return number


def now() -> str:
    """Return the time as it is kept: ISO 8601 in UTC, so that the order of texts is that of times."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")


def latest(connection: Connection, statement: str, owner: str) -> str:
    """Return the time now, as it is kept, or one just after that of what was opened last where the clock was set back.

    What is opened now must not pass for what was opened longest ago, which goes first.

    Args:
        statement: gives when something of the owner's was opened last.
    """
    ((last,),) = rows(connection, statement, (owner,))
    after = entries.as_time(last or b"") + datetime.timedelta(microseconds=1)
    return max(datetime.datetime.now(datetime.UTC), after).isoformat(timespec="microseconds")
