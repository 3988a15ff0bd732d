"""A file of each architecture that the catalogue names loads and answers: the real llama.cpp, random weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
import pytest

pytest.importorskip("gguf", reason="gguf writes the tests' models (requirements-dev.txt)")

from chat.errors import ModelFailed
from chat.models.backends.llamacpp import LlamaCpp
from chat.models.base import Draft, Request
from chat.models.translators.prompted import PromptedTranslator
from chat.models.weights.catalogue import lookup
from tests.models import random_gguf

OF = {"granite-4.0-micro": "granite", "qwen3-1.7b": "qwen3", "hy-mt2-1.8b": "hunyuan-dense"}


def opened(tmp_path: Path, name: str) -> LlamaCpp:
    entry = lookup(name)
    path = random_gguf.make(tmp_path / f"{name}.gguf", OF[name])
    return LlamaCpp(
        path, name=name, cache_bytes=entry.cache_bytes_per_token, threads=1, parallel=2, template=entry.template
    )


def asked(model: LlamaCpp, messages: Any, template: dict[str, bool] | None = None) -> str:
    """Return a chat as the server gives it to the model."""
    reply = httpx2.post(
        f"{model.server.listening_address}/apply-template",
        json={"messages": messages, "chat_template_kwargs": model.template if template is None else template},
        headers={"Authorization": f"Bearer {model.slots._key}"},
    )
    return str(reply.json()["prompt"])


@pytest.mark.parametrize("name", OF)
def test_it_loads_and_answers(tmp_path: Path, name: str) -> None:
    model = opened(tmp_path, name)
    try:
        chat = [{"role": "user", "content": "Wer bestreitet es?"}]
        replies = dict(model.generate_many([Request(chat, max_tokens=12)] * 3))  # type: ignore[arg-type]
        assert sorted(replies) == [0, 1, 2] and all(replies.values())
        drafts = [*PromptedTranslator(model, prompts=lookup(name).prompts).drafts(["Niemand kam."], source="de")]
        assert drafts[-1].done and drafts[-1].certainty is not None and drafts[-1].certainty < 0
        revised = PromptedTranslator(model, prompts=lookup(name).prompts).revisions(
            Draft("Sie kam.", previous=("Ja.", "Yes."), terms=(("kam", "came"),)), source="de"
        )
        assert len(list(revised)) == 3
    finally:
        model.close()


def test_a_model_that_thinks_first_is_told_not_to(tmp_path: Path) -> None:
    model = opened(tmp_path, "qwen3-1.7b")
    try:
        chat = [{"role": "user", "content": "Hallo."}]
        assert asked(model, chat).endswith("<think>\n\n</think>\n\n")
        assert "<think>" not in asked(model, chat, {"enable_thinking": True})
    finally:
        model.close()


def test_an_architecture_that_llama_cpp_does_not_know_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(random_gguf.ARCHITECTURES, "mystery", random_gguf.ARCHITECTURES["granite"])
    path = random_gguf.make(tmp_path / "model.gguf", "mystery")
    with pytest.raises(ModelFailed, match="cannot be loaded"):
        LlamaCpp(path, name="mystery", cache_bytes=1_024, threads=1)
