"""The readings in use: in this process's memory, and in the library where one is kept. Knows no Streamlit.

A library that fails is no reason to lose a reading: it goes on in memory, and `problem` says what happened.

What is deleted stays deleted: work that goes on for it keeps nothing, and what the engines replied meanwhile is
forgotten when it ends.
"""

from __future__ import annotations

import contextlib
import secrets
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from chat import pipeline
from chat.article.analysed import AnalysedArticle
from chat.errors import LibraryError, NotInLibrary, UnreadableReading
from chat.models.memory import Memory
from chat.schema import Answer, Length, Reading
from chat.storage.library import Entry, Library, Thumb, Turn, Unfinished

# How the names of entries begin that the library does not have.
_UNKEPT = "unkept-"
# The layers that bring what others compare: who claims what, and all of it in English.
_TELLING = ("known", "told")
# Readings held in memory, of all owners; beyond it those go that were used longest ago.
IN_MEMORY = 64


@dataclass(frozen=True)
class Stopped:
    """A question whose answer was stopped, and what was written of it."""

    question: str
    written: str


@dataclass(frozen=True)
class Open:
    """A reading in use, its conversation, and what was stopped last in it: as it is now, for whoever draws it.

    Attributes:
        analysed: its article, with the ledger, as all look at it who ask, show or export.
        is_growing: more of it was on its way when it was looked at. It is said with it, and not asked again while it is
            drawn: what ends between two looks would leave half of it there, and nobody who looks for the rest.
    """

    reading: Reading
    analysed: AnalysedArticle
    turns: tuple[Turn, ...] = ()
    stopped: Stopped | None = None
    is_growing: bool = False

    @classmethod
    def of(cls, reading: Reading, turns: tuple[Turn, ...] = ()) -> Open:
        """Return a reading that comes into use."""
        return cls(reading, pipeline.analysed(reading), turns)

    def with_reading(self, reading: Reading) -> Open:
        """Return it with another reading of the same article: one that has grown, or with another summary."""
        analysed = pipeline.analysed(reading)
        analysed.meanings = self.analysed.meanings  # embedding them takes seconds
        return replace(self, reading=reading, analysed=analysed)

    def with_answer(self, answer: Answer, position: int | None) -> Open:
        """Return it with one more answer, at the position that the library gave it; where it gave none, as the last.

        One that is there already, fetched from the library since, is not added again.
        """
        there = {turn.position: turn.answer for turn in self.turns}
        if position and there.get(position) == answer:
            return self
        if position is None or position in there:  # of an answer that the library failed to keep
            position = max(there, default=0) + 1
        turns = sorted([*self.turns, Turn(position, answer, None)], key=lambda turn: turn.position)
        return replace(self, turns=tuple(turns))

    def rated(self, position: int, thumb: Thumb | None) -> Open:
        """Return it with what the reader thinks of an answer."""
        rated = (replace(turn, thumb=thumb) if turn.position == position else turn for turn in self.turns)
        return replace(self, turns=tuple(rated))


