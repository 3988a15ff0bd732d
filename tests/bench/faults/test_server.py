"""A server that lies or never ends: an error in words, and an end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bench.faults.kinds import server
from bench.faults.lies import LIES, event, served
from chat.errors import ModelError
from chat.models.backends import bounded
from chat.models.backends.openai_compatible import OpenAICompatible, address
from chat.models.base import Request, TextModel

REQUEST = Request(({"role": "user", "content": "Hello"},), max_tokens=20)


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_ends_in_words_or_in_a_reply(lie: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "BYTES", 50_000)
    with served(LIES[lie]) as url:
        model = OpenAICompatible(address(url), model="large", silent=0.3, pauses=())
        try:
            text = "".join(model.generate(REQUEST))
        except ModelError as error:
            assert error.message and error.hint
        else:
            assert len(text) <= REQUEST.max_tokens * 50 + 100
        finally:
            model.close()


@pytest.mark.parametrize(
    "lie",
    [
        *("JSON that is deep", "choices that are a number", "content that is a list"),
        *("empty events without an end", "choices without an end that hold nothing"),
    ],
)
def test_what_is_no_reply_is_called_so(lie: str) -> None:
    with served(LIES[lie]) as url:
        model = OpenAICompatible(address(url), model="large", pauses=())
        with pytest.raises(ModelError, match="sent what is no reply"):
            list(model.generate(REQUEST))
        model.close()


def test_a_model_that_thinks_for_long_is_heard_out() -> None:
    thinking = event({"choices": [{"index": 0, "delta": {"content": "", "reasoning_content": "hm "}}]}) * 3_000
    reply = event({"choices": [{"index": 0, "delta": {"content": "Hello"}, "finish_reason": "stop"}]})
    with served(lambda handler: handler.send(thinking + reply + event("[DONE]"))) as url:
        model = OpenAICompatible(address(url), model="large", pauses=())
        assert "".join(model.generate(REQUEST)) == "Hello"
        model.close()


class Clock:
    """A clock that goes on when it is told to, and by `step` seconds whenever it is looked at."""

    def __init__(self, *, step: float = 0.0) -> None:
        self.at, self._step = 0.0, step

    def __call__(self) -> float:
        self.at += self._step
        return self.at


@pytest.mark.parametrize("ask", [server._one, server._many, server._article])
def test_what_only_keeps_a_connection_open_is_silence(
    ask: Callable[[TextModel], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "now", Clock(step=10.0))  # few pieces, of which none are too many bytes
    with served(LIES["comments without an end"]) as url:
        model = OpenAICompatible(address(url), model="large", silent=20.0, pauses=())
        with pytest.raises(ModelError, match="sent nothing for 20 seconds"):
            ask(model)
        model.close()


def test_a_reply_that_is_taken_slowly_is_heard_out(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(bounded, "now", clock)
    said = b"".join(event({"choices": [{"index": 0, "delta": {"content": f"{number} "}}]}) for number in range(9_000))
    with served(lambda handler: handler.send(said + event("[DONE]"))) as url:
        model = OpenAICompatible(address(url), model="large", silent=20.0, pauses=())
        for number, piece in zip(
            range(8_000), model.generate(Request(REQUEST.messages, max_tokens=9_000)), strict=False
        ):
            assert piece == f"{number} "
            clock.at += 1_000
        model.close()
