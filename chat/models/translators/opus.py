"""Which weights of OPUS-MT translate which language. Knows where weights lie, not how they are run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from chat.errors import UnknownName
from chat.models.base import Translator, WrappedTranslator
from chat.models.memory import Memory, RememberingTranslator
from chat.models.translators import marian
from chat.models.weights import store
from chat.models.weights.catalogue import of_role


def weights_of(source: str) -> str | None:
    """Return the name of the weights that translate a language (ISO 639-1), None where the catalogue has none."""
    return next((entry.name for entry in of_role("translator") if source in entry.languages), None)


def weights_of_german() -> str:
    """Return the name of the weights that translate German, the language of the articles."""
    return next(entry.name for entry in of_role("translator") if _GERMAN in entry.languages)


_GERMAN = "de"


def is_here(name: str | None, *, folder: Path, runtime: marian.Runtime) -> bool:
    """Return whether weights are on this machine, and not known to be none that can be run."""
    if name is None or store.find(name, folder=folder) is None:
        return False
    return runtime != "ctranslate2" or store.is_usable(name, folder=folder)


class OpusTranslator(WrappedTranslator):
    """Translates each language with its own weights, which are opened at its first sentence.

    Args:
        folder: that of all weights.
        name: the engine's name; empty: that of the weights of German.
        threads: processor threads; 0: one a core.
        runtime: what runs the models.
        parallel: sentences that are revised at once.
        otherwise: gives the translator of languages whose weights are not on this machine; None: they are an error.
        memory: where the English of sentences is kept; None: nowhere.
    """

    def __init__(
        self,
        *,
        folder: Path,
        name: str = "",
        threads: int = 0,
        runtime: marian.Runtime = "ctranslate2",
        parallel: int = 1,
        otherwise: Callable[[], Translator] | None = None,
        memory: Memory | None = None,
    ) -> None:
        super().__init__(name=name or weights_of_german(), parallel=parallel)
        self._folder = folder
        self._threads = threads
        self._runtime: marian.Runtime = runtime
        self._otherwise = otherwise
        self._memory = memory

    def name_of(self, source: str) -> str:
        """Return the name of the weights that translate a language, or of what stands in for them."""
        name = weights_of(source)
        if self._otherwise and not is_here(name, folder=self._folder, runtime=self._runtime):
            return self._otherwise().name
        return name or self.name

    def wrapped(self, source: str) -> Translator:
        """Return the translator of a language.

        Raises:
            UnknownName: the catalogue has no weights for it.
            WeightsMissing: they are not on this machine.
            ModelFailed: the translator that stands in cannot be loaded.
        """
        name = weights_of(source)
        if self._otherwise and not is_here(name, folder=self._folder, runtime=self._runtime):
            return self._otherwise()
        if name is None:
            raise UnknownName(
                f"There are no weights of OPUS-MT for the language “{source}”.", hint="Set BELEGT_TRANSLATOR to auto."
            )
        folder = store.require(name, folder=self._folder)
        translator = marian.shared(folder, name=name, threads=self._threads, runtime=self._runtime)
        return RememberingTranslator(translator, self._memory, runtime=self._runtime) if self._memory else translator
