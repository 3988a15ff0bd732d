"""Engines by name: which class runs which weights, imported when it is used, and which engines the settings ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from chat.errors import UnknownName
from chat.models import chosen, fitting, languages, machine
from chat.models.backends import openai_compatible
from chat.models.base import Embedder, TextModel, Translator
from chat.models.languages import Readability
from chat.models.memory import RememberingModel, open_memory
from chat.models.translators import marian, opus
from chat.models.translators.prompted import PromptedTranslator
from chat.models.weights import store
from chat.models.weights.catalogue import Role, lookup, of_role
from chat.schema import Language
from chat.settings import Settings
from prompts import render

# What runs a chat model, "module:callable": called with (path of the weights, name=, cache_bytes=, template=, threads=,
# parallel=, home=), gives a TextModel.
_RUNTIMES = {"llama.cpp": "chat.models.backends.llamacpp:shared", "openvino": "chat.models.backends.openvino:shared"}
# What finds sentences by meaning; called with (folder of the weights, name=, threads=), gives an Embedder.
_EMBEDDER = "chat.models.embedding:shared"
AUTO = "auto"
_GERMAN = "de"
_FREE_FOR_OPENVINO = 6_000_000_000  # bytes: it takes 3.6 GB of memory where llama.cpp takes 2.4


@dataclass(frozen=True)
class Engines:
    """What reads an article: the chat model, the translator, and what finds sentences by meaning, if it is here."""

    model: TextModel
    translator: Translator
    embedder: Embedder | None = None


@dataclass(frozen=True)
class Choice:
    """Which engines the settings ask for, and why, without loading them.

    Args:
        model: the chat model, a name of the catalogue or the server's own.
        translator: a name of the catalogue, the chat model's, or a folder.
        why: for the reader.
        weights: the names of the weights that are needed, each once.
        optional: the names of weights that are used once they are here; nothing fails without.
        host: the server that the texts go to; None where none leaves this machine.
    """

    model: str
    translator: str
    why: str
    weights: tuple[str, ...]
    optional: tuple[str, ...] = ()
    host: str | None = None

    @property
    def all_weights(self) -> tuple[str, ...]:
        """The names of the weights that are used: those that are needed, and those that only make answers better."""
        return (*self.weights, _embedder())

    def missing(self, settings: Settings) -> tuple[str, ...]:
        """Return the names of the weights that are needed and not on this machine."""
        return _absent(self.weights, settings)

    def to_fetch(self, settings: Settings) -> tuple[str, ...]:
        """Return the names of all weights that are used and not on this machine.

        Those that are optional come last, and with others only: where no source has them they would be offered
        for ever.
        """
        absent = _absent(self.all_weights, settings)
        return (*absent, *self.optional) if absent else ()


def _names(role: Role) -> tuple[str, ...]:
    return tuple(entry.name for entry in of_role(role))


def _embedder() -> str:
    return _names("embedder")[0]


def _absent(names: tuple[str, ...], settings: Settings) -> tuple[str, ...]:
    return tuple(name for name in names if store.find(name, folder=settings.weights) is None)


def choose(settings: Settings) -> Choice:
    """Return the engines that the settings ask for. Looks at the disk, and never at the network.

    Raises:
        UnknownName: a setting names no engine.
        InputError: the server's address is none.
    """
    server = _server(settings)
    if server is None:
        name = model_of(settings)
        _known(name, setting="BELEGT_MODEL")
        why = "OpenVINO runs the chat model. " if runtime_of(name, settings) == "openvino" else ""
        chat = Choice(name, name, why, (name,))
    else:
        name = settings.server_model or server.host
        where = "which runs on this machine" if server.local else "and all texts are sent there"
        why = f"The chat model is that of the server {server.host}, {where} (BELEGT_BASE_URL). "
        chat = Choice(name, name, why, (), host=None if server.local else server.host)
    return _with_translator(chat, settings)


def model_of(settings: Settings) -> str:
    """Return the name of the chat model: the one that is set, else the one that was chosen, else the embedded one."""
    if "model" in settings.model_fields_set:
        return settings.model
    name = chosen.read(settings.home)
    return name if name in _chat_models() else settings.model


def runtime_of(name: str, settings: Settings) -> str:
    """Return what runs a chat model: what is set, else OpenVINO where it is installed and the processor gains by it."""
    return _best_runtime(name) if settings.runtime == AUTO else settings.runtime


@cache
def _best_runtime(name: str) -> str:
    """Return what runs a model best here: once a process, since what is loaded takes the memory that it asks for."""
    able = fitting.has_openvino() and lookup(name).openvino and machine.has_wide_vectors()
    return "openvino" if able and machine.free_memory() >= _FREE_FOR_OPENVINO else "llama.cpp"


def use(name: str, settings: Settings) -> None:
    """Have a chat model of the catalogue used from now on, where no setting names another.

    Raises:
        UnknownName: it is none.
        ModelFailed: the choice cannot be kept.
    """
    _known(name)
    chosen.keep(name, settings.home)


def can_choose(settings: Settings) -> bool:
    """Return whether the chat model is left to the reader: no setting names one."""
    return "model" not in settings.model_fields_set and _server(settings) is None


def _chat_models() -> tuple[str, ...]:
    """Return the names of the models that answer and summarise."""
    return tuple(entry.name for entry in of_role("chat") if not entry.translates_only)


def _with_translator(chat: Choice, settings: Settings) -> Choice:
    """Return the choice of a chat model with that of a translator."""
    name = settings.translator
    set_by = f"{chat.why}The translator is set by BELEGT_TRANSLATOR."
    if name == AUTO:
        return _with_best_translator(chat, settings)
    if name == chat.model:
        return replace(chat, why=f"{chat.why}{_CHAT_MODEL_TRANSLATES}")
    if name not in (*_names("translator"), *_names("chat")):
        if _is_folder(name):
            return replace(chat, translator=name, why=set_by)
        _known(name, setting="BELEGT_TRANSLATOR")  # raises: it is neither
    return replace(chat, translator=name, why=set_by, weights=(*chat.weights, name))


def _with_best_translator(chat: Choice, settings: Settings) -> Choice:
    if not chat.weights:  # a server was named: it is to be used
        return replace(chat, why=f"{chat.why}{_CHAT_MODEL_TRANSLATES}")
    best = opus.weights_of_german()
    if store.find(best, folder=settings.weights):
        if not _is_here(best, settings):
            why = f"{chat.why}{_CHAT_MODEL_TRANSLATES} The weights of OPUS-MT are here, and cannot be converted."
            return replace(chat, why=why)
        why = f"{chat.why}OPUS-MT translates: its weights are on this machine."
        return replace(chat, translator=best, why=why, weights=(*chat.weights, best))
    why = (
        f"{chat.why}{_CHAT_MODEL_TRANSLATES} The weights of OPUS-MT, which would, are not on this machine: "
        f"python -m chat models pull {best}"
    )
    return replace(chat, why=why, optional=(best,))


_CHAT_MODEL_TRANSLATES = "The chat model translates as well."


def _is_folder(name: str) -> bool:
    """Return whether a setting is a folder.

    Raises:
        UnknownName: it looks like one, and there is none.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        return True
    if folder.name != name:
        raise UnknownName(f"There is no folder {name}, set by BELEGT_TRANSLATOR.", hint="Name another one, or auto.")
    return False


