"""A server that lies or never ends: an error in words, and an end."""

from __future__ import annotations

import pytest

from bench.faults.lies import LIES, served
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
