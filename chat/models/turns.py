"""Whose request runs next where many wait for one model: the urgent first, and callers in turn. Knows no model.

A place is free while fewer run than the limit. Three rules are for readers who wait: who asks a question, or opens an
article, while another one's is being revised need not wait for a place; while the first sentence of an article is
computed nothing begins beside it but what is as urgent, and beside those after it little else; and what runs and can
wait gives way to it, and comes again.
"""

from __future__ import annotations

import queue
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from chat.models.base import Priority

SPARE = 2  # places beyond the limit, for what is urgent
FEW = 2  # leads that run at once, and requests that run at most when one that can wait begins beside a lead

End = Callable[[], None]  # gives the place back
Begin = Callable[[int, End], None]  # called with the place of a request in what was asked for
GiveWay = Callable[[int], None]  # asks the request of that place to end soon and come again


class Line:
    """The requests of one caller that have not begun, the urgent first, then as they were asked for."""

    def __init__(self, priorities: Sequence[Priority], begin: Begin, give_way: GiveWay | None) -> None:
        numbered = sorted((priority, place) for place, priority in enumerate(priorities))
        self.waiting = deque(numbered)
        self.begin = begin
        self.give_way = give_way


class Turns:
    """Hands out the places of a model.

    The lower priority goes first. Among equals the callers take turns, each with its requests in their order: a long
    batch holds up nobody else's. A place beyond the limit is for a question or a lead beside something that is less
    urgent: equals would only slow each other down.

    Args:
        limit: how many requests may run at once.
        is_shared: they slow each other down, as on this machine: the first sentence of an article goes alone. A server
            that many use has its own order, and one that does not answer must hold up nobody.
    """

    def __init__(self, limit: int, *, is_shared: bool = True) -> None:
        self._limit = limit
        self._is_shared = is_shared
        self._lock = threading.Lock()
        self._lines: deque[Line] = deque()  # whose turn was longest ago comes first
        self._running: Counter[Priority] = Counter()
        self._places: dict[object, tuple[Priority, Line, int]] = {}  # of what runs

    @property
    def limit(self) -> int:
        """How many requests may run at once."""
        return self._limit

    @limit.setter
    def limit(self, limit: int) -> None:
        self._limit = limit
        self._advance()

    def ask(self, priorities: Sequence[Priority], begin: Begin, *, give_way: GiveWay | None = None) -> Line:
        """Ask for a place for each of a caller's requests.

        Args:
            priorities: of the requests, in their order.
            begin: called once for each when it may run, in the thread of whoever made room, so it must not wait. It is
                given the request's number, from 0, and what is to be called when the request has ended.
            give_way: called with the number of a request that runs, and would hold up the first sentence of somebody's
                article. None: it runs to its end.
        """
        line = Line(priorities, begin, give_way)
        with self._lock:
            if line.waiting:
                self._lines.append(line)
        self._advance()
        return line

    def withdraw(self, line: Line) -> list[int]:
        """Ask for no more of a caller's places; return the numbers of the requests that had none."""
        with self._lock:
            left = [place for _, place in line.waiting]
            line.waiting.clear()
            if line in self._lines:
                self._lines.remove(line)
        return left

    @contextmanager
    def held(self, priority: Priority) -> Iterator[None]:
        """Wait for a place, and hold it."""
        begun: queue.SimpleQueue[End] = queue.SimpleQueue()
        line = self.ask([priority], lambda _, end: begun.put(end))
        try:
            end = begun.get()
        except BaseException:  # interrupted
            if not self.withdraw(line):
                begun.get()()
            raise
        try:
            yield
        finally:
            end()

    def _advance(self) -> None:
        """Let begin what may."""
        while (following := self._next()) is not None:
            line, place, priority = following
            with self._lock:
                in_the_way = [*self._places.values()] if priority == Priority.FIRST and self._is_shared else []
            line.begin(place, self._end(priority, line, place))
            for other, others, number in in_the_way:
                if other > Priority.LEAD and others.give_way:
                    others.give_way(number)

    def _next(self) -> tuple[Line, int, Priority] | None:
        """Take the next request from its line, if there is room for it."""
        with self._lock:
            # Of several with the same priority `min` takes the first: whose turn was longest ago.
            line = min(self._lines, key=lambda line: line.waiting[0][0], default=None)
            if line is None or not self._has_room(line.waiting[0][0]):
                return None
            self._lines.remove(line)
            priority, place = line.waiting.popleft()
            if line.waiting:
                self._lines.append(line)
            self._running[priority] += 1
            return line, place, priority

    def _has_room(self, priority: Priority) -> bool:
        running = self._running.total()
        if self._is_shared and self._would_hold_up(priority):
            return False
        if running < self._limit:
            return True
        passes = priority <= Priority.LEAD and any(self._running[other] for other in Priority if other > priority)
        return passes and running < self._limit + SPARE

    def _would_hold_up(self, priority: Priority) -> bool:
        """Return whether a request would slow down the first sentences of an article."""
        if priority > Priority.FIRST and self._running[Priority.FIRST]:
            return True
        leads = self._running[Priority.LEAD]
        if priority <= Priority.LEAD:
            return priority == Priority.LEAD and leads >= FEW
        return leads > 0 and self._running.total() >= FEW

    def _end(self, priority: Priority, line: Line, place: int) -> End:
        """Return what gives a place back, the first time it is called."""
        held = [priority]
        with self._lock:
            self._places[held_by := object()] = (priority, line, place)

        def end() -> None:
            with self._lock:
                self._places.pop(held_by, None)
                while held:
                    self._running[held.pop()] -= 1
            self._advance()

        return end
