"""What was read before: articles, their readings and conversations, found again by their words, deleted for good.

Everything belongs to an owner, an opaque string that says who may see it: no function tells or touches what another
owner has, and the names of entries cannot be guessed. An owner has at most READINGS entries of at most BYTES together;
then those go that were opened longest ago, and those that are in a dossier last of all.

An entry begins with the text, before it is read, so that a reading that was cut off can be done again. What is kept is
untrusted text: it is to be escaped where it is shown. Knows no page, and nothing of how SQLite is opened.
"""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chat.errors import LibraryFull, LibraryUnavailable, UnreadableReading
from chat.lang.characters import encodable
from chat.schema import Answer, Length, Reading
from chat.settings import Settings
from chat.storage import dossier_tables, entries, forms, search, tables
from chat.storage.database import Database
from chat.storage.dossiers import Dossiers, Placed, add_article
from chat.storage.entries import Entry, Fragment, Thumb, Turn, Unfinished
from chat.storage.rows import latest, now, number_of, only, opened, rows

if TYPE_CHECKING:
    from chat.storage.database import Connection

__all__ = ["Entry", "Fragment", "Library", "Thumb", "Turn", "Unfinished", "open_library"]

READINGS = 500
BYTES = 200_000_000
ANSWERS = 1_000  # of one conversation
PAGE = 10_000_000  # bytes
FILE = "library.sqlite3"

_log = logging.getLogger(__name__)


def open_library(settings: Settings) -> Library | None:
    """Return the library of this machine, or None where the reader wants none. Nothing is made or opened yet."""
    return Library(settings.data / FILE) if settings.history else None


