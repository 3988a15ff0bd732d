"""What a model in this process promises, whatever runs it: without its weights, and with them."""

from __future__ import annotations

import itertools
import json
import re
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from chat.errors import ModelFailed, PromptTooLong, WeightsMissing
from chat.models import registry
from chat.models.backends.in_flight import InProcessModel, Running, context_length
from chat.models.backends.llamacpp import LlamaCpp
from chat.models.backends.openvino import OpenVino
from chat.models.base import Message, Request
from chat.models.memory import Memory, RememberingModel
from chat.settings import Settings

GIB = 2**30
CACHE = 28_672  # bytes a token


def count(tokens: int = 9) -> Request:
    return asked("Count from 1 to 300, in digits, separated by commas.", tokens)


def asked(text: str, tokens: int, *, citable: Sequence[int] = (), schema: dict[str, Any] | None = None) -> Request:
    return Request([{"role": "user", "content": text}], max_tokens=tokens, citable=citable, schema=schema)


@pytest.mark.parametrize(
    ("asked", "available", "kept"),
    [
        (16_384, 24 * GIB, 16_384),
        (5_000, 24 * GIB, 8_192),
        (16_384, 1 * GIB, 8_192),
        (16_384, GIB // 16, 4_096),
        (100_000, 24 * GIB, 32_768),
    ],
)
def test_the_context_covers_what_is_asked_within_a_quarter_of_the_memory(asked: int, available: int, kept: int) -> None:
    assert context_length(asked=asked, bytes_per_token=28_672, available=available) == kept


@pytest.mark.parametrize("runtime", [LlamaCpp, OpenVino])
def test_missing_weights_are_told_with_the_command_that_fetches_them(
    runtime: type[InProcessModel], tmp_path: Path
) -> None:
    with pytest.raises(WeightsMissing) as error:
        runtime(tmp_path / "none.gguf", name="some-model", cache_bytes=CACHE)
    assert "models pull some-model" in error.value.hint


@pytest.mark.parametrize("runtime", [LlamaCpp, OpenVino])
def test_a_file_that_is_no_model_is_told(runtime: type[InProcessModel], tmp_path: Path) -> None:
    if runtime is OpenVino:
        pytest.importorskip("openvino_genai", reason="OpenVINO is not installed (requirements-openvino.txt)")
    path = tmp_path / "broken.gguf"
    path.write_bytes(b"no model at all")
    with pytest.raises(ModelFailed) as error:
        runtime(path, name="some-model", cache_bytes=CACHE)
    assert "verify" in error.value.hint


class Counting(InProcessModel):
    """A model that counts until it is stopped, or to ten."""

    def _load(self, path: Path) -> None:
        self.begun = threading.Semaphore(0)
        self.forever = False

    def _running(self, request: Request, stopped: threading.Event) -> Running:
        return _Counted(self, request, stopped)


class _Counted(Running):
    def __init__(self, model: Counting, request: Request, stopped: threading.Event) -> None:
        super().__init__(request, stopped)
        self._model = model

    def run(self) -> None:
        self._model.begun.release()
        for number in itertools.count():
            if self.stopped.is_set() or (number == 10 and not self._model.forever):
                break
            self.pieces.put(f"{number} ")
            time.sleep(0.001)
        self.pieces.put(None)


@pytest.fixture
def counting(tmp_path: Path) -> Counting:
    path = tmp_path / "model"
    path.write_bytes(b"weights")
    return Counting(path, name="counting", cache_bytes=CACHE, parallel=2)


def test_a_reply_that_is_cut_off_by_the_end_of_the_process_is_not_remembered(
    counting: Counting, tmp_path: Path
) -> None:
    memory = Memory(tmp_path / "memory.sqlite3")
    counting.forever = True
    reply = RememberingModel(counting, memory).generate(count())
    assert next(reply)
    counting.close()
    with pytest.raises(ModelFailed, match="stopped"):
        list(reply)
    assert memory.count() == 0
    counting.forever = False
    assert "".join(RememberingModel(counting, memory).generate(count())).split()[-1] == "9"
    assert memory.count() == 1


def test_closing_stops_a_batch_and_begins_no_more_of_it(counting: Counting) -> None:
    counting.forever = True
    replies: list[tuple[int, str]] = []
    reader = threading.Thread(target=lambda: replies.extend(counting.generate_many([count()] * 100)))
    reader.start()
    assert counting.begun.acquire(timeout=10) and counting.begun.acquire(timeout=10)
    counting.close()
    reader.join(10)
    assert sorted(replies) == [(index, "") for index in range(100)]
    assert not counting.begun.acquire(blocking=False)


@pytest.fixture(params=["llama.cpp", "openvino"])
def model(request: pytest.FixtureRequest, embedded: registry.Engines) -> InProcessModel:
    """The embedded model on each runtime, which remembers nothing."""
    if request.param == "llama.cpp":
        assert isinstance(embedded.model, LlamaCpp)
        return embedded.model
    pytest.importorskip("openvino_genai", reason="OpenVINO is not installed (requirements-openvino.txt)")
    found = registry.open_engines(Settings(memory=False, runtime="openvino")).model
    assert isinstance(found, OpenVino)
    return found


@pytest.mark.weights
def test_a_reply_streams_and_stops_when_closed(model: InProcessModel) -> None:
    pieces = model.generate(count(2_000))
    first = next(pieces)
    pieces.close()
    assert first
    assert "".join(model.generate(count(3)))  # and the model is free for the next


@pytest.mark.weights
def test_the_same_prompt_gives_the_same_reply(model: InProcessModel) -> None:
    assert "".join(model.generate(count(12))) == "".join(model.generate(count(12)))


@pytest.mark.weights
def test_a_reply_that_is_begun_goes_on(model: InProcessModel) -> None:
    begun: list[Message] = [
        {"role": "user", "content": "What is the capital of France?"},
        {"role": "assistant", "content": "Its capital is the city of"},
    ]
    rest = "".join(model.generate(Request(begun, max_tokens=4)))
    assert rest.strip().startswith("Paris")


@pytest.mark.weights
def test_every_index_of_a_batch_comes_back_once(model: InProcessModel) -> None:
    replies = dict(model.generate_many([asked(f"Say the number {n} in digits.", 16) for n in range(12)]))
    assert sorted(replies) == list(range(12))
    assert all(str(n) in reply for n, reply in replies.items())


@pytest.mark.weights
def test_a_batch_stops_when_closed(model: InProcessModel) -> None:
    replies = model.generate_many([count(8)] * 20)
    next(replies)
    replies.close()
    assert len(list(model.generate_many([count(3)]))) == 1


@pytest.mark.weights
def test_a_reply_to_a_schema_is_json_of_it(model: InProcessModel) -> None:
    schema = {
        "type": "object",
        "properties": {"id": {"enum": [3, 7]}},
        "required": ["id"],
        "additionalProperties": False,
    }
    assert json.loads("".join(model.generate(asked("Give any id.", 30, schema=schema))))["id"] in (3, 7)


@pytest.mark.weights
def test_a_reply_cites_no_number_but_those_that_it_may(model: InProcessModel) -> None:
    repeat = "Repeat exactly: The bridge is closed. [3] It is old. [12]"
    assert "[3]" in "".join(model.generate(asked(repeat, 40)))
    request = asked(repeat, 40, citable=[4, 7])
    for reply in ("".join(model.generate(request)), dict(model.generate_many([request]))[0]):
        assert set(re.findall(r"\[(.*?)\]", reply)) & {"4", "7"}
        assert set(re.findall(r"\[(.*?)\]", reply)) <= {"4", "7"}


@pytest.mark.weights
def test_a_prompt_beyond_the_context_is_told(model: InProcessModel) -> None:
    with pytest.raises(PromptTooLong):
        list(model.generate(asked("word " * 2 * model.context, 4)))
