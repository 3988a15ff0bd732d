"""The embedded model: llama.cpp's server inside this process, through xllamacpp. Reads one GGUF file.

One server a process and file, shared by all callers (`shared`). Requests in flight are decoded together
(continuous batching); a prompt that begins like an earlier one is only read from where they differ.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import queue
import secrets
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from chat.errors import ModelError, ModelFailed, PromptTooLong, WeightsMissing
from chat.models.base import Message

_log = logging.getLogger(__name__)

# Bytes of key-value cache a token in Qwen2.5-1.5B: 28 layers x 2 heads x 128 values x (key and value) x 2 bytes.
# Larger models need more: Qwen3-4B 147,456.
_CACHE_BYTES_PER_TOKEN = {"qwen3-4b": 147_456}
_DEFAULT_CACHE_BYTES = 28_672
_CONTEXTS = (32_768, 16_384, 8_192, 4_096)
_DEFAULT_CONTEXT = 16_384  # an article of 25,000 characters as a prompt, and eight translations at once
# Slots beyond the requests in flight of `generate_many`, so that a question need not wait for an article's batch.
_SPARE_SLOTS = 2
# The prompt is read in steps of so many tokens; between two steps a request can be cancelled (about 3 s on 2 cores).
_PROMPT_STEP = 256
_PROMPT_CACHE_MIB = 512
_TOP_P = 0.9  # words are drawn from the likeliest that have so much of the likelihood together
_NICE = 10  # steps of priority that the model's threads give way to others


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


def _yielding(work: Callable[[], Any]) -> Any:
    """Return what `work` gives, done in a thread that leaves the processor to others who want it.

    On Linux the threads that it starts inherit this, so a page is answered while the model works.
    """

    def yield_to_others() -> None:
        with contextlib.suppress(AttributeError, OSError):  # other systems know no priority of a thread
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)

    with ThreadPoolExecutor(1, thread_name_prefix="belegt-load", initializer=yield_to_others) as worker:
        return worker.submit(work).result()


def marks_grammar(citable: Sequence[int]) -> str:
    """Return the GBNF grammar of a text in which only marks of these numbers stand in brackets."""
    numbers = " | ".join(f'"{number}"' for number in citable)
    return f'root ::= ([^\\[\\]] | "[" ({numbers}) "]")+'


class _Request:
    """One request: what it produces, piece by piece, until it ends, fails or is stopped by `stopped`."""

    def __init__(self, server: Any, body: dict[str, Any], *, stopped: threading.Event) -> None:
        self.stopped = stopped
        self._server = server
        self._body = {**body, "stream": True, "return_progress": True}  # progress: so that _receive is called early
        self._pieces: queue.SimpleQueue[str | None] = queue.SimpleQueue()  # None ends it
        self._error: dict[str, Any] | None = None

    def run(self) -> None:
        """Run to the end, whatever happens; `text` tells of failures."""
        try:
            if not self.stopped.is_set():
                failed = self._server.handle_chat_completions(self._body, self._receive)
                self._error = self._error or (failed or {}).get("error")
        except Exception as error:
            self._error = {"message": str(error)}
        finally:
            self._pieces.put(None)

    def _receive(self, chunk: dict[str, Any]) -> bool:
        """Take one chunk from the server; true stops the request. Also called while the prompt is read."""
        self._error = self._error or chunk.get("error")
        for choice in chunk.get("choices", ()):
            if content := choice["delta"].get("content"):
                self._pieces.put(content)
        return self.stopped.is_set()

    def text(self) -> Iterator[str]:
        """Yield the pieces as they come; raises ModelFailed or PromptTooLong where the server reported an error."""
        while (piece := self._pieces.get()) is not None:
            yield piece
        if self._error and not self.stopped.is_set():
            raise _error_of(self._error)


def _error_of(error: dict[str, Any]) -> ModelFailed | PromptTooLong:
    message = str(error.get("message", error))
    if error.get("type") == "exceed_context_size_error":
        return PromptTooLong(f"The prompt is too long for the model: {message}.", hint="Read a shorter text.")
    return ModelFailed(f"The embedded model failed: {message}.", hint="Try again.")


class LlamaCpp:
    """A chat model from a GGUF file, run in this process. See `shared` for the usual way to get one.

    Args:
        path: the GGUF file.
        name: shown as the engine's name.
        threads: processor threads; 0: one a usable core.
        parallel: requests in flight of `generate_many`.
        context: tokens of context to ask for; memory may allow fewer.

    `server` is xllamacpp's own, for measurements.

    Raises:
        WeightsMissing: there is no such file.
        ModelFailed: the file cannot be loaded.
    """

    def __init__(
        self, path: Path, *, name: str, threads: int = 0, parallel: int = 8, context: int = _DEFAULT_CONTEXT
    ) -> None:
        if not path.is_file():
            raise WeightsMissing(
                f"The weights of {name} are not on this machine.", hint=f"Run: python -m chat models pull {name}"
            )
        self.name = name
        self.parallel = parallel
        self.context = self._context(name, asked=context)
        self.server = self._start(path, threads=threads or usable_cores())
        self._batch_slots = threading.BoundedSemaphore(parallel)
        self._streams: dict[threading.Thread, _Request] = {}
        atexit.register(self.close)

    @staticmethod
    def _context(name: str, *, asked: int) -> int:
        import psutil

        return context_length(
            asked=asked,
            bytes_per_token=_CACHE_BYTES_PER_TOKEN.get(name, _DEFAULT_CACHE_BYTES),
            available=psutil.virtual_memory().available,
        )

    def _start(self, path: Path, *, threads: int) -> Any:
        import xllamacpp

        params = xllamacpp.CommonParams()
        params.model.path = str(path)
        params.n_ctx = self.context
        params.n_parallel = self.parallel + _SPARE_SLOTS
        params.kv_unified = True  # slots share the context instead of a fixed part each
        params.n_batch = params.n_ubatch = _PROMPT_STEP
        params.cache_ram_mib = _PROMPT_CACHE_MIB
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
        params.verbosity = 0
        params.warmup = False
        # The server also listens on a loopback port, which cannot be switched off: closed with a key nobody has.
        params.api_keys = [secrets.token_hex(32)]
        params.ui = params.endpoint_slots = False
        try:
            return _yielding(lambda: xllamacpp.Server(params))
        except Exception as error:
            raise ModelFailed(
                f"The weights of {self.name} cannot be loaded: {error}.",
                hint=f"Check them: python -m chat models verify {self.name}",
            ) from error

    def _request(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        stopped: threading.Event,
        schema: dict[str, Any] | None = None,
        citable: Sequence[int] = (),
        temperature: float = 0.0,
        seed: int = 0,
    ) -> _Request:
        body: dict[str, Any] = {"messages": list(messages), "max_tokens": max_tokens, "temperature": temperature}
        if temperature:
            body |= {"seed": seed, "top_p": _TOP_P}
        if schema is not None:
            body["response_format"] = {"type": "json_schema", "json_schema": {"schema": schema}}
        if citable:
            body["grammar"] = marks_grammar(citable)
        return _Request(self.server, body, stopped=stopped)

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
        stopped = threading.Event()
        request = self._request(
            messages,
            max_tokens=max_tokens,
            schema=schema,
            citable=citable,
            temperature=temperature,
            seed=seed,
            stopped=stopped,
        )
        thread = threading.Thread(target=request.run, name=f"belegt-{self.name}", daemon=True)
        self._streams[thread] = request
        thread.start()
        try:
            yield from request.text()
        finally:
            request.stopped.set()
            self._streams.pop(thread, None)

    def generate_many(
        self, batch: Sequence[Sequence[Message]], *, max_tokens: int, citable: Sequence[Sequence[int]] = ()
    ) -> Generator[tuple[int, str], None, None]:
        """Yield (index, reply) as they finish, `parallel` at once; one that failed is logged and yielded empty."""
        stopped = threading.Event()

        def reply(messages: Sequence[Message], citable: Sequence[int]) -> str:
            with self._batch_slots:
                return self._whole(self._request(messages, max_tokens=max_tokens, citable=citable, stopped=stopped))

        with ThreadPoolExecutor(self.parallel, thread_name_prefix=f"belegt-{self.name}") as workers:
            futures = {
                workers.submit(reply, messages, numbers): index
                for index, (messages, numbers) in enumerate(zip(batch, chain(citable, repeat(())), strict=False))
            }
            try:
                for future in as_completed(futures):
                    yield futures[future], future.result()
            finally:
                stopped.set()
                workers.shutdown(wait=False, cancel_futures=True)

    @staticmethod
    def _whole(request: _Request) -> str:
        request.run()
        try:
            return "".join(request.text())
        except ModelError as error:
            _log.warning("a reply failed: %s", error)
            return ""

    def close(self) -> None:
        """Stop what is running and wait for it, so that the process can end while the model is loaded."""
        streams = dict(self._streams)
        for request in streams.values():
            request.stopped.set()
        for thread in streams:
            thread.join()


_shared: dict[tuple[Path, int], LlamaCpp] = {}
_shared_lock = threading.Lock()


def shared(path: Path, *, name: str, threads: int = 0, parallel: int = 8) -> LlamaCpp:
    """Return this process's model of that file, loaded at the first call. Raises as `LlamaCpp` does."""
    with _shared_lock:
        key = (path.resolve(), parallel)
        if key not in _shared:
            _shared[key] = LlamaCpp(path, name=name, threads=threads, parallel=parallel)
        return _shared[key]