def _server(settings: Settings) -> openai_compatible.Address | None:
    url = settings.base_url.get_secret_value()
    return openai_compatible.address(url) if url else None


def _known(name: str, *, setting: str = "") -> None:
    lookup(name)  # raises for what is no name of weights at all
    if name not in _chat_models():
        told = f"“{name}”, set by {setting}," if setting else f"“{name}”"
        raise UnknownName(f"{told} is not a chat model.", hint=f"Chat models: {', '.join(_chat_models())}.")


def open_engines(settings: Settings) -> Engines:
    """Return the engines that the settings ask for, loaded.

    Raises:
        UnknownName: a setting names no engine.
        WeightsMissing: their weights are not on this machine.
        TooLittleMemory: less memory is free than they want.
        InputError: the server's address is none.
        ModelFailed: they cannot be loaded.
    """
    choice = choose(settings)
    model = _open_model(settings)
    translator = _open_translator(choice, settings, model=lambda: model)
    return Engines(model=model, translator=translator, embedder=open_embedder(settings))


def open_translator(settings: Settings) -> Translator:
    """Return the translator alone; the chat model is loaded only where it translates. Raises as `open_engines` does."""
    return _open_translator(choose(settings), settings, model=lambda: _open_model(settings))


def _open_translator(choice: Choice, settings: Settings, *, model: Callable[[], TextModel]) -> Translator:
    name = choice.translator
    if name == choice.model:
        prompted = _prompted(model(), name)
        return (
            _opus(settings, otherwise=lambda: prompted, instead_of=prompted) if _routes(choice, settings) else prompted
        )
    if name in _names("chat"):
        return _prompted(_open(name, settings), name)
    if name in _names("translator"):
        by_chat_model = settings.translator == AUTO  # then for languages whose weights are not here
        return _opus(settings, otherwise=(lambda: _prompted(model(), choice.model)) if by_chat_model else None)
    folder = Path(name).expanduser()
    return marian.shared(folder, name=folder.name, threads=settings.threads, runtime=settings.marian)


