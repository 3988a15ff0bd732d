"""The queue before the engines: its places are told, owners take turns, and who leaves is in nobody's way."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from chat.errors import Cancelled
from chat.jobs import Queue


class _Reader:
    """An owner's work: it comes, waits for its turn, works until it is let go."""

    def __init__(self, queue: Queue, owner: str, order: list[str]) -> None:
        self.place: tuple[int, int] | None = None
        self.works, self.done, self.cancelled = threading.Event(), threading.Event(), threading.Event()
        self._queue, self._owner, self._order = queue, owner, order
        self.error: BaseException | None = None
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            with self._queue.turn(self._owner, cancelled=self.cancelled.is_set, on_place=self._note):
                self.place = None
                self._order.append(self._owner)
                self.works.set()
                assert self.done.wait(30)
        except Cancelled as error:
            self.error = error

    def _note(self, place: int, of: int) -> None:
        self.place = (place, of)


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.005)


class _Room:
    """Readers who come one after the other."""

    def __init__(self, limit: int) -> None:
        self.queue = Queue(limit)
        self.order: list[str] = []
        self.readers: list[_Reader] = []

    def come(self, owner: str) -> _Reader:
        before = self.queue.waiting + self.queue.working
        reader = _Reader(self.queue, owner, self.order)
        until(lambda: self.queue.waiting + self.queue.working == before + 1)
        until(lambda: reader.works.is_set() or reader.place)
        self.readers.append(reader)
        return reader

    def finish_all(self) -> list[str]:
        """Let each who works end, one after the other, and return in which order the turns were."""
        while not all(reader.done.is_set() for reader in self.readers):
            until(lambda: any(one.works.is_set() and not one.done.is_set() for one in self.readers))
            working = next(one for one in self.readers if one.works.is_set() and not one.done.is_set())
            working.done.set()
            working.thread.join(30)
        return self.order


@pytest.fixture
def one() -> Iterator[_Room]:
    """A queue before one place."""
    room = _Room(1)
    yield room
    for reader in room.readers:
        reader.cancelled.set()
        reader.done.set()


def test_without_a_limit_nobody_waits() -> None:
    queue = Queue()
    with ExitStack() as stack:
        for _ in range(100):
            stack.enter_context(queue.turn("Anna", cancelled=lambda: False))
        assert queue.working == 100 and queue.waiting == 0
    assert queue.working == 0


def test_places_are_told_and_told_anew(one: _Room) -> None:
    first, second, third = one.come("Anna"), one.come("Berta"), one.come("Clara")
    until(lambda: second.place == (1, 2) and third.place == (2, 2))
    first.done.set()
    assert second.works.wait(30)
    until(lambda: third.place == (1, 1))


def test_fifty_articles_of_one_hold_up_another_by_one(one: _Room) -> None:
    for _ in range(50):
        one.come("Anna")
    late = one.come("Berta")
    until(lambda: late.place == (1, 50))
    assert one.finish_all()[:3] == ["Anna", "Berta", "Anna"]


def test_owners_take_turns(one: _Room) -> None:
    for owner in ("Anna", "Anna", "Anna", "Berta", "Berta", "Clara", "Clara"):
        one.come(owner)
    assert one.finish_all() == ["Anna", "Berta", "Clara", "Anna", "Berta", "Clara", "Anna"]


def test_who_asks_one_by_one_comes_after_those_who_wait(one: _Room) -> None:
    first = one.come("Anna")
    one.come("Berta")
    one.come("Clara")
    first.done.set()
    first.thread.join(30)
    again = one.come("Anna")
    until(lambda: again.place == (2, 2))
    assert one.finish_all() == ["Anna", "Berta", "Clara", "Anna"]


def test_one_that_waits_can_be_cancelled_and_the_others_move_up(one: _Room) -> None:
    one.come("Anna")
    leaves, stays = one.come("Berta"), one.come("Clara")
    leaves.cancelled.set()
    leaves.thread.join(30)
    assert isinstance(leaves.error, Cancelled) and not leaves.works.is_set()
    until(lambda: stays.place == (1, 1))


def test_work_that_fails_gives_its_place_back() -> None:
    queue = Queue(1)
    with pytest.raises(ZeroDivisionError), queue.turn("Anna", cancelled=lambda: False):
        raise ZeroDivisionError
    with queue.turn("Berta", cancelled=lambda: False):
        assert queue.working == 1
    assert not queue._turns and not queue._working
