"""The embedded model: llama.cpp's server inside this process, through xllamacpp. Reads one GGUF file.

One server a process and file, shared by all callers (`shared`). Requests in flight are decoded together
(continuous batching); a prompt that begins like an earlier one is only read from where they differ (`prefixes`).
"""

from __future__ import annotations

import logging
import os
import secrets
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from chat.errors import ModelFailed, PromptTooLong
from chat.models.backends.batch import Grow, Whole
from chat.models.backends.in_flight import (
    PROMPT_STEP,
    TOP_P,
    InProcessModel,
    Running,
    marks_grammar,
)
from chat.models.backends.prefixes import Slots
from chat.models.base import Message, Priority, Request
from chat.models.machine import yield_to_others
from chat.models.tokens import Tokens
from chat.models.turns import SPARE

_PROMPT_CACHE_MIB = 512
_PREFIXES = "prefixes"  # folder

_log = logging.getLogger(__name__)


class _Running(Running):
    """A request under way on the server."""

    def __init__(self, model: LlamaCpp, request: Request, *, grow: Grow, stopped: threading.Event) -> None:
        super().__init__(request, grow=grow, stopped=stopped)
        self._model = model

    def run(self) -> None:
        """Run to the end, whatever happens."""
        with self._model.slots.taken(self.request.messages) as slot:
            self.run_in(slot)

    def run_in(self, slot: int) -> None:
        """Run to the end in a slot, whatever happens."""
        body = {**_body(self.request), "id_slot": slot, "chat_template_kwargs": self._model.template}
        try:
            if not self.stopped.is_set():
                self._failed(self._model.server.handle_chat_completions(body, self._receive))
        except Exception as error:
            self._failed({"error": {"message": str(error)}})

    def _receive(self, chunk: dict[str, Any]) -> bool:
        """Take one chunk from the server; true stops the request. Also called while the prompt is read."""
        self._failed(chunk)
        for choice in chunk.get("choices", ()):
            for token in (choice.get("logprobs") or {}).get("content") or ():
                self.weigh(token["logprob"])
            self.add(choice["delta"].get("content") or "")
        if timings := chunk.get("timings"):
            self._model.count(timings)
        return self.stopped.is_set()

    def _failed(self, reply: dict[str, Any] | None) -> None:
        if error := (reply or {}).get("error"):
            self.error = self.error or _error_of(error)


def _body(request: Request) -> dict[str, Any]:
    body: dict[str, Any] = {
        "messages": list(request.messages),
        "max_tokens": request.max_tokens,
        "temperature": request.temperature,
        "stream": True,
        "return_progress": True,  # so that what receives is called early
    }
    if request.temperature:
        body |= {"seed": request.seed, "top_p": TOP_P}
    if request.schema is not None:
        body["response_format"] = {"type": "json_schema", "json_schema": {"schema": request.schema}}
    if request.citable:
        body["grammar"] = marks_grammar(request.citable)
    if request.certain:  # 1 ms a token; without `top_logprobs` the likeliest 20 are told, with 0 of them none
        body |= {"logprobs": True, "top_logprobs": 1}
    return body


def _error_of(error: dict[str, Any]) -> ModelFailed | PromptTooLong:
    message = str(error.get("message", error))
    if error.get("type") == "exceed_context_size_error":
        return PromptTooLong(f"The prompt is too long for the model: {message}.", hint="Read a shorter text.")
    return ModelFailed(f"The embedded model failed: {message}.", hint="Try again.")


class LlamaCpp(InProcessModel):
    """A chat model from a GGUF file; see `shared` for the usual way to get one.

    `server` is xllamacpp's own, for measurements.
    """

    package = "xllamacpp"
    server: Any
    slots: Slots
    _tokens = Tokens()

    @property
    def tokens(self) -> Tokens:
        """What has been read and written until now."""
        return self._tokens

    def count(self, timings: dict[str, Any]) -> None:
        """Count the tokens of a request that has ended, as the server tells them."""
        computed = timings["prompt_n"]
        with self._lock:
            self._tokens += Tokens(computed + timings["cache_n"], computed, timings["predicted_n"])

    def warm(self, messages: Sequence[Message]) -> None:
        """Compute what the prompts of a task begin with, once for all slots, and keep it for the next process."""
        if self.home is None:
            super().warm(messages)
            return
        if self.slots.is_saved(messages):
            return
        request = Request(messages, max_tokens=0, priority=Priority.REVISION)
        for _ in self._batch([request], self._saved).replies():
            pass

    def _saved(self, request: Request, grow: Grow, stopped: threading.Event) -> Whole:
        """Have a slot read a prompt, and save it."""
        running = _Running(self, request, grow=grow, stopped=stopped)
        with self._paced(request.priority), self.slots.taken(request.messages) as slot:
            running.run_in(slot)
            if running.error:
                _log.warning("what prompts begin with was not computed: %s", running.error)
            elif not stopped.is_set():
                self.slots.save(slot, request.messages)
        return "", None

    def _load(self, path: Path) -> None:
        import xllamacpp

        key = secrets.token_hex(32)
        file = path.stat()
        self.slots = Slots(
            self.parallel + SPARE,
            folder=self._prefixes(),
            engine=f"{path.name} {file.st_size} {file.st_mtime_ns} {self.runtime}",
        )

        params = xllamacpp.CommonParams()
        params.model.path = str(path)
        params.n_ctx = self.context
        params.n_parallel = self.parallel + SPARE
        params.kv_unified = True  # slots share the context instead of a fixed part each
        params.n_batch = params.n_ubatch = PROMPT_STEP
        params.cache_ram_mib = _PROMPT_CACHE_MIB
        params.cache_idle_slots = False  # else a slot forgets what it has read as soon as another one is used
        if self.slots.folder:
            params.slot_save_path = f"{self.slots.folder}{os.sep}"
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = self.threads
        params.verbosity = 0
        params.warmup = False
        # The server also listens on a loopback port, which cannot be switched off: closed with a key nobody else has.
        params.api_keys = [key]
        params.ui = params.endpoint_slots = False
        try:  # in a thread of low priority, which its own inherit
            with ThreadPoolExecutor(1, thread_name_prefix="belegt-load", initializer=yield_to_others) as worker:
                self.server = worker.submit(xllamacpp.Server, params).result()
        except Exception as error:
            raise ModelFailed(
                f"The weights of {self.name} cannot be loaded: {error}.",
                hint=f"Check them: python -m chat models verify {self.name}",
            ) from error
        self.slots.connect(self.server.listening_address, key=key)

    def _prefixes(self) -> Path | None:
        """Return the folder of what prompts begin with, None where it cannot be made."""
        if self.home is None:
            return None
        folder = self.home / _PREFIXES
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            _log.warning("what prompts begin with cannot be kept: %s", error)
            return None
        return folder

    def _running(self, request: Request, *, grow: Grow, stopped: threading.Event) -> Running:
        return _Running(self, request, grow=grow, stopped=stopped)


shared = LlamaCpp.shared
