"""Requests to a model that runs in this process: many at once, each given out as it comes, stopped when closed.

What the backends share; each says how one request is run. Knows no backend.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import queue
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

from chat.errors import ModelError, ModelFailed, WeightsMissing
from chat.models.base import Request, TextModel

_log = logging.getLogger(__name__)

_CONTEXTS = (32_768, 16_384, 8_192, 4_096)
DEFAULT_CONTEXT = 16_384  # an article of 25,000 characters as a prompt, and eight translations at once
# Requests beyond those in flight of `generate_many`, so that a question need not wait for an article's batch.
SPARE = 2
# A prompt is read in steps of so many tokens; between two steps a request can be cancelled (about 3 s on 2 cores).
PROMPT_STEP = 256
NO_THOUGHTS = {"enable_thinking": False}  # for templates of models that think first: it would use up a reply's tokens
TOP_P = 0.9  # words are drawn from the likeliest that have so much of the likelihood together
_NICE = 10  # steps of priority that a model's threads give way to others


def context_length(*, asked: int, bytes_per_token: int, available: int) -> int:
    """Return how many tokens of context to keep: the least that covers `asked`, within a quarter of the memory.

    Args:
        asked: tokens that the caller wants to fit.
        bytes_per_token: key-value cache a token, in bytes.
        available: free memory, in bytes.
    """
    fitting = [size for size in _CONTEXTS if size * bytes_per_token <= available // 4]
    if not fitting:
        return _CONTEXTS[-1]
    return min((size for size in fitting if size >= asked), default=fitting[0])


def _free_memory() -> int:
    """Return the memory of this machine that is free, in bytes."""
    import psutil

    return int(psutil.virtual_memory().available)


def usable_cores() -> int:
    """Return how many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def yield_to_others() -> None:
    """Have this thread leave the processor to others who want it.

    On Linux the threads that it starts inherit this, so a page is answered while the model works.
    """
    with contextlib.suppress(AttributeError, OSError):  # other systems know no priority of a thread
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)


def marks_grammar(citable: Sequence[int]) -> str:
    """Return the GBNF grammar of a text in which only marks of these numbers stand in brackets."""
    numbers = " | ".join(f'"{number}"' for number in citable)
    return f'root ::= ([^\\[\\]] | "[" ({numbers}) "]")+'


class Running(ABC):
    """A request under way: what it produces, piece by piece, until it ends, fails or is stopped.

    Args:
        request: what was asked.
        stopped: set by who asked, when no more is wanted.
    """

    def __init__(self, request: Request, stopped: threading.Event) -> None:
        self.request = request
        self.stopped = stopped
        self.error: ModelError | None = None
        self.pieces: queue.SimpleQueue[str | None] = queue.SimpleQueue()  # None ends it

    @abstractmethod
    def run(self) -> None:
        """Run to the end, whatever happens: fill `pieces`, end them with None, and leave a failure in `error`."""

    def text(self) -> Iterator[str]:
        """Yield the pieces as they come.

        Raises:
            ModelError: what went wrong, or that it was stopped: what came is not the whole.
        """
        while (piece := self.pieces.get()) is not None:
            yield piece
        if self.stopped.is_set():
            raise ModelFailed("The model was stopped.", hint="Try again.")
        if self.error:
            raise self.error


class InProcessModel(TextModel):
    """A chat model from a file, run in this process.

    Args:
        path: the file.
        name: shown as the engine's name.
        cache_bytes: key-value cache that a token of context takes, in bytes.
        threads: processor threads; 0: one a usable core.
        parallel: requests in flight of `generate_many`.
        context: tokens of context to ask for; memory may allow fewer.

    Raises:
        WeightsMissing: there is no such file.
        ModelFailed: it cannot be loaded.
    """

    def __init__(
        self,
        path: Path,
        *,
        name: str,
        cache_bytes: int,
        threads: int = 0,
        parallel: int = 8,
        context: int = DEFAULT_CONTEXT,
    ) -> None:
        if not path.is_file():
            raise WeightsMissing(
                f"The weights of {name} are not on this machine.", hint=f"Run: python -m chat models pull {name}"
            )
        self.name = name
        self.parallel = parallel
        self.threads = threads or usable_cores()
        self.context = context_length(asked=context, bytes_per_token=cache_bytes, available=_free_memory())
        self._batch_slots = threading.BoundedSemaphore(parallel)
        self._stops: dict[threading.Thread, threading.Event] = {}  # of the threads that wait for a reply
        self._load(path)
        atexit.register(self.close)

    @abstractmethod
    def _load(self, path: Path) -> None:
        """Load the file.

        Raises:
            ModelFailed: it cannot be loaded.
        """

    @classmethod
    def shared(cls, path: Path, *, name: str, cache_bytes: int, threads: int = 0, parallel: int = 8) -> Self:
        """Return this process's model of that file, loaded at the first call. Raises as the class does."""
        with _shared_lock:
            key = (cls, path.resolve(), parallel)
            if key not in _shared:
                _shared[key] = cls(path, name=name, cache_bytes=cache_bytes, threads=threads, parallel=parallel)
            model: Self = _shared[key]
            return model

    @abstractmethod
    def _running(self, request: Request, stopped: threading.Event) -> Running:
        """Return a request that has not begun."""

    def generate(self, request: Request) -> Generator[str, None, None]:
        """Yield the reply piece by piece. Closing the iterator stops the model at its next token."""
        stopped = threading.Event()
        running = self._running(request, stopped)
        self._in_thread(running.run, stopped)
        try:
            yield from running.text()
        finally:
            stopped.set()

    def generate_many(self, requests: Sequence[Request]) -> Generator[tuple[int, str], None, None]:
        """Yield (index, reply) as they finish, `parallel` at once; one that failed is logged and yielded empty."""
        stopped = threading.Event()
        waiting: queue.SimpleQueue[tuple[int, Request]] = queue.SimpleQueue()
        replies: queue.SimpleQueue[tuple[int, str]] = queue.SimpleQueue()
        for item in enumerate(requests):
            waiting.put(item)

        def work() -> None:
            with contextlib.suppress(queue.Empty):
                while True:
                    index, request = waiting.get_nowait()
                    with self._batch_slots:
                        replies.put((index, _whole(self._running(request, stopped))))

        # Threads of an executor would be waited for at the end of the process, with all that is in its queue.
        for _ in range(min(self.parallel, len(requests))):
            self._in_thread(work, stopped)
        try:
            for _ in requests:
                yield replies.get()
        finally:
            stopped.set()

    def _in_thread(self, work: Callable[[], None], stopped: threading.Event) -> None:
        """Do work in a thread that `close` stops by an event."""

        def run() -> None:
            try:
                work()
            finally:
                self._stops.pop(thread, None)

        thread = threading.Thread(target=run, name=f"belegt-{self.name}", daemon=True)
        self._stops[thread] = stopped
        thread.start()

    def close(self) -> None:
        """Stop what is running and wait for it, so that the process can end while the model is loaded."""
        stops = dict(self._stops)
        for stopped in stops.values():
            stopped.set()
        for thread in stops:
            thread.join()


_shared: dict[tuple[type, Path, int], Any] = {}
_shared_lock = threading.Lock()


def _whole(running: Running) -> str:
    """Return a reply, empty where it failed or is not wanted any more."""
    if running.stopped.is_set():
        return ""
    running.run()
    try:
        return "".join(running.text())
    except ModelError as error:
        if not running.stopped.is_set():
            _log.warning("a reply failed: %s", error)
        return ""
