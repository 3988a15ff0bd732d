"""Work that outlives a rerun of the page: started once, watched from anywhere, cancelled, its result kept."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Generic, Literal, TypeVar

from chat.errors import Cancelled, ChatError

State = Literal["running", "done", "failed", "cancelled"]
P = TypeVar("P")
R = TypeVar("R")

_log = logging.getLogger(__name__)


class Job(Generic[P, R]):
    """One piece of work in a thread of its own, with progress of type P and a result of type R.

    Args:
        work: called with (report, cancelled): it calls `report` with its progress and asks `cancelled()` whether to
            stop, which it does by raising Cancelled.
        name: the thread's name.
    """

    def __init__(self, work: Callable[[Callable[[P], None], Callable[[], bool]], R], *, name: str = "belegt") -> None:
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
        """Wait until the work has ended, or `timeout` seconds; tell whether it has."""
        self._thread.join(timeout)
        return not self.running

    def _run(self) -> None:
        try:
            self.result = self._work(self._report, self._cancelled.is_set)
            self.state = "done"
        except Cancelled as error:
            self.error, self.state = error, "cancelled"
        except ChatError as error:
            self.error, self.state = error, "failed"
        except Exception as error:
            _log.exception("a job failed")
            self.error = ChatError(
                f"Something went wrong inside Belegt: {type(error).__name__}.",
                hint="The log has the details. Nothing you entered is lost.",
            )
            self.state = "failed"

    def _report(self, progress: P) -> None:
        self.progress = progress
