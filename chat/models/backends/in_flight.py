"""Requests to a model that runs in this process: as many at once as are fastest here, the urgent first.

What the backends share; each says how one request is run. Knows no backend.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import threading
import weakref
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any, ClassVar, Self

from chat.errors import ModelError, ModelFailed, WeightsMissing
from chat.models import fitting
from chat.models.backends.batch import Batch, Grow, Run, Whole
from chat.models.base import Message, Priority, Reply, Request, TextModel
from chat.models.machine import free_memory, usable_cores
from chat.models.pace import Pace, processor
from chat.models.turns import Turns

_log = logging.getLogger(__name__)

_CONTEXTS = (32_768, 16_384, 8_192, 4_096)
DEFAULT_CONTEXT = 16_384  # an article of 25,000 characters as a prompt, and eight translations at once
# A prompt is read in steps of so many tokens; between two steps a request can be cancelled (about 3 s on 2 cores).
PROMPT_STEP = 256
TOP_P = 0.9  # words are drawn from the likeliest that have so much of the likelihood together
_LEAST = -100.0  # log-probability: one that rounding made impossible does not decide for all


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


def marks_grammar(citable: Sequence[int]) -> str:
    """Return the GBNF grammar of a text in which only marks of these numbers stand in brackets."""
    numbers = " | ".join(f'"{number}"' for number in citable)
    return f'root ::= ([^\\[\\]] | "[" ({numbers}) "]")+'


class Running(ABC):
    """A request under way: what it has produced, until it ends, fails or is stopped.

    Args:
        request: what was asked.
        grow: told all there is of the reply whenever it has grown.
        stopped: set by who asked, when no more is wanted.
    """

    def __init__(self, request: Request, *, grow: Grow, stopped: threading.Event) -> None:
        self.request = request
        self.stopped = stopped
        self.text = ""
        self.error: ModelError | None = None
        self._grow = grow
        self._log_probability = 0.0
        self._tokens = 0  # whose log-probability is known

    @abstractmethod
    def run(self) -> None:
        """Run to the end, whatever happens: `add` what comes, and leave a failure in `error`."""

    def add(self, piece: str) -> None:
        """Take a piece of the reply."""
        if piece:
            self.text += piece
            self._grow(self.text)

    def weigh(self, log_probability: float) -> None:
        """Take the log-probability of a token of the reply."""
        self._log_probability += max(log_probability, _LEAST)
        self._tokens += 1

    @property
    def certainty(self) -> float | None:
        """The mean log-probability of the tokens, None where it was not asked for."""
        return self._log_probability / self._tokens if self._tokens else None


class InProcessModel(TextModel):
    """A chat model from a file, run in this process.

    Args:
        path: the file.
        name: shown as the engine's name.
        cache_bytes: key-value cache that a token of context takes, in bytes.
        threads: processor threads; 0: one a usable core.
        parallel: requests at once at most; how many are the fastest is found by trying (`Pace`).
        context: tokens of context to ask for; memory may allow fewer.
        home: folder for what is worth keeping for the next process; None: nothing is kept.
        template: what its chat template is told besides the messages.

    Raises:
        WeightsMissing: there is no such file.
        TooLittleMemory: less memory is free than it wants.
        ModelFailed: it cannot be loaded.
    """

    tells_certainty = True
    package: ClassVar[str]  # that runs it

    def __init__(
        self,
        path: Path,
        *,
        name: str,
        cache_bytes: int,
        threads: int = 0,
        parallel: int = 8,
        context: int = DEFAULT_CONTEXT,
        home: Path | None = None,
        template: Mapping[str, bool] | None = None,
    ) -> None:
        if not path.is_file():
            raise WeightsMissing(
                f"The weights of {name} are not on this machine.", hint=f"Run: python -m chat models pull {name}"
            )
        free = free_memory()
        fitting.check(name, size=path.stat().st_size, cache_bytes=cache_bytes, free=free)
        self.name = name
        self.parallel = parallel
        self.threads = threads or usable_cores()
        self.context = context_length(asked=context, bytes_per_token=cache_bytes, available=free)
        self.home = home
        self.template = dict(template or {})
        self._batches: weakref.WeakSet[Batch] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._load(path)
        engine = f"{name}, {self.runtime}, {processor()}, {self.threads} threads"
        self._pace = Pace(engine, most=parallel, folder=home)
        self._turns = Turns(self._pace.limit)
        atexit.register(self.close)

    @abstractmethod
    def _load(self, path: Path) -> None:
        """Load the file.

        Raises:
            ModelFailed: it cannot be loaded.
        """

    @classmethod
    def shared(
        cls,
        path: Path,
        *,
        name: str,
        cache_bytes: int,
        threads: int = 0,
        parallel: int = 8,
        home: Path | None = None,
        template: Mapping[str, bool] | None = None,
    ) -> Self:
        """Return this process's model of that file, loaded at the first call. Raises as the class does."""
        with _shared_lock:
            key = (cls, path.resolve(), parallel)
            if key not in _shared:
                _shared[key] = cls(
                    path,
                    name=name,
                    cache_bytes=cache_bytes,
                    threads=threads,
                    parallel=parallel,
                    home=home,
                    template=template,
                )
            model: Self = _shared[key]
            return model

    @property
    def runtime(self) -> str:
        """What runs it, with its version where that is known."""
        try:
            return f"{self.package} {metadata.version(self.package)}"
        except metadata.PackageNotFoundError:
            return self.package

    @property
    def rate(self) -> float | None:
        """Characters a second of all replies together, as measured last; None where nothing was measured yet."""
        return self._pace.rate

    @abstractmethod
    def _running(self, request: Request, *, grow: Grow, stopped: threading.Event) -> Running:
        """Return a request that has not begun."""

    def generate(self, request: Request) -> Generator[str, None, None]:
        """Yield the reply piece by piece. Closing the iterator stops the model at its next token."""
        yield from self._batch([request], self._whole).text()

    def generate_many(self, requests: Sequence[Request]) -> Generator[tuple[int, str], None, None]:
        """Yield (index, reply) as they finish; one that failed is logged and yielded empty."""
        yield from self._batch(requests, self._whole_or_none).replies()

    def stream_many(self, requests: Sequence[Request]) -> Generator[Reply, None, None]:
        """Yield the replies as they grow; one that failed is logged and yielded empty."""
        yield from self._batch(requests, self._whole_or_none).stream()

    def warm(self, messages: Sequence[Message]) -> None:
        """Compute what the prompts of a task begin with, so that the first one of them need not wait for it.

        Args:
            messages: one of them; only what others have in common with it is of use.
        """
        request = Request(messages, max_tokens=1, priority=Priority.REVISION)
        for _ in self.generate_many([request]):
            pass

    def _batch(self, requests: Sequence[Request], run: Run) -> Batch:
        batch = Batch(requests, turns=self._turns, run=run, name=f"belegt-{self.name}")
        with self._lock:
            self._batches.add(batch)
        return batch

    def _whole(self, request: Request, grow: Grow, stopped: threading.Event) -> Whole:
        """Return a reply when it is done.

        Raises:
            ModelError: what went wrong, or that it was stopped: what came is not the whole.
        """
        with self._paced(request.priority):
            running = self._running(request, grow=self._watched(grow), stopped=stopped)
            running.run()
        if stopped.is_set():
            raise ModelFailed("The model was stopped.", hint="Try again.")
        if running.error:
            raise running.error
        return running.text, running.certainty

    def _whole_or_none(self, request: Request, grow: Grow, stopped: threading.Event) -> Whole:
        """Return a reply when it is done, empty where it failed or is not wanted any more."""
        try:
            return self._whole(request, grow, stopped)
        except ModelError as error:
            if not stopped.is_set():
                _log.warning("a reply failed: %s", error)
            return "", None

    @contextlib.contextmanager
    def _paced(self, priority: Priority) -> Iterator[None]:
        """Have the pace watch a request, and the turns follow what it finds."""
        self._pace.began(priority)
        try:
            yield
        finally:
            self._pace.ended(priority)
            self._turns.limit = self._pace.limit

    def _watched(self, grow: Grow) -> Grow:
        seen = 0

        def grown(text: str) -> None:
            nonlocal seen
            self._pace.grew(len(text) - seen)
            seen = len(text)
            grow(text)

        return grown

    def close(self) -> None:
        """Stop what is running and wait for it, so that the process can end while the model is loaded."""
        with self._lock:
            batches = list(self._batches)
        for batch in batches:
            batch.stop()
        for batch in batches:
            batch.join()


_shared: dict[tuple[type, Path, int], Any] = {}
_shared_lock = threading.Lock()
