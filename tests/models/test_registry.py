"""Engines are chosen by name, and missing ones are named."""

from __future__ import annotations

import socket
import subprocess
from pathlib import Path

import pytest

from chat.errors import UnknownName, WeightsMissing
from chat.models import registry
from chat.settings import Settings


def settings(home: Path, **fields: str) -> Settings:
    return Settings(home=home, **fields)  # type: ignore[arg-type]


def test_by_default_the_embedded_model_does_both(tmp_path: Path) -> None:
    choice = registry.choose(settings(tmp_path))
    assert choice.weights == ("qwen2.5-coder-1.5b",)
    assert choice.all_weights == ("qwen2.5-coder-1.5b", "minilm")
    assert choice.why


def test_another_chat_model_can_translate(tmp_path: Path) -> None:
    choice = registry.choose(settings(tmp_path, translator="qwen3-4b"))
    assert (choice.model, choice.translator) == ("qwen2.5-coder-1.5b", "qwen3-4b")


@pytest.mark.parametrize(
    ("fields", "named"),
    [({"model": "qwen3-5b"}, "qwen3-4b"), ({"model": "minilm"}, "BELEGT_MODEL"), ({"translator": "minilm"}, "minilm")],
)
def test_a_name_that_is_no_engine_is_refused_with_the_names_that_are(
    tmp_path: Path, fields: dict[str, str], named: str
) -> None:
    with pytest.raises(UnknownName) as error:
        registry.choose(settings(tmp_path, **fields))
    assert named in str(error.value)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    here = settings(tmp_path)
    assert registry.choose(here).missing(here) == ("qwen2.5-coder-1.5b",)
    assert registry.choose(here).to_fetch(here) == ("qwen2.5-coder-1.5b", "minilm")
    with pytest.raises(WeightsMissing):
        registry.open_engines(here)


@pytest.mark.parametrize("name", sorted(registry._CHAT_MODELS))
def test_every_registered_engine_is_in_the_catalogue_and_can_be_imported(name: str) -> None:
    assert registry.lookup(name).files
    assert callable(registry._factory(registry._CHAT_MODELS[name]))


def test_without_its_weights_there_is_no_embedder_and_nothing_is_asked_of_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert registry.open_embedder(settings(tmp_path)) is None
    assert not list(tmp_path.iterdir())


def test_the_embedder_is_in_the_catalogue_and_one_for_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert registry.lookup(registry._EMBEDDER).files
    monkeypatch.setattr(registry.weights, "find", lambda name, *, folder: folder / name)
    first, second = (registry.open_embedder(settings(tmp_path)) for _ in range(2))
    assert first is second is not None
    assert first.name == "minilm"
