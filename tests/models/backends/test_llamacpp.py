"""What llama.cpp's server does beside what every model in this process does."""

from __future__ import annotations

from typing import cast

import pytest

from chat.models import registry
from chat.models.backends.llamacpp import LlamaCpp


@pytest.fixture
def model(embedded: registry.Engines) -> LlamaCpp:
    return cast(LlamaCpp, embedded.model)


@pytest.mark.weights
def test_a_prompt_that_begins_like_the_last_is_read_from_where_they_differ(model: LlamaCpp) -> None:
    article = "The bridge stays closed. " * 60
    for question in ("What is closed?", "How long?"):
        request = {
            "messages": [{"role": "system", "content": article}, {"role": "user", "content": question}],
            "max_tokens": 1,
            "temperature": 0,
        }
        usage = model.server.handle_chat_completions(request)["usage"]
    assert usage["prompt_tokens_details"]["cached_tokens"] > 300


@pytest.mark.weights
def test_its_port_answers_nobody_else(model: LlamaCpp) -> None:
    import httpx2

    reply = httpx2.post(
        f"{model.server.listening_address}/v1/chat/completions",
        json={"messages": [{"role": "user", "content": "Hello."}]},
    )
    assert reply.status_code == 401
