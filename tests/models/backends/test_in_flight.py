"""What a model in this process promises, whatever runs it: without its weights, and with them."""

from __future__ import annotations

import itertools
import json
import re
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from chat.errors import ModelFailed, PromptTooLong, WeightsMissing
from chat.models import registry
from chat.models.backends.batch import Grow
from chat.models.backends.in_flight import InProcessModel, Running, context_length
from chat.models.backends.llamacpp import LlamaCpp
from chat.models.backends.openvino import OpenVino
from chat.models.base import Message, Priority, Request
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
    """A model that counts until it is stopped, or to ten, and is less certain of each number."""

    package = "pytest"

    def _load(self, path: Path) -> None:
        self.begun = threading.Semaphore(0)
        self.forever = False
        self.order: list[str] = []  # of what it was asked, as it began

    def _running(self, request: Request, *, grow: Grow, stopped: threading.Event) -> Running:
        return _Counted(self, request, grow=grow, stopped=stopped)


class _Counted(Running):
    def __init__(self, model: Counting, request: Request, *, grow: Grow, stopped: threading.Event) -> None:
        super().__init__(request, grow=grow, stopped=stopped)
        self._model = model

    def run(self) -> None:
        self._model.order.append(self.request.messages[-1]["content"])
        self._model.begun.release()
        for number in itertools.count():
            if number == 10 and not self._model.forever:
                break
            self.add(f"{number} ")
            if self.request.certain:
                self.weigh(-float(number))
            if self.stopped.wait(0.001):
                break
        if self.request.messages[-1]["content"] == "fail":
            self.error = ModelFailed("It broke.")


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
    batch = [replace(count(), priority=Priority.DRAFT)] * 100
    reader = threading.Thread(target=lambda: replies.extend(counting.generate_many(batch)))
    reader.start()
    assert counting.begun.acquire(timeout=60)
    counting.close()
    reader.join(60)
    assert sorted(replies) == [(index, "") for index in range(100)]
    assert not counting.begun.acquire(blocking=False)


def test_replies_are_given_out_as_they_grow_and_at_the_end_with_their_certainty(counting: Counting) -> None:
    replies = list(counting.stream_many([count(), replace(count(), certain=True)]))
    for index in range(2):
        mine = [reply for reply in replies if reply.index == index]
        assert [reply.text for reply in mine[:2]] == ["0 ", "0 1 "]
        assert [reply.done for reply in mine] == [False] * 10 + [True]
        assert mine[-1].text == "0 1 2 3 4 5 6 7 8 9 "
        assert mine[-1].certainty == (-4.5 if index else None)


def test_one_that_fails_is_done_and_empty_and_the_others_go_on(
    counting: Counting, caplog: pytest.LogCaptureFixture
) -> None:
    done = {reply.index: reply.text for reply in counting.stream_many([asked("fail", 9), count()]) if reply.done}
    assert done[0] == "" and done[1].startswith("0 1 ")
    assert "It broke." in caplog.text
    with pytest.raises(ModelFailed, match="It broke"):
        list(counting.generate(asked("fail", 9)))


def test_closing_a_stream_stops_what_runs_and_begins_no_more(counting: Counting) -> None:
    counting.forever = True
    replies = counting.stream_many([count()] * 50)
    assert next(replies).text
    replies.close()
    counting.close()  # waits for what is stopping
    begun = len(counting.order)
    assert begun < 50
    counting.forever = False
    assert "".join(counting.generate(count())).split()[-1] == "9"
    assert len(counting.order) == begun + 1


def test_the_lead_and_the_question_of_a_second_reader_go_before_the_revisions_of_the_first(counting: Counting) -> None:
    def batch(priority: Priority, *texts: str) -> list[Request]:
        return [replace(asked(text, 9), priority=priority) for text in texts]

    counting.forever = True
    first = counting.stream_many(batch(Priority.REVISION, *(f"revision {number}" for number in range(6))))
    next(first)  # one of them runs, as long as it likes
    second = counting.stream_many(batch(Priority.LEAD, "lead"))
    next(second)
    question = counting.generate(replace(asked("question", 9), priority=Priority.QUESTION))
    next(question)
    assert counting.order == ["revision 0", "lead", "question"]
    for replies in (first, second, question):
        replies.close()


def test_as_many_run_at_once_as_are_found_to_be_the_fastest_and_the_next_process_knows(tmp_path: Path) -> None:
    path = tmp_path / "model"
    path.write_bytes(b"weights")

    def opened() -> Counting:
        return Counting(path, name="counting", cache_bytes=CACHE, parallel=2, home=tmp_path / "home")

    model = opened()
    assert model.rate is None
    drafts = [replace(count(), priority=Priority.DRAFT)] * 40
    assert len(list(model.generate_many(drafts))) == 40
    assert model.rate and model.rate > 0
    assert opened().rate
    assert "counting" in (tmp_path / "home" / "pace.json").read_text()


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
def test_a_stream_grows_and_ends_with_how_certain_the_model_is(model: InProcessModel) -> None:
    sure = replace(asked("Count from 1 to 20, in digits, separated by commas.", 20), certain=True)
    unsure = replace(asked("Name a random animal, in one word.", 4), certain=True, temperature=1.5, seed=7)
    done = {}
    for reply in model.stream_many([sure, unsure, count(4)]):
        done[reply.index] = reply
    assert [done[index].done for index in range(3)] == [True] * 3
    first, second, third = (done[index].certainty for index in range(3))
    assert first is not None and second is not None
    assert second < first <= 0
    assert third is None


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
