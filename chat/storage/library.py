"""What was read before: articles, their readings and conversations, found again by their words, deleted for good.

Everything belongs to an owner, an opaque string that says who may see it: no function tells or touches what another
owner has, and the names of entries cannot be guessed. An owner has at most READINGS entries of at most BYTES together;
then those go that were opened longest ago.

An entry begins with the text, before it is read, so that a reading that was cut off can be done again. What is kept is
untrusted text: it is to be escaped where it is shown. Knows no page, and nothing of how SQLite is opened.
"""

from __future__ import annotations

import datetime
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from chat.errors import NotInLibrary, UnreadableReading
from chat.lang.characters import one_line
from chat.schema import Answer, Length, Reading
from chat.settings import Settings
from chat.storage.database import Database

if TYPE_CHECKING:
    from chat.storage.database import Connection

Thumb = Literal["up", "down"]
M = TypeVar("M", bound=BaseModel)

READINGS = 500
BYTES = 200_000_000
ANSWERS = 1_000  # of one conversation
FILE = "library.sqlite3"

_LEAD = 200  # characters
_SNIPPET = 24  # words
_QUERY = 20  # words

_FIRST = """
CREATE TABLE entry (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    created TEXT NOT NULL,
    opened TEXT NOT NULL,
    text TEXT NOT NULL,
    length TEXT,
    code TEXT,
    title TEXT NOT NULL DEFAULT '',
    lead TEXT NOT NULL DEFAULT '',
    reading TEXT  -- NULL: not read to its end
) STRICT;
CREATE INDEX entry_by_owner ON entry (owner, opened);
CREATE TABLE answer (
    entry INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
    position INTEGER NOT NULL,
    answer TEXT NOT NULL,
    thumb TEXT CHECK (thumb IN ('up', 'down')),
    PRIMARY KEY (entry, position)
) STRICT;
CREATE VIRTUAL TABLE words USING fts5 (title, german, english, questions, tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER entry_deleted AFTER DELETE ON entry BEGIN DELETE FROM words WHERE rowid = old.number; END;
"""

_SHOWN = "entry.id, entry.title, entry.created, entry.opened, entry.reading"
_RECENT = f"""
SELECT {_SHOWN}, entry.lead FROM entry
WHERE owner = ? AND reading IS NOT NULL ORDER BY opened DESC, number DESC LIMIT ?
"""
_FOUND = f"""
SELECT {_SHOWN}, snippet(words, -1, ?, ?, '…', {_SNIPPET}) FROM words JOIN entry ON entry.number = words.rowid
WHERE words MATCH ? AND owner = ? ORDER BY opened DESC, number DESC LIMIT ?
"""
# The entry opened last stays, whatever its size.
_MAKE_ROOM = """
DELETE FROM entry WHERE number IN (
    SELECT number FROM (
        SELECT number, row_number() OVER newest AS place, sum(bytes) OVER newest AS bytes FROM (
            SELECT number, opened, octet_length(text) + coalesce(octet_length(reading), 0)
                + (SELECT coalesce(sum(octet_length(answer)), 0) FROM answer WHERE entry = number) AS bytes
            FROM entry WHERE owner = ?
        ) WINDOW newest AS (ORDER BY opened DESC, number DESC)
    ) WHERE place > 1 AND (place > ? OR bytes > ?)
)
"""
_INDEX_QUESTIONS = """
UPDATE words SET questions = (
    SELECT group_concat(json_extract(answer, '$.question'), char(10) ORDER BY position) FROM answer WHERE entry = ?1
) WHERE rowid = ?1
"""


@dataclass(frozen=True)
class Fragment:
    """A piece of a snippet; `matched` where it is what was searched for."""

    text: str
    matched: bool = False


@dataclass(frozen=True)
class Entry:
    """A reading as it is listed. Times are in UTC.

    `snippet` is where it has the words searched for, or how its summary begins where nothing was. One that is not
    `readable` was kept by another version of Belegt: its text can be read again, and it can be deleted.
    """

    id: str
    title: str
    created: datetime.datetime
    opened: datetime.datetime
    snippet: tuple[Fragment, ...]
    readable: bool


