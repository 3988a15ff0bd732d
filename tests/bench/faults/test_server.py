"""A server that lies or never ends: an error in words, and an end."""

from __future__ import annotations

import pytest

from bench.faults.lies import LIES, event, served
from chat.errors import ModelError
from chat.models.backends import bounded
from chat.models.backends.openai_compatible import OpenAICompatible, address
from chat.models.base import Request

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


@pytest.mark.parametrize("lie", ["JSON that is deep", "choices that are a number", "content that is a list"])
def test_what_is_no_reply_is_called_so(lie: str) -> None:
    with served(LIES[lie]) as url:
        model = OpenAICompatible(address(url), model="large", pauses=())
        with pytest.raises(ModelError, match="sent what is no reply"):
            list(model.generate(REQUEST))
        model.close()


@pytest.mark.parametrize("lie", ["empty events without an end", "choices without an end that hold nothing"])
def test_events_without_end_that_hold_nothing_are_no_reply(lie: str) -> None:
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
