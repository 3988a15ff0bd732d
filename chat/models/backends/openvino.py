"""The embedded model by OpenVINO GenAI instead of llama.cpp: an extra, for processors on which it is faster.

Reads the same GGUF files. It does many requests at once in less time than llama.cpp and single ones in about the same,
takes longer to load and more memory (figures in bench/LOG.md). One pipeline a process and file, shared by all callers
(`shared`). A thread of its own takes step after step; in each all requests in flight get a token.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from chat.errors import ModelError, ModelFailed, PromptTooLong
from chat.models.backends.batch import Grow
from chat.models.backends.in_flight import (
    PROMPT_STEP,
    TOP_P,
    InProcessModel,
    Running,
    marks_grammar,
)
from chat.models.base import Message, Request, without_beginning
from chat.models.machine import yield_to_others
from chat.models.turns import SPARE

_BLOCK = 32  # tokens of context that are kept together, by OpenVINO's choice for processors
_LONGEST_PROMPT = 8_192  # tokens; its tokenizer drops what is beyond, and says nothing
_LOOK = 1.0  # seconds until those who wait look whether the thread is alive
_UNFINISHED = "\ufffd"  # what the first bytes of a character are decoded to


class _Running(Running):
    """A request under way in the pipeline, which another thread runs."""

    def __init__(
        self,
        request: Request,
        *,
        grow: Grow,
        stopped: threading.Event,
        arrived: queue.SimpleQueue[_Running | None],
        runner: threading.Thread,
    ) -> None:
        super().__init__(request, grow=grow, stopped=stopped)
        self._arrived = arrived
        self._runner = runner
        self._ended = threading.Event()
        self._generated: list[int] = []

    def run(self) -> None:
        """Run to the end, whatever happens."""
        self._arrived.put(self)
        while not self._ended.wait(_LOOK):
            if not self._runner.is_alive():
                self.end(_failed("it was closed"))

    def take(self, tokens: list[int], tokenizer: Any) -> None:
        """Take the tokens that came, and give out the characters that are whole."""
        self._generated += tokens
        text = tokenizer.decode(self._generated)
        if not text.endswith(_UNFINISHED):
            self.add(text[len(self.text) :])

    def end(self, error: ModelError | None = None) -> None:
        """Let those who wait go on."""
        self.error = error
        self._ended.set()


class OpenVino(InProcessModel):
    """A chat model from a GGUF file; see `shared` for the usual way to get one."""

    package = "openvino-genai"

    def _load(self, path: Path) -> None:
        self._arrived: queue.SimpleQueue[_Running | None] = queue.SimpleQueue()  # None: no more will
        loaded: Future[None] = Future()
        self._thread = threading.Thread(
            target=self._run, args=(path, loaded), name=f"belegt-{self.name}-steps", daemon=True
        )
        self._thread.start()
        loaded.result()

    def _running(self, request: Request, *, grow: Grow, stopped: threading.Event) -> Running:
        return _Running(request, grow=grow, stopped=stopped, arrived=self._arrived, runner=self._thread)

    def close(self) -> None:
        """Stop what is running and wait for it, so that the process can end while the model is loaded."""
        super().close()
        self._arrived.put(None)
        self._thread.join()

    def _run(self, path: Path, loaded: Future[None]) -> None:
        yield_to_others()
        try:
            steps = _Steps(self._pipeline(path), context=self.context, template=self.template)
        except Exception as error:
            loaded.set_exception(error)
            return
        loaded.set_result(None)
        steps.run(self._arrived)

    def _pipeline(self, path: Path) -> Any:
        try:
            import openvino_genai
        except ImportError as error:
            raise ModelFailed(
                "OpenVINO GenAI, set by BELEGT_RUNTIME, is not installed.",
                hint="Run: pip install -r requirements-openvino.txt",
            ) from error
        scheduler = openvino_genai.SchedulerConfig()
        scheduler.max_num_seqs = self.parallel + SPARE
        scheduler.max_num_batched_tokens = PROMPT_STEP
        scheduler.num_kv_blocks = 2 * self.context // _BLOCK  # room for prompts that the next ones may begin like
        scheduler.enable_prefix_caching = True
        properties = {"INFERENCE_NUM_THREADS": self.threads}
        try:
            return openvino_genai.ContinuousBatchingPipeline(str(path), scheduler, "CPU", properties)
        except Exception as error:
            raise ModelFailed(
                f"The weights of {self.name} cannot be loaded: {error}.",
                hint=f"Check them: python -m chat models verify {self.name}",
            ) from error


class _Steps:
    """Runs requests on a pipeline, in the thread that loaded it."""

    def __init__(self, pipeline: Any, *, context: int, template: dict[str, bool]) -> None:
        self._pipeline = pipeline
        self._template = template
        self._tokenizer = pipeline.get_tokenizer()
        self._context = context
        self._numbers = itertools.count()
        self._handles: dict[_Running, Any] = {}  # the pipeline's own of each request

    def run(self, arrived: queue.SimpleQueue[_Running | None]) -> None:
        """Take step after step while there is something to do, until None arrives."""
        while True:
            while not self._handles or not arrived.empty():
                running = arrived.get()
                if running is None:
                    self._end_all(_failed("it was closed"))
                    return
                self._begin(running)
            try:
                self._pipeline.step()
                for running, handle in list(self._handles.items()):
                    self._go_on(running, handle)
            except Exception as error:
                self._end_all(_failed(error))

    def _begin(self, running: _Running) -> None:
        request = running.request
        try:
            tokens = self._tokenizer.encode(self._prompt(request.messages), add_special_tokens=False).input_ids
            length = tokens.shape[1]
            if length >= _LONGEST_PROMPT or length + request.max_tokens > self._context:
                raise PromptTooLong(
                    f"The prompt is too long for the model: {length:,} tokens or more.", hint="Read a shorter text."
                )
            self._handles[running] = self._pipeline.add_request(next(self._numbers), tokens, _config(request))
        except ModelError as error:
            running.end(error)
        except Exception as error:
            running.end(_failed(error))

    def _prompt(self, messages: Sequence[Message]) -> str:
        """Return a chat as the model reads it, up to where its reply, or the rest of it, begins."""
        asked, begun = without_beginning(messages)
        template: str = self._tokenizer.apply_chat_template(
            asked, add_generation_prompt=True, extra_context=self._template
        )
        return template + begun

    def _go_on(self, running: _Running, handle: Any) -> None:
        """Hand out what a step gave a request, and end it where it is over or no more is wanted."""
        import openvino_genai

        status = openvino_genai.GenerationStatus
        while handle.can_read():
            for output in handle.read().values():
                running.take(output.generated_ids, self._tokenizer)
                if running.request.certain:
                    for log_probability in output.generated_log_probs:
                        running.weigh(log_probability)
        if running.stopped.is_set():
            handle.cancel()
        elif handle.get_status() == status.RUNNING:
            return
        del self._handles[running]
        whole = running.stopped.is_set() or handle.get_status() == status.FINISHED
        running.end(None if whole else _failed("it was given up"))

    def _end_all(self, error: ModelError) -> None:
        for running, handle in self._handles.items():
            running.end(error)
            with contextlib.suppress(Exception):
                handle.cancel()
        self._handles.clear()


def _config(request: Request) -> Any:
    """Return what the pipeline is told of how to generate."""
    import openvino_genai

    config = openvino_genai.GenerationConfig()
    config.max_new_tokens = request.max_tokens
    config.apply_chat_template = False
    config.do_sample = request.temperature > 0
    config.logprobs = int(request.certain)
    if config.do_sample:
        config.temperature, config.top_p, config.rng_seed = request.temperature, TOP_P, request.seed
    if request.schema is not None:
        form = openvino_genai.StructuredOutputConfig(json_schema=json.dumps(request.schema))
        config.structured_output_config = form
    elif request.citable:
        form = openvino_genai.StructuredOutputConfig(grammar=marks_grammar(request.citable))
        config.structured_output_config = form
    return config


def _failed(error: object) -> ModelFailed:
    return ModelFailed(f"The embedded model failed: {error}.", hint="Try again.")


shared = OpenVino.shared