@dataclass(frozen=True)
class Unfinished:
    """A text whose reading began and has not ended, as it was given, and how it was to be read."""

    id: str
    text: str
    length: Length | None
    code: str | None
    created: datetime.datetime


@dataclass(frozen=True)
class Turn:
    """An answer of a conversation, its place in it, and what the reader thought of it."""

    position: int
    answer: Answer
    thumb: Thumb | None


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
        size: how many bytes of text, readings and answers an owner may have.
    """

    def __init__(self, path: Path, *, readings: int = READINGS, size: int = BYTES) -> None:
        self._database = Database(path, migrations=(_FIRST,))
        self._readings = readings
        self._size = size

    @property
    def set_aside(self) -> tuple[Path, ...]:
        """The damaged files that were set aside, oldest first; they may hold articles of all owners."""
        return self._database.set_aside

    def begin(self, owner: str, text: str, *, length: Length | None = "medium", code: str | None = None) -> str:
        """Keep a text that is about to be read, and how (see `pipeline.read`); return the name of the new entry.

        Raises:
            ValueError: the owner is empty, so that everybody could see it.
        """
        if not owner:
            raise ValueError("an entry needs an owner")
        id, now = secrets.token_urlsafe(16), _now()
        with self._database.transaction(write=True) as connection:
            connection.execute(
                "INSERT INTO entry (id, owner, created, opened, text, length, code) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (id, owner, now, now, _encodable(text), length, code),
            )
            self._make_room(connection, owner)
        return id

    def keep(self, owner: str, id: str, reading: Reading) -> None:
        """Keep what reading an entry gave.

        Raises:
            NotInLibrary: there is no such unfinished entry. Where the reader deleted it meanwhile, it stays deleted.
        """
        with self._database.transaction(write=True) as connection:
            found = _rows(
                connection,
                "UPDATE entry SET reading = ?, title = ?, lead = ?, opened = ? "
                "WHERE owner = ? AND id = ? AND reading IS NULL RETURNING number",
                (reading.model_dump_json(), _title(reading), _lead(reading), _now(), owner, id),
            )
            (number,) = _only(found)
            connection.execute(
                "INSERT INTO words (rowid, title, german, english) VALUES (?, ?, ?, ?)", (number, *_words(reading))
            )
            self._make_room(connection, owner)

    def exchange(self, owner: str, id: str, reading: Reading) -> None:
        """Keep a reading in the place of an earlier one of the same text, with another summary.

        Raises:
            NotInLibrary: there is no such reading.
        """
        with self._database.transaction(write=True) as connection:
            number = _open(connection, owner, id)
            connection.execute(
                "UPDATE entry SET reading = ?, title = ?, lead = ? WHERE number = ?",
                (reading.model_dump_json(), _title(reading), _lead(reading), number),
            )
            connection.execute(
                "UPDATE words SET title = ?, german = ?, english = ? WHERE rowid = ?", (*_words(reading), number)
            )

    def unfinished(self, owner: str) -> tuple[Unfinished, ...]:
        """Return the texts whose reading began and has not ended, the latest first; some may be under way."""
        with self._database.transaction() as connection:
            found = _rows(
                connection,
                "SELECT id, text, length, code, created FROM entry "
                "WHERE owner = ? AND reading IS NULL ORDER BY created DESC, number DESC",
                (owner,),
            )
        return tuple(Unfinished(id, text, length, code, _time(created)) for id, text, length, code, created in found)

    def recent(self, owner: str, *, limit: int = 50, query: str = "") -> tuple[Entry, ...]:
        """Return readings, the one opened last first.

        Args:
            query: what the reader looks for, in any form: only those are returned that have all its words, or words
                that begin so, in title, German, English or questions. Case, accents and spellings without umlaut
                ("Strasse", "Bruecke") do not matter.
        """
        mark = secrets.token_hex(8)  # nothing an article could have in it
        with self._database.transaction() as connection:
            if not query.strip():
                found = _rows(connection, _RECENT, (owner, limit))
            elif match := _match(query):
                found = _rows(connection, _FOUND, (mark, mark, match, owner, limit))
            else:
                found = []
        return tuple(_entry(row, mark) for row in found)

    def reading(self, owner: str, id: str) -> Reading:
        """Return a reading, which counts as opened now.

        Raises:
            NotInLibrary: there is none, or it is not finished.
            UnreadableReading: this version cannot read it.
        """
        with self._database.transaction(write=True) as connection:
            number = _open(connection, owner, id)
            (kept,) = _only(_rows(connection, "SELECT reading FROM entry WHERE number = ?", (number,)))
        return _readable(Reading, kept)

    def text(self, owner: str, id: str) -> str:
        """Return the text of an entry as it was given, to read it again.

        Raises:
            NotInLibrary: there is none.
        """
        with self._database.transaction() as connection:
            found = _rows(connection, "SELECT text FROM entry WHERE owner = ? AND id = ?", (owner, id))
        (text,) = _only(found)
        return str(text)

    def add_answer(self, owner: str, id: str, answer: Answer) -> int:
        """Add an answer to the conversation of a reading and return its position; the first is 1.

        Beyond ANSWERS the first ones go.

        Raises:
            NotInLibrary: there is no such reading.
        """
        with self._database.transaction(write=True) as connection:
            number = _open(connection, owner, id)
            added = _rows(
                connection,
                "INSERT INTO answer (entry, position, answer) "
                "SELECT ?1, coalesce(max(position), 0) + 1, ?2 FROM answer WHERE entry = ?1 RETURNING position",
                (number, answer.model_dump_json()),
            )
            (position,) = _only(added)
            connection.execute("DELETE FROM answer WHERE entry = ? AND position <= ?", (number, position - ANSWERS))
            connection.execute(_INDEX_QUESTIONS, (number,))
            self._make_room(connection, owner)
        return int(position)

    def answers(self, owner: str, id: str) -> tuple[Turn, ...]:
        """Return the conversation of a reading, in order.

        Raises:
            NotInLibrary: there is no such reading.
            UnreadableReading: this version cannot read an answer in it.
        """
        with self._database.transaction() as connection:
            reading = "SELECT number FROM entry WHERE owner = ? AND id = ? AND reading IS NOT NULL"
            (number,) = _only(_rows(connection, reading, (owner, id)))
            conversation = "SELECT position, answer, thumb FROM answer WHERE entry = ? ORDER BY position"
            found = _rows(connection, conversation, (number,))
        return tuple(Turn(position, _readable(Answer, answer), thumb) for position, answer, thumb in found)

    def rate(self, owner: str, id: str, position: int, thumb: Thumb | None) -> None:
        """Note what the reader thinks of an answer; None takes it back.

        Raises:
            NotInLibrary: there is no such answer.
        """
        with self._database.transaction(write=True) as connection:
            rated = _rows(
                connection,
                "UPDATE answer SET thumb = ? WHERE position = ? "
                "AND entry = (SELECT number FROM entry WHERE owner = ? AND id = ?) RETURNING entry",
                (thumb, position, owner, id),
            )
            _only(rated)

    def delete(self, owner: str, id: str) -> None:
        """Delete an entry for good, finished or not. Where there is none, nothing happens.

        Raises:
            LibraryUnavailable: also where it is deleted, and could not be wiped off the disk; calling again wipes it.
        """
        with self._database.transaction(write=True) as connection:
            connection.execute("DELETE FROM entry WHERE owner = ? AND id = ?", (owner, id))
        self._database.wipe()

    def delete_all(self, owner: str) -> None:
        """Delete everything the owner has, for good. What was set aside stays.

        Raises:
            LibraryUnavailable: as in `delete`.
        """
        with self._database.transaction(write=True) as connection:
            connection.execute("DELETE FROM entry WHERE owner = ?", (owner,))
        self._database.wipe()

    def _make_room(self, connection: Connection, owner: str) -> None:
        connection.execute(_MAKE_ROOM, (owner, self._readings, self._size))


def _open(connection: Connection, owner: str, id: str) -> int:
    """Return the number of a reading, and note that it was opened."""
    found = _rows(
        connection,
        "UPDATE entry SET opened = ? WHERE owner = ? AND id = ? AND reading IS NOT NULL RETURNING number",
        (_now(), owner, id),
    )
    (number,) = _only(found)
    return int(number)


def _rows(connection: Connection, statement: str, values: tuple[str | int | None, ...]) -> list[Any]:
    """Return what a statement gives; the columns have the types of the tables above."""
    return connection.execute(statement, values).fetchall()


def _only(rows: list[Any]) -> Any:
    """Return the one row; raise NotInLibrary where there is none."""
    if not rows:
        raise NotInLibrary("This is not in your library, or was deleted.", hint="Choose another, or read it again.")
    (row,) = rows
    return row


def _readable(model: type[M], kept: str) -> M:
    try:
        return model.model_validate_json(kept)
    except ValidationError as error:
        raise UnreadableReading(
            "Another version of Belegt kept this, and this one cannot read it.",
            hint="Read the article again, or delete it.",
        ) from error


def _is_readable(kept: str) -> bool:
    try:
        _readable(Reading, kept)
    except UnreadableReading:
        return False
    return True


def _entry(row: tuple[Any, ...], mark: str) -> Entry:
    id, title, created, opened, kept, snippet = row
    pieces = enumerate(snippet.split(mark))  # the marks stand around each match
    return Entry(
        id=id,
        title=title,
        created=_time(created),
        opened=_time(opened),
        snippet=tuple(Fragment(piece, matched=place % 2 == 1) for place, piece in pieces if piece),
        readable=_is_readable(kept),
    )


def _title(reading: Reading) -> str:
    """Return the title to list a reading by: the English one, else the German one, else how the text begins."""
    german = reading.article.title
    return one_line(reading.summary.title or (german.text if german else reading.article.text[:_LEAD]))


def _lead(reading: Reading) -> str:
    """Return how the summary begins; of a reading without one, how the article does."""
    summary = [sentence.text for sentence in reading.summary.sentences]
    article = [sentence.best for sentence in reading.content if sentence.kind == "text"]
    return next(iter(summary + article), "")[:_LEAD]


def _words(reading: Reading) -> tuple[str, str, str]:
    """Return what a reading is found by: titles, German, English."""
    german = reading.article.title
    return (
        "\n".join([reading.summary.title, german.text if german else ""]),
        "\n".join(sentence.plain for sentence in reading.content),
        "\n".join(
            [
                *(sentence.text for sentence in reading.summary.sentences),
                *(sentence.english or "" for sentence in reading.content),
            ]
        ),
    )


def _match(query: str) -> str:
    """Return a query of FTS5 for free text: all its words, each as a beginning. Empty where it has no word."""
    words = re.findall(r"[^\W_]+", _encodable(query).lower())[:_QUERY]
    return " AND ".join(f"({' OR '.join(_terms(word))})" for word in words)


def _terms(word: str) -> list[str]:
    """Return the terms of FTS5 for a word as spelt, with sharp s, and with umlauts written as two letters.

    The last as a whole word only: "true" would find whatever begins with "tru". The index does not tell ü from u.
    """
    spelt = sorted({word, word.replace("ss", "ß"), word.replace("ß", "ss")})
    plain = sorted({re.sub("([aou])e", r"\1", spelling) for spelling in spelt} - set(spelt))
    return [f'"{spelling}"*' for spelling in spelt] + [f'"{spelling}"' for spelling in plain]


def _encodable(text: str) -> str:
    """Return a text with half characters (lone surrogates), which no encoding can hold, as U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")


def _time(kept: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(kept)