class Shelf:
    """The readings of all owners. Threads may use it at once: what they find never changes, it is replaced here.

    Args:
        library: where they are kept for good; None: only in memory.
        replies: what the engines have replied, from which the English of an article could be put together.
    """

    def __init__(self, library: Library | None, replies: Memory | None = None) -> None:
        self._library = library
        self._replies = replies
        self._open: OrderedDict[tuple[str, str], Open] = OrderedDict()
        self._problems: dict[str, LibraryError] = {}
        self._worked_for: Counter[tuple[str, str]] = Counter()
        self._deleted: set[tuple[str, str]] = set()  # of those that are worked for
        self._set_aside: dict[tuple[str, str], tuple[Path, ...]] = {}  # damaged files, when each unfinished one began
        self._changes: Counter[tuple[str, str]] = Counter()
        self._lock = threading.RLock()

    @property
    def keeps(self) -> bool:
        """Whether anything is kept for good."""
        return self._library is not None

    def problem(self, owner: str) -> LibraryError | None:
        """Return why the library failed an owner, until something of theirs is kept there again."""
        return self._problems.get(owner)

    @contextlib.contextmanager
    def _noting_problems(self, owner: str, *, write: bool = False) -> Iterator[None]:
        """Note for an owner whether the library can be used.

        Raises:
            NotInLibrary: what is looked for is not there, or was deleted meanwhile.
            UnreadableReading: a newer version kept it, or it is damaged.
        """
        try:
            yield
        except (NotInLibrary, UnreadableReading):
            raise
        except LibraryError as error:
            self._problems[owner] = error
        else:
            if write:
                self._problems.pop(owner, None)

    def _library_of(self, id: str) -> Library | None:
        """Return the library if it has the entry, or should have."""
        return None if id.startswith(_UNKEPT) else self._library

    @contextlib.contextmanager
    def work_for(self, owner: str, id: str) -> Iterator[None]:
        """Hold that an entry is worked for: where it is deleted meanwhile, what came of the work is forgotten."""
        key = (owner, id)
        with self._lock:
            self._worked_for[key] += 1
        try:
            yield
        finally:
            with self._lock:
                was_deleted = key in self._deleted
                self._worked_for[key] -= 1
                if not self._worked_for[key]:
                    del self._worked_for[key]
                    self._deleted.discard(key)
            if was_deleted:
                self._forget(owner)

    def begin(self, owner: str, text: str, *, length: Length | None, code: str | None) -> str:
        """Keep a text that is about to be read; return the name of the entry."""
        if self._library:
            with self._noting_problems(owner, write=True):
                id = self._library.begin(owner, text, length=length, code=code)
                self._set_aside[owner, id] = self._library.set_aside
                return id
        return _UNKEPT + secrets.token_urlsafe(16)

    def again(self, owner: str, id: str) -> Unfinished | None:
        """Return the text of an entry that cannot be read, and how it was read; None where there is none.

        It is read anew under the same name: `keep` puts the new reading in the place of the old one, and leaves it its
        conversation; where it comes to nothing, `drop` leaves the entry as it was.
        """
        if library := self._library_of(id):
            with contextlib.suppress(NotInLibrary), self._noting_problems(owner):
                text = library.again(owner, id)
                self._set_aside[owner, id] = library.set_aside
                return text
        return None

    def keep(self, owner: str, id: str, reading: Reading) -> None:
        """Keep what reading an entry gave by now, whole or not, unless the entry was deleted meanwhile.

        Its conversation stays, also that of one that is read anew.
        """
        before = self._set_aside.get((owner, id), ())
        turns: tuple[Turn, ...] = ()
        if library := self._library_of(id):
            try:
                with self._noting_problems(owner, write=True):
                    library.keep(owner, id, reading)
                    turns = library.answers(owner, id)
            except NotInLibrary:
                if library.set_aside == before:  # else it is in a file that was damaged meanwhile
                    self.delete(owner, id)
                    return
        open = Open.of(reading, turns)
        with self._lock:
            if (owner, id) in self._deleted:
                return
            if held := self._open.get((owner, id)):  # the library may have failed with the answers since
                open = held.with_reading(reading)
            self._hold(owner, id, open)
            if reading.layer in _TELLING:
                self._changes[owner, id] += 1
            if reading.is_whole:
                self._set_aside.pop((owner, id), None)

    def changes(self, owner: str, id: str) -> int:
        """Return how often a reading was known, or read to its end, in this process: by that others know it is new."""
        return self._changes[owner, id]

    def find(self, owner: str, id: str) -> Open | None:
        """Return a reading of that owner, None where there is none.

        Raises:
            UnreadableReading: a newer version kept it, or it is damaged.
        """
        with self._lock:  # also while it is fetched: what is deleted or added meanwhile would be overwritten
            if held := self._open.get((owner, id)):
                self._open.move_to_end((owner, id))
                return held
            if library := self._library_of(id):
                with contextlib.suppress(NotInLibrary), self._noting_problems(owner):
                    return self._hold(owner, id, Open.of(library.reading(owner, id), library.answers(owner, id)))
        return None

    def exchange(self, owner: str, id: str, reading: Reading) -> None:
        """Put a reading in the place of an earlier one of the same article, unless that was deleted meanwhile."""
        self._change(owner, id, lambda held: held.with_reading(reading))
        if library := self._library_of(id):
            with contextlib.suppress(NotInLibrary), self._noting_problems(owner, write=True):
                library.exchange(owner, id, reading)

    def add_answer(self, owner: str, id: str, answer: Answer) -> None:
        """Add an answer to the conversation of a reading, unless that was deleted meanwhile."""
        if self.find(owner, id) is None:
            return
        position = None
        if library := self._library_of(id):
            with contextlib.suppress(NotInLibrary), self._noting_problems(owner, write=True):
                position = library.add_answer(owner, id, answer)
        self._change(owner, id, lambda held: held.with_answer(answer, position))

    def rate(self, owner: str, id: str, position: int, thumb: Thumb | None) -> None:
        """Note what the reader thinks of an answer."""
        if self.find(owner, id) is None:
            return
        self._change(owner, id, lambda held: held.rated(position, thumb))
        if library := self._library_of(id):
            with contextlib.suppress(NotInLibrary), self._noting_problems(owner, write=True):
                library.rate(owner, id, position, thumb)

    def note_stopped(self, owner: str, id: str, stopped: Stopped | None) -> None:
        """Note which answer was stopped last, or that none was since; it is kept in memory only."""
        if self.find(owner, id):
            self._change(owner, id, lambda held: replace(held, stopped=stopped))

    def _change(self, owner: str, id: str, change: Callable[[Open], Open]) -> None:
        """Put what `change` makes of a reading in its place, if it is in memory."""
        with self._lock:
            if held := self._open.get((owner, id)):
                self._open[owner, id] = change(held)

    def unfinished(self, owner: str) -> tuple[Unfinished, ...]:
        """Return the texts whose reading began and has not ended; some may be under way."""
        if self._library:
            with self._noting_problems(owner):
                return self._library.unfinished(owner)
        return ()

    def recent(self, owner: str, *, query: str = "") -> tuple[Entry, ...]:
        """Return what was read before and has the words of a query, the one opened last first."""
        if self._library:
            with self._noting_problems(owner):
                return self._library.recent(owner, query=query)
        return ()

    def delete(self, owner: str, id: str) -> None:
        """Delete a reading for good, finished or not."""
        with self._lock:
            if (owner, id) in self._worked_for:
                self._deleted.add((owner, id))
        if library := self._library_of(id):
            with self._noting_problems(owner):
                library.delete(owner, id)
        self._let_go(owner, id)
        self._forget(owner)

    def drop(self, owner: str, id: str) -> None:
        """Delete a reading that did not begin, or begins anew: what was done for it stays in the engines' memory.

        One that was to be read `again` stays as it was, with its conversation.
        """
        if library := self._library_of(id):
            with self._noting_problems(owner):
                library.drop(owner, id)
        self._let_go(owner, id)

    def _let_go(self, owner: str, id: str) -> None:
        """Hold an entry no longer. Last of all: until it is out of the library, `find` fetches it from there."""
        with self._lock:
            self._open.pop((owner, id), None)
            self._set_aside.pop((owner, id), None)
            self._changes.pop((owner, id), None)

    def delete_all(self, owner: str) -> None:
        """Delete everything of an owner, for good."""
        with self._lock:
            self._deleted |= {key for key in self._worked_for if key[0] == owner}
        if self._library:
            with self._noting_problems(owner):
                self._library.delete_all(owner)
        with self._lock:
            for key in [key for key in self._open if key[0] == owner]:
                del self._open[key]
            for key in [key for key in self._set_aside if key[0] == owner]:
                del self._set_aside[key]
            for key in [key for key in self._changes if key[0] == owner]:
                del self._changes[key]
        self._forget(owner)

    def _forget(self, owner: str) -> None:
        """Empty the engines' memory. It is everybody's, and nothing but time is lost."""
        if self._replies:
            with self._noting_problems(owner):
                self._replies.clear()

    def _hold(self, owner: str, id: str, open: Open) -> Open:
        with self._lock:
            self._open[owner, id] = open
            while len(self._open) > IN_MEMORY:
                self._open.popitem(last=False)
        return open
