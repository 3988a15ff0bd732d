"""Work that outlives a rerun of the page: started once, watched from anywhere, cancelled, its result kept.

A Job is one piece of work. A Desk has the jobs of all who use this process, so that a page that was loaded anew finds
its own again. A Queue lets so many of them work at once, and the owners take turns. None knows what the work is; work
whose result must outlast this process keeps it by itself.
"""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, Literal, TypeVar

from chat.errors import Busy, Cancelled, ChatError, Ending, too_little_memory

State = Literal["running", "done", "failed", "cancelled"]
P = TypeVar("P")
R = TypeVar("R")
K = TypeVar("K", bound=Hashable)
Work = Callable[[Callable[[P], None], Callable[[], bool]], R]

RUNNING = 64
UNCOLLECTED = 64
# How long what runs is waited for when the process is to end, in seconds.
PATIENCE = 20.0
# How often one that waits asks whether it was cancelled, in seconds.
_LOOK = 0.2

_log = logging.getLogger(__name__)


class Job(Generic[P, R]):
    """One piece of work in a thread of its own, with progress of type P and a result of type R.

    Args:
        work: called with (report, cancelled): it calls `report` with its progress and asks `cancelled()` whether to
            stop, which it does by raising Cancelled.
        name: the thread's name.
        about: what the work is about, in words of whoever starts it, for whoever finds the job later.
    """

    def __init__(self, work: Work[P, R], *, name: str = "belegt", about: str = "") -> None:
        self.about = about
        self.progress: P | None = None
        self.result: R | None = None
        self.error: ChatError | None = None
        self.state: State = "running"
        self._cancelled = threading.Event()
        self._work = work
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether the work goes on."""
        return self.state == "running"

    def cancel(self) -> None:
        """Ask the work to stop; the state changes when it does."""
        self._cancelled.set()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until the work has ended, or `timeout` seconds; return whether it has."""
        self._thread.join(timeout)
        return not self.running

    def _run(self) -> None:
        try:
            self.result = self._work(self._report, self._cancelled.is_set)
            self.state = "done"
        except Cancelled as error:
            self.error, self.state = error, "cancelled"
        except KeyboardInterrupt:  # no fault: whoever ends the program ends this, and the main thread tells of it
            self.error, self.state = Cancelled("Interrupted."), "cancelled"
        except ChatError as error:
            self.error, self.state = error, "failed"
        except MemoryError:
            self.error, self.state = too_little_memory(), "failed"
        except BaseException as error:  # also SystemExit and the panics of Rust: nobody above would end the job
            _log.exception("a job failed")
            self.error = ChatError(
                f"Something went wrong inside Belegt: {type(error).__name__}.",
                hint="The log has the details. Nothing you entered is lost.",
            )
            self.state = "failed"

    def _report(self, progress: P) -> None:
        self.progress = progress


class Desk(Generic[K]):
    """The jobs of all owners, one of a kind at a time for each; threads may use it at once.

    An owner is an opaque string that says who may see a job; a kind, any value that can be a key, says what it does and
    for what. A job that has ended stays until it is collected, or another of its kind is started, or too many
    others have ended since.

    Args:
        running: how many jobs may run at once, of all owners.
        uncollected: how many that have ended are held; beyond it those go that were started first.
    """

    def __init__(self, *, running: int = RUNNING, uncollected: int = UNCOLLECTED) -> None:
        self._running = running
        self._uncollected = uncollected
        self._jobs: dict[tuple[str, K], Job[Any, Any]] = {}  # in the order in which they were started
        self._dismissed: list[Job[Any, Any]] = []  # they may run on for a moment
        self._is_ending = False
        self._lock = threading.Lock()

    @property
    def is_ending(self) -> bool:
        """Whether nothing is begun any more, since the process is to end."""
        return self._is_ending

    def count(self) -> int:
        """Return how many jobs run."""
        with self._lock:
            return self._count()

    def _count(self) -> int:
        self._dismissed = [job for job in self._dismissed if job.running]
        return sum(job.running for job in self._jobs.values()) + len(self._dismissed)

    def end(self, *, patience: float = PATIENCE) -> bool:
        """Begin nothing any more, stop all that runs, and wait for that; return whether all has ended.

        Args:
            patience: how long it is waited for, in seconds.
        """
        with self._lock:
            self._is_ending = True
            jobs = [*self._jobs.values(), *self._dismissed]
        for job in jobs:
            job.cancel()
        until = time.monotonic() + patience
        return all([job.wait(max(0.0, until - time.monotonic())) for job in jobs])

    def start(self, owner: str, kind: K, work: Work[P, R], *, about: str = "") -> Job[P, R]:
        """Start a job (see Job) and return it.

        Raises:
            Busy: the owner has a running job of that kind, or as many run as may.
            Ending: the process is to end.
        """
        with self._lock:
            if self._is_ending:
                raise Ending("Belegt is being stopped on this server.", hint="Try again once it is back.")
            held = self._jobs.get((owner, kind))
            if held and held.running:
                raise Busy("This is already under way.", hint="Wait until it is done, or stop it.")
            if self._count() >= self._running:
                raise Busy("Belegt has its hands full.", hint="Try again in a minute.")
            self._jobs.pop((owner, kind), None)  # the new one stands last
            self._forget()
            job = self._jobs[owner, kind] = Job(work, about=about)
            return job

    def find(self, owner: str, kind: K) -> Job[Any, Any] | None:
        """Return the owner's job of that kind, running or ended and not collected; None where there is none."""
        with self._lock:
            return self._jobs.get((owner, kind))

    def running(self, owner: str, kind: K) -> Job[Any, Any] | None:
        """Return the owner's running job of that kind, or None."""
        job = self.find(owner, kind)
        return job if job and job.running else None

    def collect(self, owner: str, kind: K) -> Job[Any, Any] | None:
        """Take the owner's job of that kind off the desk, once it has ended; None where it runs, or there is none.

        Of several who ask, one gets it.
        """
        with self._lock:
            job = self._jobs.get((owner, kind))
            return None if job is None or job.running else self._jobs.pop((owner, kind))

    def dismiss(self, owner: str, is_meant: Callable[[K], bool]) -> None:
        """Stop the owner's jobs of those kinds for which `is_meant` is true, and take them off the desk.

        Their work may go on for a moment; what comes of it is its own to keep or to drop.
        """
        with self._lock:
            for key in [key for key in self._jobs if key[0] == owner and is_meant(key[1])]:
                job = self._jobs.pop(key)
                job.cancel()
                self._dismissed.append(job)

    def _forget(self) -> None:
        """Take those off the desk that ended and nobody collected, but the latest."""
        ended = [key for key, job in self._jobs.items() if not job.running]
        for key in ended[: max(0, len(ended) - self._uncollected)]:
            del self._jobs[key]


