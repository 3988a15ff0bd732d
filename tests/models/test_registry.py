"""Engines are chosen by name, and missing ones are named."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import pytest

from chat.errors import ModelFailed, UnknownName, WeightsMissing
from chat.models import fitting, machine, registry
from chat.models.base import Message
from chat.models.registry import Engines
from chat.models.scripted import Scripted
from chat.schema import Language
from chat.settings import Settings
from tests.builders import Fixed
from tests.models import random_marian


def settings(home: Path, **fields: Any) -> Settings:
    return Settings(home=home, **fields)


def test_without_the_weights_of_opus_the_embedded_model_does_both(tmp_path: Path) -> None:
    choice = registry.choose(settings(tmp_path))
    assert choice.translator == choice.model
    assert choice.weights == ("qwen2.5-coder-1.5b",)
    assert choice.all_weights == ("qwen2.5-coder-1.5b", "minilm")
    assert choice.optional == ("opus-mt-de-en",)
    assert "models pull opus-mt-de-en" in choice.why


def test_opus_translates_where_its_weights_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry.store, "find", lambda name, *, folder: folder / name)
    choice = registry.choose(settings(tmp_path))
    assert choice.translator == "opus-mt-de-en"
    assert choice.weights == ("qwen2.5-coder-1.5b", "opus-mt-de-en")
    assert choice.optional == ()


def test_a_folder_can_be_named(tmp_path: Path) -> None:
    choice = registry.choose(settings(tmp_path, translator=str(tmp_path)))
    assert (choice.translator, choice.weights) == (str(tmp_path), ("qwen2.5-coder-1.5b",))
    with pytest.raises(WeightsMissing, match="holds no whole Marian model"):
        registry.open_translator(settings(tmp_path, translator=str(tmp_path)))


def test_opus_that_is_set_is_needed(tmp_path: Path) -> None:
    here = settings(tmp_path, translator="opus-mt-de-en")
    assert "opus-mt-de-en" in registry.choose(here).missing(here)
    assert registry.open_translator(here).name == "opus-mt-de-en"  # the chat model is not asked for


def test_another_chat_model_can_translate(tmp_path: Path) -> None:
    choice = registry.choose(settings(tmp_path, translator="qwen3-4b"))
    assert (choice.model, choice.translator) == ("qwen2.5-coder-1.5b", "qwen3-4b")


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"model": "qwen3-5b"}, "qwen3-4b"),
        ({"model": "minilm"}, "BELEGT_MODEL"),
        ({"translator": "minilm"}, "minilm"),
        ({"translator": "no/such/folder"}, "no/such/folder"),
    ],
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
    assert registry.choose(here).to_fetch(here) == ("qwen2.5-coder-1.5b", "minilm", "opus-mt-de-en")
    with pytest.raises(WeightsMissing):
        registry.open_engines(here)


def test_what_is_optional_is_not_offered_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = settings(tmp_path)
    found = registry.store.find
    monkeypatch.setattr(
        registry.store,
        "find",
        lambda name, *, folder: found(name, folder=folder) if name.startswith("opus") else folder / name,
    )
    assert registry.choose(here).to_fetch(here) == ()


RUNTIMES = sorted({*get_args(Settings.model_fields["runtime"].annotation)} - {registry.AUTO})


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_every_runtime_can_be_imported(runtime: str) -> None:
    assert callable(registry._factory(registry._RUNTIMES[runtime]))


def test_without_its_weights_there_is_no_embedder_and_nothing_is_asked_of_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert registry.open_embedder(settings(tmp_path)) is None
    assert not list(tmp_path.iterdir())


def test_there_is_one_embedder_for_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry.store, "find", lambda name, *, folder: folder / name)
    first, second = (registry.open_embedder(settings(tmp_path)) for _ in range(2))
    assert first is second is not None
    assert first.name == "minilm"


def test_a_name_is_a_name_even_where_a_folder_is_called_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "opus-mt-de-en").mkdir()
    assert "opus-mt-de-en" in registry.choose(settings(tmp_path, translator="opus-mt-de-en")).weights


def test_the_model_that_was_chosen_is_used_where_no_setting_names_one(tmp_path: Path) -> None:
    registry.use("granite-4.0-micro", settings(tmp_path))
    assert registry.choose(settings(tmp_path)).weights == ("granite-4.0-micro",)
    assert registry.can_choose(settings(tmp_path))
    named = settings(tmp_path, model="qwen2.5-1.5b")
    assert registry.choose(named).model == "qwen2.5-1.5b" and not registry.can_choose(named)
    assert not registry.can_choose(settings(tmp_path, base_url="http://127.0.0.1:9/v1"))


@pytest.mark.parametrize("name", ["minilm", "hy-mt2-1.8b", "no-model"])
def test_what_is_no_chat_model_cannot_be_chosen(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownName):
        registry.use(name, settings(tmp_path))
    with pytest.raises(UnknownName):
        registry.choose(settings(tmp_path, model=name))


@pytest.mark.parametrize("kept", [b"", b"[]", b'{"model": 1}', b'{"model": "gone"}', b"\xff"])
def test_a_choice_that_cannot_be_read_is_none(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / "chosen.json").write_bytes(kept)
    assert registry.choose(settings(tmp_path)).model == "qwen2.5-coder-1.5b"


def test_a_choice_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(ModelFailed, match="cannot be kept") as error:
        registry.use("granite-4.0-micro", settings(tmp_path / "home"))
    assert "BELEGT_MODEL=granite-4.0-micro" in error.value.hint


@pytest.mark.parametrize(
    ("installed", "wide", "free", "name", "runtime"),
    [
        (True, True, 8e9, "qwen2.5-coder-1.5b", "openvino"),
        (False, True, 8e9, "qwen2.5-coder-1.5b", "llama.cpp"),
        (True, False, 8e9, "qwen2.5-coder-1.5b", "llama.cpp"),
        (True, True, 4e9, "qwen2.5-coder-1.5b", "llama.cpp"),
        (True, True, 8e9, "granite-4.0-micro", "llama.cpp"),
    ],
)
def test_openvino_runs_a_model_by_itself_only_where_it_gains(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    installed: bool,
    wide: bool,
    free: float,
    name: str,
    runtime: str,
) -> None:
    monkeypatch.setattr(fitting, "has_openvino", lambda: installed)
    monkeypatch.setattr(machine, "has_wide_vectors", lambda: wide)
    monkeypatch.setattr(machine, "free_memory", lambda: int(free))
    registry._best_runtime.cache_clear()
    assert registry.runtime_of(name, settings(tmp_path, runtime="auto")) == runtime
    assert registry.runtime_of(name, settings(tmp_path, runtime="llama.cpp")) == "llama.cpp"
    monkeypatch.setattr(machine, "free_memory", lambda: 4_000_000_000)  # once it is loaded
    assert registry.runtime_of(name, settings(tmp_path, runtime="auto")) == runtime
    registry._best_runtime.cache_clear()


def test_opus_that_cannot_be_converted_leaves_the_chat_model_to_translate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = settings(tmp_path)
    monkeypatch.setattr(registry.store, "find", lambda name, *, folder: folder / name)
    home = here.weights / "opus-mt-de-en"
    random_marian.make(home, model_type="t5")
    with pytest.raises(ModelFailed, match="cannot be converted"):
        registry.store.prepare("opus-mt-de-en", folder=here.weights)
    choice = registry.choose(here)
    assert choice.translator == choice.model and "cannot be converted" in choice.why
    assert registry.choose(settings(tmp_path, marian="torch")).translator == "opus-mt-de-en"


def test_a_model_with_its_own_prompts_translates_with_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry.store, "require", lambda name, *, folder: folder / name)
    monkeypatch.setattr(registry, "_factory", lambda target: Sized)
    translator = registry.open_translator(settings(tmp_path, translator="hy-mt2-1.8b", memory=False))
    model = translator._model  # type: ignore[attr-defined]
    assert isinstance(model, Sized)
    list(translator.translate(["Guten Tag."], source="de"))
    ((message,),) = model.calls
    assert message["role"] == "user" and message["content"].startswith("Translate the following text into English.")
    assert message["content"].endswith("Guten Tag.")


class Sized(Scripted):
    """A model that keeps what it was opened with."""

    def __init__(self, path: Path, **options: object) -> None:
        super().__init__(default="x")
        self.options = options


@pytest.mark.parametrize(("name", "cache"), [("qwen2.5-coder-1.5b", 28_672), ("qwen3-4b", 147_456)])
def test_a_chat_model_is_opened_with_what_the_catalogue_and_the_settings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, cache: int
) -> None:
    monkeypatch.setattr(registry.store, "require", lambda name, *, folder: folder / name)
    monkeypatch.setattr(registry, "_factory", lambda target: Sized)
    model = registry.open_engines(settings(tmp_path, model=name, parallel=3, threads=2, memory=False)).model
    assert isinstance(model, Sized)
    template = {"enable_thinking": False} if name == "qwen3-4b" else {}
    options = {"name": name, "cache_bytes": cache, "template": template, "threads": 2, "parallel": 3}
    assert model.options == {**options, "home": tmp_path}
    private = registry.open_engines(settings(tmp_path, model=name, parallel=3, threads=2, history=False)).model
    assert isinstance(private, Sized) and private.options == {**options, "home": None}


def test_the_setting_says_how_many_sentences_are_revised_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opus = settings(tmp_path, translator="opus-mt-de-en", parallel=3)
    assert registry.open_translator(opus).parallel == 3
    server = settings(tmp_path, base_url="http://127.0.0.1:9/v1", server_model="large", parallel=5)
    assert registry.open_translator(server).parallel == 5


def test_a_wrong_name_is_told_before_anything_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(UnknownName):
        registry.open_engines(settings(tmp_path, model="minilm"))


class Warmed(Sized):
    """A model that keeps what it was warmed with."""

    def __init__(self, path: Path, **options: object) -> None:
        super().__init__(path, **options)
        self.tells_certainty = True
        self.begins: list[str] = []

    def warm(self, messages: Sequence[Message]) -> None:
        self.begins.append(messages[0]["content"])


def test_the_engines_are_warm_for_each_task_the_first_to_be_awaited_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry.store, "require", lambda name, *, folder: folder / name)
    monkeypatch.setattr(registry, "_factory", lambda target: Warmed)
    engines = registry.open_engines(settings(tmp_path, data=tmp_path))
    registry.warm(engines)
    opened = engines.model._model  # type: ignore[attr-defined]
    assert isinstance(opened, Warmed)
    assert ["translat" in begin.lower() for begin in opened.begins] == [True, False, False, False, False]
    assert "Reply yes or no" in opened.begins[1] and "yes or no" in opened.begins[2]
    assert "questions" in opened.begins[3] and "summary" in opened.begins[4]
    registry.warm(Engines(model=opened, translator=Fixed()))
    assert len(opened.begins) == 5 + 4
    registry.warm(Engines(model=Scripted(), translator=Fixed()))  # cannot, and need not


def present(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Have only the weights of these names on this machine, besides chat models."""
    monkeypatch.setattr(
        registry.store,
        "find",
        lambda name, *, folder: folder / name if name in names or not name.startswith("opus") else None,
    )


