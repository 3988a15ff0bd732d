"""What the library tells of what it has: entries as they are listed, texts to be read, turns of a conversation."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from chat.errors import UnreadableReading
from chat.schema import READING_VERSION, Answer, Length
from chat.storage import forms

Thumb = Literal["up", "down"]
State = Literal["readable", "newer", "damaged"]

_LENGTHS: dict[str, Length] = {length: length for length in get_args(Length)}
_NO_TIME = datetime.datetime.fromtimestamp(0, datetime.UTC)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Fragment:
    """A piece of a snippet; `matched` where it is what was searched for."""

    text: str
    matched: bool = False


@dataclass(frozen=True)
class Entry:
    """A reading as it is listed. Times are in UTC.

    `snippet` is where it has the words searched for, or how its summary begins where nothing was. One that is not
    `readable` was kept by a newer version of Belegt, was found damaged when it was opened, or has a title or beginning
    that is damaged: its text can be read again, which leaves it its conversation, and it can be deleted. One that is
    not `whole` was not read to its end, and can be gone on with.
    """

    id: str
    title: str
    created: datetime.datetime
    opened: datetime.datetime
    snippet: tuple[Fragment, ...]
    state: State = "readable"
    whole: bool = True

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


def entry(row: tuple[Any, ...], mark: str = "") -> Entry:
    """Return an entry from a row of the list.

    Args:
        mark: stands before and after each match in the snippet, the row's last column. Where that is not there, how the
            reading begins is the snippet.
    """
    id, title, lead, created, opened, form, damaged, partial, *snippet = row
    pieces = as_text(snippet[0]).split(mark) if mark and snippet else [as_text(lead)]
    is_damaged = damaged or not (_is_text(title) and _is_text(lead))
    return Entry(
        id=as_text(id),
        title=as_text(title),
        created=as_time(created, opened),
        opened=as_time(opened, created),
        snippet=tuple(Fragment(piece, matched=place % 2 == 1) for place, piece in enumerate(pieces) if piece),
        state="newer" if form > READING_VERSION else "damaged" if is_damaged else "readable",
        whole=not partial,
    )


def unfinished(row: tuple[Any, ...]) -> Unfinished:
    """Return a text that is to be read from its row; where how to read it is damaged, as it would be without a word."""
    id, text, length, code, created = row
    return Unfinished(
        id=as_text(id),
        text=as_text(text),
        length=None if length is None else _LENGTHS.get(as_text(length), "medium"),
        code=as_text(code) if code is not None and _is_text(code) else None,
        created=as_time(created),
    )


def turns(rows: Iterable[tuple[int, bytes, Thumb | None]], id: str) -> tuple[Turn, ...]:
    """Return a conversation from its rows; an answer that cannot be read is left out.

    Args:
        id: the name of what the conversation is about, for the log.
    """
    found = []
    for position, json, thumb in rows:
        if answer := forms.answer(json):
            found.append(Turn(position, answer, thumb))
        else:
            _log.warning("answer %d of %s cannot be read, and is left out", position, id)
    return tuple(found)


def as_text(kept: bytes) -> str:
    """Return a text as it is kept, with U+FFFD for what is no text."""
    return kept.decode(errors="replace")


def _is_text(kept: bytes) -> bool:
    try:
        kept.decode()
    except UnicodeDecodeError:
        return False
    return True


def as_time(*kept: bytes) -> datetime.datetime:
    """Return the first of some times that is one, in UTC; where none is, the beginning of 1970."""
    for candidate in kept:
        try:
            time = datetime.datetime.fromisoformat(candidate.decode())
        except ValueError:
            continue
        return time if time.tzinfo else time.replace(tzinfo=datetime.UTC)
    return _NO_TIME
