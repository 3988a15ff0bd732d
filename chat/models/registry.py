"""Engines by name: which class runs which weights, imported when it is used, and which engines the settings ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from chat.errors import UnknownName
from chat.models import weights
from chat.models.base import Embedder, TextModel, Translator
from chat.models.catalogue import lookup
from chat.models.prompted import PromptedTranslator
from chat.settings import Settings

# name → "module:callable"; called with (path of the weights, name=, threads=, parallel=), gives a TextModel.
_CHAT_MODELS = {
    "qwen2.5-coder-1.5b": "chat.models.llamacpp:shared",
    "qwen2.5-coder-0.5b": "chat.models.llamacpp:shared",
    "qwen2.5-1.5b": "chat.models.llamacpp:shared",
    "qwen3-4b": "chat.models.llamacpp:shared",
}
# Finds sentences by meaning: called with (folder of the weights, name=), gives an Embedder.
_EMBEDDER, _EMBEDDER_FACTORY = "minilm", "chat.models.embedding:shared"
AUTO = "auto"


@dataclass(frozen=True)
class Engines:
    """What reads an article: the chat model, the translator, and what finds sentences by meaning, if it is here."""

    model: TextModel
    translator: Translator
    embedder: Embedder | None = None


@dataclass(frozen=True)
class Choice:
    """Which engines the settings ask for, and why, without loading them. Names are those of the catalogue."""

    model: str
    translator: str
    why: str

    @property
    def weights(self) -> tuple[str, ...]:
        """The names of the weights that are needed, each once."""
        return tuple(dict.fromkeys((self.model, self.translator)))

    @property
    def all_weights(self) -> tuple[str, ...]:
        """The names of the weights that are used: those that are needed, and those that only make answers better."""
        return (*self.weights, _EMBEDDER)

    def missing(self, settings: Settings) -> tuple[str, ...]:
        """Return the names of the weights that are needed and not on this machine."""
        return _absent(self.weights, settings)

    def to_fetch(self, settings: Settings) -> tuple[str, ...]:
        """Return the names of all weights that are used and not on this machine."""
        return _absent(self.all_weights, settings)


def _absent(names: tuple[str, ...], settings: Settings) -> tuple[str, ...]:
    return tuple(name for name in names if weights.find(name, folder=settings.weights) is None)


def choose(settings: Settings) -> Choice:
    """Return the engines that the settings ask for.

    Raises:
        UnknownName: a setting names no engine.
    """
    _known(settings.model, setting="BELEGT_MODEL")
    if settings.translator in (AUTO, settings.model):
        return Choice(settings.model, settings.model, "The chat model translates as well.")
    _known(settings.translator, setting="BELEGT_TRANSLATOR")
    return Choice(settings.model, settings.translator, "The translator is set by BELEGT_TRANSLATOR.")


def _known(name: str, *, setting: str) -> None:
    lookup(name)  # raises for what is no name of weights at all
    if name not in _CHAT_MODELS:
        raise UnknownName(
            f"“{name}”, set by {setting}, is not a chat model.", hint=f"Chat models: {', '.join(_CHAT_MODELS)}."
        )


def open_engines(settings: Settings) -> Engines:
    """Return the engines that the settings ask for, loaded.

    Raises:
        UnknownName: a setting names no engine.
        WeightsMissing: their weights are not on this machine.
        ModelFailed: they cannot be loaded.
    """
    choice = choose(settings)
    model = _open(choice.model, settings)
    second = model if choice.translator == choice.model else _open(choice.translator, settings)
    return Engines(model=model, translator=PromptedTranslator(second), embedder=open_embedder(settings))


def open_embedder(settings: Settings) -> Embedder | None:
    """Return what finds sentences by meaning, None where its weights are not on this machine. Nothing is fetched.

    Cheap: the model itself is loaded with the first texts.
    """
    folder = weights.find(_EMBEDDER, folder=settings.weights)
    if folder is None:
        return None
    embedder: Embedder = _factory(_EMBEDDER_FACTORY)(folder, name=_EMBEDDER)
    return embedder


def _open(name: str, settings: Settings) -> TextModel:
    path = weights.require(name, folder=settings.weights)
    model: TextModel = _factory(_CHAT_MODELS[name])(
        path, name=name, threads=settings.threads, parallel=settings.parallel
    )
    return model


def _factory(target: str) -> Callable[..., Any]:
    module, _, attribute = target.partition(":")
    factory: Callable[..., Any] = getattr(import_module(module), attribute)
    return factory
