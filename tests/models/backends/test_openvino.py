"""OpenVINO as the runtime of the chat models: where it is not installed, and how characters come out of tokens."""

from __future__ import annotations

import queue
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from chat.errors import ModelFailed, PromptTooLong
from chat.models import registry
from chat.models.backends import openvino
from chat.models.backends.openvino import OpenVino, _Running
from chat.models.base import Message, Request
from chat.settings import Settings

COUNT: list[Message] = [{"role": "user", "content": "Count."}]
ASKED = Request(COUNT, max_tokens=9)


def test_without_the_package_the_command_is_told_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openvino_genai", None)
    path = tmp_path / "model.gguf"
    path.write_bytes(b"weights")
    with pytest.raises(ModelFailed) as error:
        OpenVino(path, name="some-model", cache_bytes=28_672)
    assert error.value.hint == "Run: pip install -r requirements-openvino.txt"


def test_only_whole_characters_are_given_out() -> None:
    class Bytes:
        """A tokenizer with a token for each byte."""

        def decode(self, tokens: list[int]) -> str:
            return bytes(tokens).decode("utf-8", "replace")

    texts: list[str] = []
    running = _Running(
        ASKED,
        grow=texts.append,
        stopped=threading.Event(),
        arrived=queue.SimpleQueue(),
        runner=threading.current_thread(),
    )
    for token in "für 5 €".encode():
        running.take([token], Bytes())
    running.end()
    assert running.text == texts[-1] == "für 5 €"
    assert not any("\ufffd" in text for text in texts)


THOUGHTLESS = {"enable_thinking": False}


class Pipeline:
    """Stands in for OpenVINO's: gives each request a token a step, or fails."""

    def __init__(self) -> None:
        self.steps = 0
        self.broken = False
        self.handles: list[Handle] = []
        self.prompts: list[str] = []

    def get_tokenizer(self) -> Pipeline:
        return self

    def apply_chat_template(
        self, messages: list[Message], add_generation_prompt: bool, extra_context: dict[str, bool]
    ) -> str:
        assert extra_context == THOUGHTLESS
        return "".join(f"{message['content']} | " for message in messages)

    def encode(self, prompt: str, add_special_tokens: bool) -> SimpleNamespace:
        self.prompts.append(prompt)
        return SimpleNamespace(input_ids=np.zeros((1, len(prompt.split()))))

    def decode(self, tokens: list[int]) -> str:
        return "".join(map(str, tokens))

    def add_request(self, number: int, tokens: object, config: object) -> Handle:
        self.handles.append(Handle(self))
        return self.handles[-1]

    def step(self) -> None:
        self.steps += 1
        if self.broken:
            raise RuntimeError("no memory")
        for handle in self.handles:
            handle.left -= 1


class Handle:
    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline
        self.left = 3
        self.cancelled = False
        self.seen = 3

    def can_read(self) -> bool:
        return self.left < self.seen

    def read(self) -> dict[int, SimpleNamespace]:
        self.seen -= 1
        return {0: SimpleNamespace(generated_ids=[7], generated_log_probs=[-0.5])}

    def get_status(self) -> str:
        return "finished" if self.left <= 0 else "running"

    def cancel(self) -> None:
        self.cancelled = True
        if self.pipeline.broken:
            raise RuntimeError("no such request")


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    genai = SimpleNamespace(
        GenerationConfig=SimpleNamespace,
        GenerationStatus=SimpleNamespace(RUNNING="running", FINISHED="finished"),
        SchedulerConfig=SimpleNamespace,
        ContinuousBatchingPipeline=lambda *_arguments: made,
    )
    made = Pipeline()
    monkeypatch.setitem(sys.modules, "openvino_genai", genai)  # type: ignore[arg-type]
    return made


@pytest.fixture
def model(pipeline: Pipeline, tmp_path: Path) -> Iterator[OpenVino]:
    path = tmp_path / "model.gguf"
    path.write_bytes(b"weights")
    found = OpenVino(path, name="some-model", cache_bytes=28_672, parallel=2, template=THOUGHTLESS)
    yield found
    found.close()


def test_replies_come_from_steps_and_no_step_is_taken_for_nothing(model: OpenVino, pipeline: Pipeline) -> None:
    assert "".join(model.generate(ASKED)) == "777"
    assert dict(model.generate_many([ASKED] * 5)) == dict.fromkeys(range(5), "777")
    steps = pipeline.steps
    time.sleep(0.05)
    assert pipeline.steps == steps


def test_how_certain_it_is_is_told_where_it_is_asked(model: OpenVino) -> None:
    for certain, told in ((True, -0.5), (False, None)):
        *_, last = model.stream_many([replace(ASKED, certain=certain)])
        assert (last.text, last.done, last.certainty) == ("777", True, told)


def test_a_reply_that_is_begun_goes_on(model: OpenVino, pipeline: Pipeline) -> None:
    list(model.generate(Request([*COUNT, {"role": "assistant", "content": "English:"}], max_tokens=9)))
    list(model.generate(ASKED))
    assert pipeline.prompts[0].endswith(" | English:")
    assert pipeline.prompts[0] == f"{pipeline.prompts[1]}English:"


def test_a_step_that_fails_is_told_and_the_next_request_is_tried(model: OpenVino, pipeline: Pipeline) -> None:
    pipeline.broken = True
    for _ in range(2):
        with pytest.raises(ModelFailed, match="no memory"):
            list(model.generate(ASKED))
    assert pipeline.steps == 2
    pipeline.broken = False
    assert "".join(model.generate(ASKED)) == "777"


def test_a_prompt_that_its_tokenizer_would_cut_is_refused(model: OpenVino) -> None:
    with pytest.raises(PromptTooLong):
        list(model.generate(Request([{"role": "user", "content": "word " * 8_192}], max_tokens=9)))


def test_after_it_was_closed_a_request_fails_and_waits_for_nobody(
    model: OpenVino, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openvino, "_LOOK", 0.01)
    model.close()
    with pytest.raises(ModelFailed, match="closed"):
        list(model.generate(ASKED))


def test_what_is_in_use_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, runtime="openvino")
    assert "OpenVINO" in registry.choose(settings).why
    assert "OpenVINO" not in registry.choose(Settings(home=tmp_path)).why
