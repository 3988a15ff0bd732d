"""The embedded model: llama.cpp's server inside this process, through xllamacpp. Reads one GGUF file.

One server a process and file, shared by all callers (`shared`). Requests in flight are decoded together
(continuous batching); a prompt that begins like an earlier one is only read from where they differ.
"""

from __future__ import annotations

import secrets
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from chat.errors import ModelFailed, PromptTooLong
from chat.models.backends.in_flight import (
    NO_THOUGHTS,
    PROMPT_STEP,
    SPARE,
    TOP_P,
    InProcessModel,
    Running,
    marks_grammar,
    yield_to_others,
)
from chat.models.base import Request

_PROMPT_CACHE_MIB = 512


class _Running(Running):
    """A request under way on the server."""

    def __init__(self, server: Any, request: Request, stopped: threading.Event) -> None:
        super().__init__(request, stopped)
        self._server = server

    def run(self) -> None:
        """Run to the end, whatever happens; `text` tells of failures."""
        try:
            if not self.stopped.is_set():
                self._failed(self._server.handle_chat_completions(_body(self.request), self._receive))
        except Exception as error:
            self._failed({"error": {"message": str(error)}})
        finally:
            self.pieces.put(None)

    def _receive(self, chunk: dict[str, Any]) -> bool:
        """Take one chunk from the server; true stops the request. Also called while the prompt is read."""
        self._failed(chunk)
        for choice in chunk.get("choices", ()):
            if content := choice["delta"].get("content"):
                self.pieces.put(content)
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
        "chat_template_kwargs": NO_THOUGHTS,
    }
    if request.temperature:
        body |= {"seed": request.seed, "top_p": TOP_P}
    if request.schema is not None:
        body["response_format"] = {"type": "json_schema", "json_schema": {"schema": request.schema}}
    if request.citable:
        body["grammar"] = marks_grammar(request.citable)
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

    server: Any

    def _load(self, path: Path) -> None:
        import xllamacpp

        params = xllamacpp.CommonParams()
        params.model.path = str(path)
        params.n_ctx = self.context
        params.n_parallel = self.parallel + SPARE
        params.kv_unified = True  # slots share the context instead of a fixed part each
        params.n_batch = params.n_ubatch = PROMPT_STEP
        params.cache_ram_mib = _PROMPT_CACHE_MIB
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = self.threads
        params.verbosity = 0
        params.warmup = False
        # The server also listens on a loopback port, which cannot be switched off: closed with a key nobody has.
        params.api_keys = [secrets.token_hex(32)]
        params.ui = params.endpoint_slots = False
        try:  # in a thread of low priority, which its own inherit
            with ThreadPoolExecutor(1, thread_name_prefix="belegt-load", initializer=yield_to_others) as worker:
                self.server = worker.submit(xllamacpp.Server, params).result()
        except Exception as error:
            raise ModelFailed(
                f"The weights of {self.name} cannot be loaded: {error}.",
                hint=f"Check them: python -m chat models verify {self.name}",
            ) from error

    def _running(self, request: Request, stopped: threading.Event) -> Running:
        return _Running(self.server, request, stopped)


shared = LlamaCpp.shared
