"""The readings in use: in this process's memory, and in the library where one is kept. Knows no Streamlit.

A library that fails is no reason to lose a reading: it goes on in memory, and `problem` says what happened.
"""

from __future__ import annotations

import contextlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from chat.errors import LibraryError, NotInLibrary
from chat.library import Entry, Library, Thumb, Turn, Unfinished
from chat.models.memory import Memory
from chat.schema import Answer, Length, Reading

# Readings held in memory, of all owners; beyond it those go that were used longest ago.
IN_MEMORY = 64


@dataclass
class Open:
    """A reading in use, and its conversation. `stopped` is a question whose answer was stopped, and what was there."""

    reading: Reading
    turns: list[Turn] = field(default_factory=list)
    stopped: tuple[str, str] | None = None


class Shelf:
    """The readings of all owners. Threads may use it at once.

    Args:
        library: where they are kept for good; None: only in memory.
        replies: what the engines have replied, from which the English of an article could be told.
    """

    def __init__(self, library: Library | None, replies: Memory | None = None) -> None:
        self.problem: LibraryError | None = None
        self._library = library
        self._replies = replies
        self._open: OrderedDict[tuple[str, str], Open] = OrderedDict()
        self._lock = threading.RLock()

    @property
    def keeps(self) -> bool:
        """Whether anything is kept for good."""
        return self._library is not None

    @contextlib.contextmanager
    def _in_library(self) -> Iterator[None]:
        try:
            yield
        except NotInLibrary:
            pass  # deleted meanwhile, by its owner
        except LibraryError as error:
            self.problem = error

    def begin(self, owner: str, text: str, *, length: Length, code: str | None) -> str:
        """Keep a text that is about to be read; return the name of the entry."""
        if self._library:
            with self._in_library():
                return self._library.begin(owner, text, length=length, code=code)
        return secrets.token_urlsafe(16)

    def keep(self, owner: str, id: str, reading: Reading) -> None:
        """Keep what reading an entry gave."""
        self._hold(owner, id, Open(reading))
        if self._library:
            with self._in_library():
                self._library.keep(owner, id, reading)

    def find(self, owner: str, id: str) -> Open | None:
        """Return a reading of that owner, None where there is none."""
        with self._lock:
            if found := self._open.get((owner, id)):
                self._open.move_to_end((owner, id))
                return found
        if self._library:
            with self._in_library():
                found = Open(self._library.reading(owner, id), list(self._library.answers(owner, id)))
                return self._hold(owner, id, found)
        return None

    def exchange(self, owner: str, id: str, reading: Reading) -> None:
        """Put a reading in the place of an earlier one of the same article."""
        with self._lock:
            if held := self._open.get((owner, id)):
                held.reading = reading
        if self._library:
            with self._in_library():
                self._library.exchange(owner, id, reading)

    def add_answer(self, owner: str, id: str, answer: Answer) -> None:
        """Add an answer to the conversation of a reading."""
        held = self.find(owner, id)
        if held is None:
            return
        position = len(held.turns) + 1
        if self._library:
            with self._in_library():
                position = self._library.add_answer(owner, id, answer)
        held.turns.append(Turn(position, answer, None))

    def rate(self, owner: str, id: str, position: int, thumb: Thumb | None) -> None:
        """Note what the reader thinks of an answer."""
        held = self.find(owner, id)
        if held is None:
            return
        held.turns = [replace(turn, thumb=thumb) if turn.position == position else turn for turn in held.turns]
        if self._library:
            with self._in_library():
                self._library.rate(owner, id, position, thumb)

    def unfinished(self, owner: str) -> tuple[Unfinished, ...]:
        """Return the texts whose reading began and has not ended; some may be under way."""
        if self._library:
            with self._in_library():
                return self._library.unfinished(owner)
        return ()

    def recent(self, owner: str, *, query: str = "") -> tuple[Entry, ...]:
        """Return what was read before and has the words of a query, the one opened last first."""
        if self._library:
            with self._in_library():
                return self._library.recent(owner, query=query)
        return ()

    def delete(self, owner: str, id: str) -> None:
        """Delete a reading for good, finished or not."""
        self.drop(owner, id)
        self._forget()

    def drop(self, owner: str, id: str) -> None:
        """Delete a reading that did not begin, or begins anew: what was done for it stays in the engines' memory."""
        with self._lock:
            self._open.pop((owner, id), None)
        if self._library:
            with self._in_library():
                self._library.delete(owner, id)

    def delete_all(self, owner: str) -> None:
        """Delete everything of an owner, for good."""
        with self._lock:
            for key in [key for key in self._open if key[0] == owner]:
                del self._open[key]
        if self._library:
            with self._in_library():
                self._library.delete_all(owner)
        self._forget()

    def _forget(self) -> None:
        """Empty the engines' memory. It is everybody's, and nothing but time is lost."""
        if self._replies:
            with self._in_library():
                self._replies.clear()

    def _hold(self, owner: str, id: str, found: Open) -> Open:
        with self._lock:
            self._open[owner, id] = found
            while len(self._open) > IN_MEMORY:
                self._open.popitem(last=False)
        return found
