"""Dossiers: which readings an owner has put together, what was decided and asked about them; kept beside the readings.

The promises are those of the library: nothing of another owner is told or touched, and what is deleted is in no byte of
the file. Of a reading that is deleted nothing is left in a dossier: its number is given to no other article, and the
answers that tell of it go with it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from chat.errors import InputError, LibraryFull, NotInLibrary
from chat.lang.characters import encodable, one_line
from chat.schema import Answer
from chat.storage import dossier_entries, entries, search
from chat.storage import dossier_tables as tables
from chat.storage.database import Database
from chat.storage.dossier_entries import Contents, DossierEntry, Link, Member, Placed, Voice
from chat.storage.entries import Entry, Thumb, Turn
from chat.storage.rows import latest, now, number_of, only, opened, rows
from chat.storage.tables import FIND as FIND_ENTRY

if TYPE_CHECKING:
    from chat.storage.database import Connection

__all__ = ["ARTICLES", "DOSSIERS", "Contents", "DossierEntry", "Dossiers", "Link", "Member", "Placed", "Voice"]

DOSSIERS = 200  # of an owner
ARTICLES = 200  # of a dossier
DECISIONS = 1_000  # of a dossier
ANSWERS = 1_000  # of a dossier
NAME = 120  # characters
PHRASE = 500  # characters of what a voice is called


class Dossiers:
    """The dossiers of all owners, in the library's file. Errors are those of `Library`.

    Args:
        database: the library's.
        size: how many bytes the conversations about an owner's dossiers may have; beyond it the oldest answers go.
    """

    def __init__(self, database: Database, *, size: int) -> None:
        self._database = database
        self._size = size

    def begin(self, owner: str, name: str, *, once: bool = False) -> str:
        """Begin a dossier without articles and return its id.

        Args:
            once: where there is one of that name by now, it is that one.

        Raises:
            InputError: the name has no character that can be seen, or too many.
            LibraryFull: the owner has DOSSIERS of them.
            ValueError: the owner is empty, so that everybody could see it.
        """
        if not owner:
            raise ValueError("a dossier needs an owner")
        id, name = secrets.token_urlsafe(16), _named(name)
        with self._database.transaction(write=True) as connection:
            if once and (found := rows(connection, tables.NAMED, (owner, name))):
                return dossier_entries.listed(found[0]).id
            _require_room(connection, tables.COUNT, owner, DOSSIERS, f"You have {DOSSIERS} dossiers.")
            connection.execute(tables.BEGIN, (id, owner, name, now(), latest(connection, tables.LAST, owner)))
        return id

    def rename(self, owner: str, id: str, name: str) -> None:
        """Give a dossier another name.

        Raises:
            InputError: as in `begin`.
            NotInLibrary: there is no such dossier.
        """
        name = _named(name)
        with self._database.transaction(write=True) as connection:
            connection.execute(tables.RENAME, (name, number_of(connection, tables.FIND, owner, id)))

    def recent(self, owner: str, *, limit: int = 50) -> tuple[DossierEntry, ...]:
        """Return the dossiers, the one opened last first."""
        with self._database.transaction() as connection:
            found = rows(connection, tables.RECENT, (owner, limit))
        return tuple(dossier_entries.listed(row) for row in found)

    def find(self, owner: str, id: str) -> DossierEntry:
        """Return a dossier, which counts as opened now.

        Raises:
            NotInLibrary: there is none.
        """
        with self._database.transaction(write=True) as connection:
            return _entry(connection, _opened(connection, owner, id))

    def named(self, owner: str, name: str) -> DossierEntry | None:
        """Return the dossier of that name; of several the one opened last, None where there is none."""
        with self._database.transaction() as connection:
            found = rows(connection, tables.NAMED, (owner, one_line(name)))
        return dossier_entries.listed(found[0]) if found else None

    def add(self, owner: str, id: str, entry: str) -> int:
        """Add an entry of the library to a dossier, read or not yet, and return its number there.

        One that is in it keeps its number, and so does one that was removed and comes back.

        Raises:
            NotInLibrary: there is no such dossier, or no such entry.
            LibraryFull: the dossier has ARTICLES articles.
        """
        with self._database.transaction(write=True) as connection:
            return add_article(connection, owner, id, entry)

    def remove(self, owner: str, id: str, entry: str) -> None:
        """Take an article out of a dossier; its reading stays. One that is not in it stays out.

        Raises:
            NotInLibrary: there is no such dossier, or no such entry.
        """
        with self._database.transaction(write=True) as connection:
            dossier, article = (
                number_of(connection, tables.FIND, owner, id),
                number_of(connection, FIND_ENTRY, owner, entry),
            )
            connection.execute(tables.REMOVE, (dossier, article))

    def let_go(self, owner: str, id: str, names: Sequence[str]) -> None:
        """Take articles out of a dossier, and delete those for good that are in no other: all of it, or nothing.

        Args:
            names: of their entries; those that are not in it are left alone.

        Raises:
            NotInLibrary: there is no such dossier.
            LibraryUnavailable: as in `delete`.
        """
        with self._database.transaction(write=True) as connection:
            dossier = number_of(connection, tables.FIND, owner, id)
            own = _entries(connection, dossier)
            listed = json.dumps([name for name in names if name in own])
            connection.execute(tables.REMOVE_ALL, (dossier, listed))
            connection.execute(tables.DELETE_UNUSED, (owner, listed))
        self._database.wipe()

    def members(self, owner: str, id: str) -> tuple[Member, ...]:
        """Return the articles of a dossier whose reading has begun, in the order of their numbers.

        Raises:
            NotInLibrary: there is no such dossier.
        """
        with self._database.transaction() as connection:
            return _members(connection, number_of(connection, tables.FIND, owner, id))

    def contents(self, owner: str, id: str) -> Contents:
        """Return a dossier with its articles and the reader's decisions, as they are at one moment.

        It does not count as opened.

        Raises:
            NotInLibrary: there is none.
        """
        with self._database.transaction() as connection:
            dossier = number_of(connection, tables.FIND, owner, id)
            return Contents(_entry(connection, dossier), _members(connection, dossier), _links(connection, dossier))

    def of_entry(self, owner: str, entry: str) -> tuple[DossierEntry, ...]:
        """Return the dossiers that have an entry of the library, the one opened last first."""
        with self._database.transaction() as connection:
            found = rows(connection, tables.OF_ENTRY, (owner, entry))
        return tuple(dossier_entries.listed(row) for row in found)

    def decide(self, owner: str, id: str, link: Link) -> None:
        """Remember what the reader decided about two voices, in the place of an earlier decision on the same two.

        Raises:
            NotInLibrary: there is no such dossier, or one of the articles is not in it.
            LibraryFull: there are DECISIONS of them, or what a voice is called has more than PHRASE characters.
            ValueError: it is one voice.
        """
        if link.one == link.other:
            raise ValueError("a decision is about two voices")
        if max(len(link.one.german), len(link.other.german)) > PHRASE:
            raise LibraryFull("That is too long a name to be remembered.", hint=f"It may have {PHRASE} characters.")
        with self._database.transaction(write=True) as connection:
            dossier = number_of(connection, tables.FIND, owner, id)
            pair = _pair(connection, dossier, owner, link.one, link.other)
            connection.execute(tables.UNDECIDE, (dossier, *pair))  # so that what is decided anew comes last
            _require_room(connection, tables.DECISIONS, dossier, DECISIONS, f"You have decided {DECISIONS} times.")
            connection.execute(tables.DECIDE, (dossier, *pair, int(link.same)))

    def undecide(self, owner: str, id: str, one: Voice, other: Voice) -> None:
        """Forget what the reader decided about two voices; where that is nothing, nothing happens.

        Raises:
            NotInLibrary: as in `decide`.
        """
        with self._database.transaction(write=True) as connection:
            dossier = number_of(connection, tables.FIND, owner, id)
            connection.execute(tables.UNDECIDE, (dossier, *_pair(connection, dossier, owner, one, other)))

    def links(self, owner: str, id: str) -> tuple[Link, ...]:
        """Return what the reader decided about voices of articles that are in a dossier, in the order of deciding.

        Raises:
            NotInLibrary: there is no such dossier.
        """
        with self._database.transaction() as connection:
            return _links(connection, number_of(connection, tables.FIND, owner, id))

    def add_answer(self, owner: str, id: str, answer: Answer) -> int:
        """Add an answer to the conversation about a dossier and return its position; the first is 1.

        Beyond ANSWERS the first ones go. One that cites an article goes with its reading.

        Raises:
            NotInLibrary: there is no such dossier.
        """
        with self._database.transaction(write=True) as connection:
            dossier = _opened(connection, owner, id)
            (position,) = only(rows(connection, tables.ADD_ANSWER, (dossier, answer.model_dump_json())))
            for number in {citation.article for citation in (*answer.citations, *answer.nearest)}:
                connection.execute(tables.DRAW, (dossier, number, position))
            connection.execute(tables.DELETE_ANSWERS, (dossier, position - ANSWERS))
            connection.execute(tables.MAKE_ROOM, (owner, self._size))
        return int(position)

    def answers(self, owner: str, id: str) -> tuple[Turn, ...]:
        """Return the conversation about a dossier, in order; an answer that cannot be read is left out, and kept.

        Raises:
            NotInLibrary: there is no such dossier.
        """
        with self._database.transaction() as connection:
            found = rows(connection, tables.ANSWERS, (number_of(connection, tables.FIND, owner, id),))
        return entries.turns(found, id)

    def rate(self, owner: str, id: str, position: int, thumb: Thumb | None) -> None:
        """Note what the reader thinks of an answer; None takes it back.

        Raises:
            NotInLibrary: there is no such answer.
        """
        with self._database.transaction(write=True) as connection:
            only(rows(connection, tables.RATE, (thumb, position, owner, id)))

    def search(self, owner: str, id: str, query: str, *, limit: int = 50) -> tuple[Entry, ...]:
        """Return the readings of a dossier that a query finds, as `Library.recent` does; all where it is empty.

        Raises:
            NotInLibrary: there is no such dossier.
        """
        mark = secrets.token_hex(8)  # nothing an article could have in it
        with self._database.transaction() as connection:
            dossier = number_of(connection, tables.FIND, owner, id)
            if not query.strip():
                found = rows(connection, tables.ALL, (dossier, limit))
            elif match := search.match(query):
                found = rows(connection, tables.FOUND, (mark, mark, match, dossier, limit))
            else:
                found = []
        return tuple(entries.entry(row, mark) for row in found)

    def delete(self, owner: str, id: str, *, articles: bool = False) -> None:
        """Delete a dossier for good, with its conversation. Where there is none, nothing happens.

        Args:
            articles: whether those of its articles are deleted with it that are in no other; else all readings stay.

        Raises:
            LibraryUnavailable: also where it is deleted, and could not be wiped off the disk; calling again wipes it.
        """
        with self._database.transaction(write=True) as connection:
            found = rows(connection, tables.FIND, (owner, id)) if articles else []
            names = [name for (dossier,) in found for name in _entries(connection, dossier)]
            connection.execute(tables.DELETE, (owner, id))
            connection.execute(tables.DELETE_UNUSED, (owner, json.dumps(names)))
        self._database.wipe()

    def drop(self, owner: str, id: str) -> None:
        """Delete a dossier that no article ever came into; any other stays."""
        with self._database.transaction(write=True) as connection:
            connection.execute(tables.DROP, (owner, id))


def add_article(connection: Connection, owner: str, id: str, entry: str) -> int:
    """Add an entry to a dossier within a transaction; see `Dossiers.add`."""
    dossier, article = _opened(connection, owner, id), number_of(connection, FIND_ENTRY, owner, entry)
    before = rows(connection, tables.NUMBER, (dossier, article))
    if before and not before[0][1]:
        return int(before[0][0])
    _require_room(connection, tables.ARTICLES, dossier, ARTICLES, f"The dossier has {ARTICLES} articles.")
    if before:
        connection.execute(tables.ADD_AGAIN, (now(), dossier, before[0][0]))
        return int(before[0][0])
    (number,) = only(rows(connection, tables.NEXT, (dossier,)))
    connection.execute(tables.ADD, (dossier, number, article, now()))
    return int(number)


def _named(name: str) -> str:
    """Return a name on one line.

    Raises:
        InputError: nothing of it can be seen, or it is too long.
    """
    line = one_line(name)
    if not 1 <= len(line) <= NAME:
        raise InputError(
            "A dossier needs a name." if not line else "The name is too long.",
            hint=f"It may have 1 to {NAME} characters.",
        )
    return line


def _require_room(connection: Connection, statement: str, of: str | int, most: int, message: str) -> None:
    """Raise LibraryFull where what a statement counts is as many as there may be."""
    (count,) = only(rows(connection, statement, (of,)))
    if count >= most:
        raise LibraryFull(f"{message} There can be no more.", hint="Take out what you need no longer, then try again.")


def _opened(connection: Connection, owner: str, id: str) -> int:
    """Return the number of a dossier, which counts as opened now."""
    return opened(connection, tables.FIND, owner, id, note=tables.OPEN, last=tables.LAST)


def _entry(connection: Connection, dossier: int) -> DossierEntry:
    return dossier_entries.listed(only(rows(connection, tables.LISTED, (dossier,))))


def _entries(connection: Connection, dossier: int) -> list[str]:
    """Return the names of the entries that are in a dossier, read or not yet."""
    return [id for (id,) in rows(connection, tables.ENTRIES, (dossier,))]


def _members(connection: Connection, dossier: int) -> tuple[Member, ...]:
    return tuple(dossier_entries.member(row) for row in rows(connection, tables.MEMBERS, (dossier,)))


def _links(connection: Connection, dossier: int) -> tuple[Link, ...]:
    return tuple(dossier_entries.link(row) for row in rows(connection, tables.LINKS, (dossier,)))


def _pair(connection: Connection, dossier: int, owner: str, one: Voice, other: Voice) -> Sequence[str | int]:
    """Return the columns that name two voices, in one order whichever is named first.

    Raises:
        NotInLibrary: the article of one is not in the dossier.
    """
    found = []
    for voice in (one, other):
        article = number_of(connection, FIND_ENTRY, owner, voice.entry)
        member = rows(connection, tables.NUMBER, (dossier, article))
        if not member or member[0][1]:
            raise NotInLibrary("This article is not in the dossier.", hint="Add it again, or choose another.")
        found.append((article, encodable(voice.german), voice.nth))
    first, second = sorted(found)
    return (*first, *second)
