"""Engines are chosen by name, and missing ones are named."""

from __future__ import annotations

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
    with pytest.raises(WeightsMissing):
        registry.open_engines(here)


@pytest.mark.parametrize("name", sorted(registry._CHAT_MODELS))
def test_every_registered_engine_is_in_the_catalogue_and_can_be_imported(name: str) -> None:
    assert registry.lookup(name).files
    assert callable(registry._factory(registry._CHAT_MODELS[name]))
