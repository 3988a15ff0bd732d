"""Work that outlives a rerun of the page: started once, watched from anywhere, cancelled, its result kept.

A Job is one piece of work. A Desk has the jobs of all who use this process, so that a page that was loaded anew finds
its own again. Neither knows what the work is; work whose result must outlast this process keeps it by itself.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Hashable
from typing import Any, Generic, Literal, TypeVar

from chat.errors import Busy, Cancelled, ChatError, too_little_memory

State = Literal["running", "done", "failed", "cancelled"]
P = TypeVar("P")
R = TypeVar("R")
K = TypeVar("K", bound=Hashable)
Work = Callable[[Callable[[P], None], Callable[[], bool]], R]

RUNNING = 64
UNCOLLECTED = 64

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
        self._lock = threading.Lock()

    def start(self, owner: str, kind: K, work: Work[P, R], *, about: str = "") -> Job[P, R]:
        """Start a job (see Job) and return it.

        Raises:
            Busy: the owner has a running job of that kind, or as many run as may.
        """
        with self._lock:
            held = self._jobs.get((owner, kind))
            if held and held.running:
                raise Busy("This is already under way.", hint="Wait until it is done, or stop it.")
            self._dismissed = [job for job in self._dismissed if job.running]
            if sum(job.running for job in self._jobs.values()) + len(self._dismissed) >= self._running:
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
