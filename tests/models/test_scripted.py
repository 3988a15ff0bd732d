"""The model that says what it was told to say."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from chat.errors import ModelFailed
from chat.models.base import Message, Priority, Reply, Request
from chat.models.scripted import Scripted


def chat(text: str) -> list[Message]:
    return [{"role": "user", "content": text}]


def asked(text: str) -> Request:
    return Request(chat(text), max_tokens=9)


def test_replies_come_in_turn_and_then_the_default() -> None:
    model = Scripted(["one", "two"], default="more")
    assert ["".join(model.generate(asked("x"))) for _ in range(4)] == ["one", "two", "more", "more"]


def test_a_reply_comes_in_pieces_that_add_up() -> None:
    pieces = list(Scripted(["It  is closed.\nNow "]).generate(asked("x")))
    assert len(pieces) > 1
    assert "".join(pieces) == "It  is closed.\nNow "


def test_a_function_sees_the_messages() -> None:
    model = Scripted([lambda messages: messages[-1]["content"].upper()])
    assert "".join(model.generate(asked("hello"))) == "HELLO"


def test_calls_are_recorded() -> None:
    model = Scripted(default="x")
    list(model.generate(asked("a")))
    list(model.generate_many([asked("b"), asked("c")]))
    list(model.stream_many([Request(chat("d"), max_tokens=9, priority=Priority.LEAD)]))
    assert model.calls == [chat("a"), chat("b"), chat("c"), chat("d")]
    assert [request.priority for request in model.requests] == [*[Priority.DRAFT] * 3, Priority.LEAD]


def test_an_empty_queue_fails() -> None:
    with pytest.raises(ModelFailed):
        list(Scripted().generate(asked("x")))


def test_an_exception_is_raised() -> None:
    with pytest.raises(ValueError, match="odd"):
        list(Scripted([ValueError("odd")]).generate(asked("x")))


def test_in_a_batch_a_failed_chat_is_empty_and_the_rest_go_on() -> None:
    model = Scripted(["one", ModelFailed("broken"), "three"])
    assert list(model.generate_many([asked("x")] * 3)) == [(0, "one"), (1, ""), (2, "three")]


def test_replies_stream_word_by_word_in_the_order_of_the_requests() -> None:
    model = Scripted(["It is closed.", ModelFailed("broken"), "Yes."], certainty=-0.3)
    sure = Request(chat("x"), max_tokens=9, certain=True)
    assert list(model.stream_many([asked("x"), sure, sure])) == [
        Reply(0, "It", done=False),
        Reply(0, "It is", done=False),
        Reply(0, "It is closed.", done=False),
        Reply(0, "It is closed."),
        Reply(1, ""),
        Reply(2, "Yes.", done=False),
        Reply(2, "Yes.", certainty=-0.3),
    ]


def test_an_empty_batch_needs_no_reply() -> None:
    assert list(Scripted().generate_many([])) == []


def test_many_callers_share_the_queue() -> None:
    model = Scripted([str(number) for number in range(50)])
    with ThreadPoolExecutor(8) as workers:
        said = workers.map(lambda _: "".join(model.generate(asked("x"))), range(50))
    assert sorted(said, key=int) == [str(number) for number in range(50)]
