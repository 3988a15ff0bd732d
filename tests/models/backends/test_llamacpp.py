"""What llama.cpp's server does beside what every model in this process does."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import cast

import pytest

from chat.models import registry
from chat.models.backends.llamacpp import LlamaCpp
from chat.models.base import Message, Request
from chat.models.tokens import Tokens
from chat.models.weights import store
from chat.settings import Settings


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
def test_what_prompts_begin_with_is_computed_once_for_all_slots_and_also_for_the_next_process(
    model: LlamaCpp, tmp_path: Path
) -> None:
    settings = Settings()
    path = store.require(model.name, folder=settings.weights)

    def chat(text: str) -> list[Message]:
        return [{"role": "system", "content": "You repeat what you are told, word by word. " * 4}, *user(text)]

    def user(text: str) -> list[Message]:
        return [{"role": "user", "content": f"Repeat: {text}"}]

    def read(model: LlamaCpp, text: str) -> Tokens:
        before = model.tokens
        list(model.generate(Request(chat(text), max_tokens=1)))
        return model.tokens - before

    for computed in (True, False):
        opened = LlamaCpp(path, name=model.name, cache_bytes=28_672, parallel=2, home=tmp_path)
        before = opened.tokens
        opened.warm(chat(""))
        assert ((opened.tokens - before).computed > 40) == computed
        assert opened.tokens.reply <= 1
        with ExitStack() as stack:
            for number in range(3):
                spent = read(opened, f"{number} times {number}")
                assert spent.prompt > 50 and spent.computed < 20
                stack.enter_context(opened.slots.taken(chat("")))  # so that the next one has another slot
        opened.close()


@pytest.mark.weights
def test_its_port_answers_nobody_else(model: LlamaCpp) -> None:
    import httpx2

    reply = httpx2.post(
        f"{model.server.listening_address}/v1/chat/completions",
        json={"messages": [{"role": "user", "content": "Hello."}]},
    )
    assert reply.status_code == 401