def _opus(
    settings: Settings, *, otherwise: Callable[[], Translator] | None, instead_of: Translator | None = None
) -> opus.OpusTranslator:
    """Return OPUS-MT for the languages whose weights are here; it is called as what it stands in for."""
    return opus.OpusTranslator(
        folder=settings.weights,
        name=instead_of.name if instead_of else "",
        threads=settings.threads,
        runtime=settings.marian,
        parallel=instead_of.parallel if instead_of else settings.parallel,
        otherwise=otherwise,
        memory=open_memory(settings),
    )


def _routes(choice: Choice, settings: Settings) -> bool:
    """Return whether weights of OPUS-MT that are here translate some language, though the chat model does German."""
    return (
        settings.translator == AUTO
        and bool(choice.weights)
        and any(_is_here(name, settings) for name in _names("translator"))
    )


def _is_here(name: str | None, settings: Settings) -> bool:
    return opus.is_here(name, folder=settings.weights, runtime=settings.marian)


def translator_of(source: str, settings: Settings) -> str:
    """Return the name of the engine that translates a language (ISO 639-1), as far as the settings tell.

    Raises as `choose` does.
    """
    choice = choose(settings)
    own = opus.weights_of(source)
    if choice.translator in _names("translator"):
        return choice.model if settings.translator == AUTO and not _is_here(own, settings) else own or choice.translator
    return own if own and _routes(choice, settings) and _is_here(own, settings) else choice.translator


def better_translator(source: str, settings: Settings) -> str | None:
    """Return the name of weights made for a language that are not on this machine, where they would be used if they
    were; None where there are none.

    Raises as `choose` does.
    """
    own, choice = opus.weights_of(source), choose(settings)
    would_be_used = settings.translator == AUTO and bool(choice.weights)
    return own if own and would_be_used and store.find(own, folder=settings.weights) is None else None


def readability(language: Language, settings: Settings, *, named: bool = False) -> Readability:
    """Return how well an article in a language is read by the engines that the settings ask for, without loading them.

    Args:
        named: whether the reader said which language it is.

    Raises as `choose` does.
    """
    engine, better = translator_of(language.code, settings), better_translator(language.code, settings)
    return languages.readability(language, engine, named=named, better=better)


def _prompted(model: TextModel, name: str) -> PromptedTranslator:
    """Return a chat model as a translator, with prompts of its own where the catalogue names some."""
    own = next((entry.prompts for entry in of_role("chat") if entry.name == name), "")
    return PromptedTranslator(model, prompts=own)


def warm(engines: Engines) -> None:
    """Have the translator load, and the chat model compute what the prompts of each task begin with, in the order in
    which they are awaited.

    What was computed before on this machine takes no time.
    """
    prompts: dict[str, dict[str, object]] = {
        "answer": {"sentences": (), "question": "", "previous": None},
        "summarise": {"sentences": ()},
    }
    if engines.model.tells_certainty:
        weighing = {"sentence": "", "question": ""}
        prompts = {"weigh": {"before": "", **weighing}, "premise": {**weighing}, **prompts}
    engines.translator.warm(source=_GERMAN)
    for name, variables in prompts.items():
        engines.model.warm(render(name, **variables))


def _open_model(settings: Settings) -> TextModel:
    server = _server(settings)
    if server is None:
        return _open(model_of(settings), settings)
    return openai_compatible.shared(
        server,
        model=settings.server_model,
        key=settings.api_key.get_secret_value(),
        parallel=settings.parallel,
    )


def open_embedder(settings: Settings) -> Embedder | None:
    """Return what finds sentences by meaning, None where its weights are not on this machine. Nothing is fetched.

    Cheap: the model itself is loaded with the first texts.
    """
    name = _embedder()
    folder = store.find(name, folder=settings.weights)
    if folder is None:
        return None
    embedder: Embedder = _factory(_EMBEDDER)(folder, name=name, threads=settings.threads)
    return embedder


def _open(name: str, settings: Settings) -> TextModel:
    path, entry, runtime = store.require(name, folder=settings.weights), lookup(name), runtime_of(name, settings)
    model: TextModel = _factory(_RUNTIMES[runtime])(
        path,
        name=name,
        cache_bytes=entry.cache_bytes_per_token,
        template=entry.template,
        threads=settings.threads,
        parallel=settings.parallel,
        home=settings.home if settings.history else None,
    )
    memory = open_memory(settings)
    return RememberingModel(model, memory, runtime=runtime) if memory else model


def _factory(target: str) -> Callable[..., Any]:
    module, _, attribute = target.partition(":")
    factory: Callable[..., Any] = getattr(import_module(module), attribute)
    return factory