class Library:
    """What was read before, in one file; threads and processes may use it at once.

    Every method raises LibraryUnavailable, LibraryTooNew or LibraryDamaged where the file cannot be used, and leaves it
    as it was.

    Args:
        path: the file, made on first use.
        readings: how many entries an owner may have.
        size: how many bytes of texts, readings, answers and pages an owner may have; the conversations about dossiers
            may have a quarter of that besides.
    """

    def __init__(self, path: Path, *, readings: int = READINGS, size: int = BYTES) -> None:
        self._database = Database(path, migrations=tables.MIGRATIONS, salvaged=tables.SALVAGED)
        self._readings = readings
        self._size = size
        self.dossiers = Dossiers(self._database, size=size // 4)

    @property
    def path(self) -> Path:
        """The file that all is kept in."""
        return self._database.path

    @property
    def set_aside(self) -> tuple[Path, ...]:
        """The damaged files that were set aside, oldest first; they may hold articles of all owners."""
        return self._database.set_aside

    def begin(self, owner: str, text: str, *, length: Length | None = "medium", code: str | None = None) -> str:
        """Keep a text that is about to be read, and how (see `pipeline.read`); return the name of the new entry.

        Raises:
            ValueError: the owner is empty, so that everybody could see it.
        """
        with self._database.transaction(write=True) as connection:
            id = _begun(connection, owner, text, length, code)
            self._make_room(connection, owner)
        return id

    def begin_in(
        self,
        owner: str,
        dossier: str,
        text: str,
        reading: Reading,
        *,
        length: Length | None = "medium",
        code: str | None = None,
    ) -> Placed:
        """Keep a text with what is known of it as an article of a dossier: all of that, or nothing.

        Where the dossier has this very text, which another process may have added meanwhile, that stays as it is.

        Args:
            dossier: its id.
            text, length, code: as in `begin`.

        Raises:
            NotInLibrary: there is no such dossier.
            LibraryFull: it is full, or an article of another dossier would have to go.
        """
        with self._database.transaction(write=True) as connection:
            if before := rows(connection, dossier_tables.SAME_TEXT, (owner, dossier, encodable(text))):
                return Placed(entries.as_text(before[0][0]), before[0][1], is_new=False)
            id = _begun(connection, owner, text, length, code)
            number = add_article(connection, owner, dossier, id)
            _put(connection, number_of(connection, tables.FIND, owner, id), reading)
            self._make_room(connection, owner, sparing=True)
        return Placed(id, number, is_new=True)

    def keep(self, owner: str, id: str, reading: Reading) -> None:
        """Keep what reading an entry gave by now, in the place of what was kept before: its conversation stays.

        Raises:
            NotInLibrary: there is no such entry. Where the reader deleted it meanwhile, it stays deleted.
        """
        with self._database.transaction(write=True) as connection:
            _put(connection, opened(connection, tables.FIND, owner, id), reading)
            self._make_room(connection, owner)

    def exchange(self, owner: str, id: str, reading: Reading) -> None:
        """Keep a reading in the place of an earlier one of the same text, with another summary.

        Raises:
            NotInLibrary: there is no such reading.
        """
        with self._database.transaction(write=True) as connection:
            _put(connection, opened(connection, tables.FIND_READ, owner, id), reading)

    def unfinished(self, owner: str) -> tuple[Unfinished, ...]:
        """Return the texts whose reading began and has not ended, the latest first; some may be under way."""
        with self._database.transaction() as connection:
            found = rows(connection, tables.UNFINISHED, (owner,))
        return tuple(entries.unfinished(row) for row in found)

    def again(self, owner: str, id: str) -> Unfinished:
        """Return the text of an entry, and how it was to be read, to read it anew and `keep` that under its name.

        Raises:
            NotInLibrary: there is none.
        """
        with self._database.transaction() as connection:
            return entries.unfinished(only(rows(connection, tables.AGAIN, (owner, id))))

    def recent(self, owner: str, *, limit: int = 50, query: str = "") -> tuple[Entry, ...]:
        """Return readings, the one opened last first. None of them is parsed, however many there are.

        One whose title or beginning is no text is listed as damaged, and opens all the same where its reading is whole.

        Args:
            query: what the reader looks for, in any form: only those are returned that have all its words, or words
                that begin so, in title, German, English or questions. Case, accents and spellings without umlaut
                ("Strasse", "Bruecke") do not matter.
        """
        mark = secrets.token_hex(8)  # nothing an article could have in it
        with self._database.transaction() as connection:
            if not query.strip():
                found = rows(connection, tables.RECENT, (owner, limit))
            elif match := search.match(query):
                found = rows(connection, tables.FOUND, (mark, mark, match, owner, limit))
            else:
                found = []
        return tuple(entries.entry(row, mark) for row in found)

    def reading(self, owner: str, id: str) -> Reading:
        """Return a reading, which counts as opened now; one of an older form is brought up to date.

        Raises:
            NotInLibrary: there is none, or it is not finished.
            UnreadableReading: a newer version kept it, or it is damaged.
        """
        with self._database.transaction(write=True) as connection:
            number = opened(connection, tables.FIND_READ, owner, id)
            kept, form, damaged = only(rows(connection, tables.READING, (number,)))
        try:
            reading = forms.reading(kept)
        except UnreadableReading as error:
            if not error.newer and not damaged:
                self._note(id, tables.DAMAGED, (id, kept))
            raise
        if damaged or form != reading.version:
            self._note(id, tables.RENEW, (reading.model_dump_json(), reading.version, id, kept))
        return reading

    def readings(self, owner: str, ids: Sequence[str]) -> dict[str, Reading]:
        """Return readings by their names, in that order; none of them counts as opened.

        What is not there, is not finished, or cannot be read is left out.
        """
        with self._database.transaction() as connection:
            found = dict(rows(connection, tables.READINGS, (owner, json.dumps(ids))))
        return {id: reading for id in ids if id in found and (reading := _readable(id, found[id]))}

    def keep_page(self, owner: str, id: str, warc: bytes) -> None:
        """Keep the page that an entry was taken from beside it, as WARC, in the place of one kept before.

        Raises:
            NotInLibrary: there is no such entry.
            LibraryFull: the page has more than PAGE bytes, or an article of a dossier would have to go for it.
        """
        if len(warc) > PAGE:
            raise LibraryFull(f"The page has more than {PAGE // 1_000_000} MB.", hint="Keep the article without it.")
        with self._database.transaction(write=True) as connection:
            connection.execute(tables.KEEP_PAGE, (number_of(connection, tables.FIND, owner, id), warc))
            self._make_room(connection, owner, sparing=True)

    def page(self, owner: str, id: str) -> bytes | None:
        """Return the page that was kept beside an entry, None where none was.

        Raises:
            NotInLibrary: there is no such entry.
        """
        with self._database.transaction() as connection:
            found = rows(connection, tables.PAGE, (number_of(connection, tables.FIND, owner, id),))
        return bytes(found[0][0]) if found else None

    def with_page(self, owner: str, ids: Sequence[str]) -> frozenset[str]:
        """Return the names of those entries beside which a page is kept."""
        with self._database.transaction() as connection:
            return frozenset(id for (id,) in rows(connection, tables.WITH_PAGE, (owner, json.dumps(ids))))

    def _note(self, id: str, statement: str, values: tuple[str | int | bytes, ...]) -> None:
        """Write what came of opening a reading. Where it cannot be written, the next opening comes to the same."""
        try:
            with self._database.transaction(write=True) as connection:
                connection.execute(statement, values)
        except LibraryUnavailable as error:
            _log.warning("what came of opening %s is not kept: %s", id, error)

    def add_answer(self, owner: str, id: str, answer: Answer) -> int:
        """Add an answer to the conversation of a reading and return its position; the first is 1.

        Beyond ANSWERS the first ones go.

        Raises:
            NotInLibrary: there is no such reading.
        """
        with self._database.transaction(write=True) as connection:
            number = opened(connection, tables.FIND_READ, owner, id)
            (position,) = only(rows(connection, tables.ADD_ANSWER, (number, answer.model_dump_json())))
            connection.execute(tables.DELETE_ANSWERS, (number, position - ANSWERS))
            connection.execute(tables.INDEX_QUESTIONS, (number,))
            self._make_room(connection, owner)
        return int(position)

    def answers(self, owner: str, id: str) -> tuple[Turn, ...]:
        """Return the conversation of a reading, in order; an answer that cannot be read is left out, and kept.

        Raises:
            NotInLibrary: there is no such reading.
        """
        with self._database.transaction() as connection:
            number = number_of(connection, tables.FIND_READ, owner, id)
            found = rows(connection, tables.ANSWERS, (number,))
        return entries.turns(found, id)

    def rate(self, owner: str, id: str, position: int, thumb: Thumb | None) -> None:
        """Note what the reader thinks of an answer; None takes it back.

        Raises:
            NotInLibrary: there is no such answer.
        """
        with self._database.transaction(write=True) as connection:
            only(rows(connection, tables.RATE, (thumb, position, owner, id)))

    def delete(self, owner: str, id: str) -> None:
        """Delete an entry for good, finished or not, and what dossiers have of it. One that is not there stays so.

        Raises:
            LibraryUnavailable: also where it is deleted, and could not be wiped off the disk; calling again wipes it.
        """
        with self._database.transaction(write=True) as connection:
            connection.execute(tables.DELETE, (owner, id))
        self._database.wipe()

    def drop(self, owner: str, id: str) -> None:
        """Delete an entry for good whose reading came to nothing.

        One that is listed as what cannot be read stays, with its conversation: that was to be read anew.

        Raises:
            LibraryUnavailable: as in `delete`.
        """
        with self._database.transaction(write=True) as connection:
            if any(not entries.entry(row).readable for row in rows(connection, tables.SHOWN, (owner, id))):
                return
            connection.execute(tables.DELETE, (owner, id))
        self._database.wipe()

    def delete_all(self, owner: str) -> None:
        """Delete everything the owner has, for good, dossiers too. What was set aside stays.

        Raises:
            LibraryUnavailable: as in `delete`.
        """
        with self._database.transaction(write=True) as connection:
            connection.execute(tables.DELETE_ALL, (owner,))
            connection.execute(dossier_tables.DELETE_ALL, (owner,))
        self._database.wipe()

    def _make_room(self, connection: Connection, owner: str, *, sparing: bool = False) -> None:
        """Delete what was opened longest ago where the owner has too much.

        Args:
            sparing: whether articles of dossiers stay.

        Raises:
            LibraryFull: they would have to go.
        """
        before = rows(connection, dossier_tables.IN_DOSSIERS, (owner,)) if sparing else []
        connection.execute(tables.MAKE_ROOM, (owner, self._readings, self._size))
        if sparing and rows(connection, dossier_tables.IN_DOSSIERS, (owner,)) != before:
            raise LibraryFull(
                "There is no room for this beside the articles of your dossiers.",
                hint="Take out what you need no longer, then try again.",
            )


def _begun(connection: Connection, owner: str, text: str, length: Length | None, code: str | None) -> str:
    """Keep a text that is about to be read, and return the name of the new entry."""
    if not owner:
        raise ValueError("an entry needs an owner")
    id = secrets.token_urlsafe(16)
    connection.execute(
        tables.BEGIN, (id, owner, now(), latest(connection, tables.LAST, owner), encodable(text), length, code)
    )
    return id


def _put(connection: Connection, number: int, reading: Reading) -> None:
    """Write a reading into its entry, over an earlier one, and what it is listed by and found by."""
    columns = (reading.model_dump_json(), reading.version, search.title(reading), search.lead(reading))
    connection.execute(tables.PUT, (*columns, number))
    connection.execute(tables.WHOLE if reading.is_whole else tables.PARTIAL, (number,))
    connection.execute(tables.INDEX, (number,))
    connection.execute(tables.INDEX_WORDS, (*search.words(reading), number))


def _readable(id: str, kept: bytes) -> Reading | None:
    """Return a reading as it was kept, None where it cannot be read."""
    try:
        return forms.reading(kept)
    except UnreadableReading as error:
        _log.warning("%s is left out: %s", id, error)
        return None