@dataclass(frozen=True)
class _Ticket:
    """One that waits in a queue: whose it is, and how many came before it since the queue began."""

    owner: str
    number: int


class Queue:
    """Lets so many work at once as may; the others wait, and the owners take turns. Threads may use it at once.

    Who has fewest at work comes first, then who had a turn longest ago: fifty articles of one owner hold up nobody
    else's by more than one.

    Args:
        limit: how many may work at once; 0: any number.
    """

    def __init__(self, limit: int = 0) -> None:
        self.limit = limit
        self._waiting: list[_Ticket] = []
        self._working: Counter[str] = Counter()
        self._turns: dict[str, int] = {}  # of each owner who is here: when the last turn began or ended, or they came
        self._numbers = itertools.count()
        self._changed = threading.Condition()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    @property
    def working(self) -> int:
        """How many work."""
        return self._working.total()

    @contextmanager
    def turn(
        self,
        owner: str,
        *,
        cancelled: Callable[[], bool],
        on_place: Callable[[int, int], None] = lambda place, of: None,
    ) -> Iterator[None]:
        """Wait for a turn, and hold it.

        Args:
            owner: whose work it is.
            cancelled: asked while it waits.
            on_place: called with its place among those that wait, from 1, and how many these are; again when that
                changes.

        Raises:
            Cancelled: `cancelled` said so while it waited.
        """
        ticket = _Ticket(owner, next(self._numbers))
        with self._changed:
            self._turns.setdefault(owner, ticket.number)
            self._waiting.append(ticket)
        try:
            self._wait(ticket, cancelled, on_place)
        except BaseException:
            self._leave(ticket)
            raise
        try:
            yield
        finally:
            self._end(owner)

    def _wait(self, ticket: _Ticket, cancelled: Callable[[], bool], on_place: Callable[[int, int], None]) -> None:
        """Wait until a ticket may work; then it does."""
        told: tuple[int, int] | None = None
        while True:
            with self._changed:
                place, of = self._order().index(ticket) + 1, len(self._waiting)
                if place == 1 and (not self.limit or self.working < self.limit):
                    self._waiting.remove(ticket)
                    self._working[ticket.owner] += 1
                    self._turns[ticket.owner] = next(self._numbers)
                    self._changed.notify_all()
                    return
                if told == (place, of):
                    self._changed.wait(_LOOK)
            if cancelled():
                raise Cancelled("Stopped while it waited for its turn.")
            if told != (place, of):
                told = (place, of)
                on_place(place, of)

    def _order(self) -> list[_Ticket]:
        """Return those that wait in the order in which they will have their turns, if nobody else comes."""
        before = Counter(self._working)
        keys: dict[_Ticket, tuple[int, int, int]] = {}
        for ticket in self._waiting:
            keys[ticket] = (before[ticket.owner], self._turns[ticket.owner], ticket.number)
            before[ticket.owner] += 1
        return sorted(self._waiting, key=keys.__getitem__)

    def _end(self, owner: str) -> None:
        with self._changed:
            self._working[owner] -= 1
            self._turns[owner] = next(self._numbers)
            self._forget(owner)
            self._changed.notify_all()

    def _leave(self, ticket: _Ticket) -> None:
        with self._changed:
            if ticket in self._waiting:
                self._waiting.remove(ticket)
            self._forget(ticket.owner)
            self._changed.notify_all()

    def _forget(self, owner: str) -> None:
        """Forget an owner who neither works nor waits."""
        if not self._working[owner]:
            del self._working[owner]
            if all(ticket.owner != owner for ticket in self._waiting):
                self._turns.pop(owner, None)


@cache
def readings_queue(limit: int) -> Queue:
    """Return the queue of this process in which readings wait for the engines; the same for all who ask."""
    return Queue(limit)
