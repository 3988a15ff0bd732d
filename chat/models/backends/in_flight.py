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
from dataclasses import dataclass, field
from itertools import chain, repeat
from pathlib import Path
from typing import Any, Self

from chat.errors import ModelError, ModelFailed, WeightsMissing
from chat.models.base import Message

_log = logging.getLogger(__name__)

# Bytes of key-value cache a token in Qwen2.5-1.5B: 28 layers x 2 heads x 128 values x (key and value) x 2 bytes.
# Larger models need more: Qwen3-4B 147,456.
_CACHE_BYTES_PER_TOKEN = {"qwen3-4b": 147_456}
_DEFAULT_CACHE_BYTES = 28_672
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


@dataclass(frozen=True)
class Asked:
    """What is asked of a model; the fields are those of `TextModel.generate`."""

    messages: Sequence[Message]
    max_tokens: int
    schema: dict[str, Any] | None = None
    citable: Sequence[int] = ()
    temperature: float = 0.0
    seed: int = 0
    stopped: threading.Event = field(default_factory=threading.Event)
    """Set by who asked, when no more is wanted."""


class Request(ABC):
    """One request: what it produces, piece by piece, until it ends, fails or is stopped."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
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
        if self.asked.stopped.is_set():
            raise ModelFailed("The model was stopped.", hint="Try again.")
        if self.error:
            raise self.error


class InProcessModel(ABC):
    """A chat model (`TextModel`) from a file, run in this process.

    Args:
        path: the file.
        name: shown as the engine's name.
        threads: processor threads; 0: one a usable core.
        parallel: requests in flight of `generate_many`.
        context: tokens of context to ask for; memory may allow fewer.

    Raises:
        WeightsMissing: there is no such file.
        ModelFailed: it cannot be loaded.
    """

    def __init__(
        self, path: Path, *, name: str, threads: int = 0, parallel: int = 8, context: int = DEFAULT_CONTEXT
    ) -> None:
        if not path.is_file():
            raise WeightsMissing(
                f"The weights of {name} are not on this machine.", hint=f"Run: python -m chat models pull {name}"
            )
        self.name = name
        self.parallel = parallel
        self.threads = threads or usable_cores()
        self.context = self._context(name, asked=context)
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
    def shared(cls, path: Path, *, name: str, threads: int = 0, parallel: int = 8) -> Self:
        """Return this process's model of that file, loaded at the first call. Raises as the class does."""
        with _shared_lock:
            key = (cls, path.resolve(), parallel)
            if key not in _shared:
                _shared[key] = cls(path, name=name, threads=threads, parallel=parallel)
            model: Self = _shared[key]
            return model

    @staticmethod
    def _context(name: str, *, asked: int) -> int:
        import psutil

        return context_length(
            asked=asked,
            bytes_per_token=_CACHE_BYTES_PER_TOKEN.get(name, _DEFAULT_CACHE_BYTES),
            available=psutil.virtual_memory().available,
        )

    @abstractmethod
    def _request(self, asked: Asked) -> Request:
        """Return a request that has not begun."""

    def generate(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: dict[str, Any] | None = None,
        citable: Sequence[int] = (),
        temperature: float = 0.0,
        seed: int = 0,
    ) -> Generator[str, None, None]:
        """Yield the reply piece by piece. Closing the iterator stops the model at its next token."""
        asked = Asked(messages, max_tokens, schema, citable, temperature, seed)
        request = self._request(asked)
        self._in_thread(request.run, asked.stopped)
        try:
            yield from request.text()
        finally:
            asked.stopped.set()

    def generate_many(
        self, batch: Sequence[Sequence[Message]], *, max_tokens: int, citable: Sequence[Sequence[int]] = ()
    ) -> Generator[tuple[int, str], None, None]:
        """Yield (index, reply) as they finish, `parallel` at once; one that failed is logged and yielded empty."""
        stopped = threading.Event()
        waiting: queue.SimpleQueue[tuple[int, Sequence[Message], Sequence[int]]] = queue.SimpleQueue()
        replies: queue.SimpleQueue[tuple[int, str]] = queue.SimpleQueue()
        for index, (messages, numbers) in enumerate(zip(batch, chain(citable, repeat(())), strict=False)):
            waiting.put((index, messages, numbers))

        def work() -> None:
            with contextlib.suppress(queue.Empty):
                while True:
                    index, messages, numbers = waiting.get_nowait()
                    with self._batch_slots:
                        asked = Asked(messages, max_tokens, citable=numbers, stopped=stopped)
                        replies.put((index, _whole(self._request(asked))))

        # Threads of an executor would be waited for at the end of the process, with all that is in its queue.
        for _ in range(min(self.parallel, len(batch))):
            self._in_thread(work, stopped)
        try:
            for _ in batch:
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


def _whole(request: Request) -> str:
    """Return a reply, empty where it failed or is not wanted any more."""
    if request.asked.stopped.is_set():
        return ""
    request.run()
    try:
        return "".join(request.text())
    except ModelError as error:
        if not request.asked.stopped.is_set():
            _log.warning("a reply failed: %s", error)
        return ""
