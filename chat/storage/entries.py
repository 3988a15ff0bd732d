"""What the library tells of what it has: entries as they are listed, texts to be read, turns of a conversation."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Literal

from chat.errors import UnreadableReading
from chat.schema import READING_VERSION, Answer, Length
from chat.storage import forms

Thumb = Literal["up", "down"]
State = Literal["readable", "newer", "damaged"]


@dataclass(frozen=True)
class Fragment:
    """A piece of a snippet; `matched` where it is what was searched for."""

    text: str
    matched: bool = False


@dataclass(frozen=True)
class Entry:
    """A reading as it is listed. Times are in UTC.

    `snippet` is where it has the words searched for, or how its summary begins where nothing was. One that is not
    `readable` was kept by a newer version of Belegt, or was found damaged when it was opened: its text can be read
    again, which leaves it its conversation, and it can be deleted.
    """

    id: str
    title: str
    created: datetime.datetime
    opened: datetime.datetime
    snippet: tuple[Fragment, ...]
    state: State = "readable"

    @property
    def readable(self) -> bool:
        """Whether it can be opened, as far as is known before."""
        return self.state == "readable"

    @property
    def problem(self) -> UnreadableReading | None:
        """Why it cannot be opened, in words for the reader; None where it can."""
        return None if self.state == "readable" else forms.unreadable(newer=self.state == "newer")


@dataclass(frozen=True)
class Unfinished:
    """A text that is to be read, as it was given, and how it was to be read."""

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


def entry(row: tuple[Any, ...], mark: str) -> Entry:
    """Return an entry from a row of the list; `mark` stands before and after each match in its snippet."""
    id, title, created, opened, form, damaged, snippet = row
    pieces = enumerate(snippet.split(mark))
    return Entry(
        id=id,
        title=title,
        created=time(created),
        opened=time(opened),
        snippet=tuple(Fragment(piece, matched=place % 2 == 1) for place, piece in pieces if piece),
        state="newer" if form > READING_VERSION else "damaged" if damaged else "readable",
    )


def unfinished(row: tuple[Any, ...]) -> Unfinished:
    """Return a text that is to be read from its row."""
    id, text, length, code, created = row
    return Unfinished(id, text, length, code, time(created))


def time(text: str) -> datetime.datetime:
    """Return a time as it is kept."""
    return datetime.datetime.fromisoformat(text)