@pytest.mark.parametrize(
    ("names", "source", "engine", "better"),
    [
        ((), "fr", "qwen2.5-coder-1.5b", "opus-mt-fr-en"),
        (("opus-mt-fr-en",), "fr", "opus-mt-fr-en", None),
        (("opus-mt-fr-en",), "de", "qwen2.5-coder-1.5b", "opus-mt-de-en"),
        (("opus-mt-de-en",), "fr", "qwen2.5-coder-1.5b", "opus-mt-fr-en"),
        (("opus-mt-de-en", "opus-mt-fr-en"), "fr", "opus-mt-fr-en", None),
        (("opus-mt-de-en",), "da", "qwen2.5-coder-1.5b", None),
    ],
)
def test_what_translates_a_language_is_known_before_it_is_opened(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    names: tuple[str, ...],
    source: str,
    engine: str,
    better: str | None,
) -> None:
    present(monkeypatch, *names)
    here = settings(tmp_path)
    assert registry.translator_of(source, here) == engine
    assert registry.better_translator(source, here) == better
    found = registry.readability(Language(code=source, confidence=1.0), here)
    assert (found.engine, found.better) == (engine, better)


def test_what_is_set_translates_every_language(tmp_path: Path) -> None:
    assert registry.translator_of("fr", settings(tmp_path, translator="qwen3-4b")) == "qwen3-4b"
    assert registry.translator_of("fr", settings(tmp_path, translator="opus-mt-de-en")) == "opus-mt-fr-en"
    server = settings(tmp_path, base_url="http://127.0.0.1:9/v1", server_model="large")
    assert (registry.translator_of("fr", server), registry.better_translator("fr", server)) == ("large", None)


def test_weights_of_one_language_are_used_though_the_chat_model_does_german(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here = settings(tmp_path, memory=False)
    present(monkeypatch, "opus-mt-fr-en")
    monkeypatch.setattr(registry.store, "require", lambda name, *, folder: folder / name)
    monkeypatch.setattr(registry, "_factory", lambda target: Sized)
    random_marian.make(here.weights / "opus-mt-fr-en")
    translator = registry.open_translator(here)
    assert translator.name == translator.name_of("de") == "scripted"  # the chat model of this test
    assert translator.name_of("fr") == "opus-mt-fr-en"
    assert dict(translator.translate(["Guten Tag."], source="de")) == {0: "x"}
