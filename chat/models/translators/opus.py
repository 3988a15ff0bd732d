"""Which weights of OPUS-MT translate which language. Knows where weights lie, not how they are run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from chat.errors import UnknownName
from chat.models.base import Draft, Reviser, Translator, proposals
from chat.models.memory import Memory, RememberingTranslator
from chat.models.translators import marian
from chat.models.weights import store
from chat.models.weights.catalogue import entries

GERMAN = "opus-mt-de-en"
# OPUS-MT has no model of its own for these; a model of their language family has them.
_FAMILIES = {"pt": "opus-mt-ROMANCE-en"}


def names() -> frozenset[str]:
    """Return the names of all weights of OPUS-MT in the catalogue."""
    return frozenset(entry.name for entry in entries() if entry.name.startswith("opus-mt-"))


def weights_of(source: str) -> str | None:
    """Return the name of the weights that translate a language (ISO 639-1), None where the catalogue has none."""
    name = _FAMILIES.get(source, f"opus-mt-{source}-en")
    return name if name in names() else None


class OpusTranslator:
    """Translates each language with its own weights, which are opened at its first sentence.

    Args:
        folder: that of all weights.
        threads: processor threads; 0: as torch chooses.
        otherwise: gives the translator of languages whose weights are not on this machine; None: they are an error.
        memory: where the English of sentences is kept; None: nowhere.
    """

    name = GERMAN

    def __init__(
        self,
        *,
        folder: Path,
        threads: int = 0,
        otherwise: Callable[[], Translator] | None = None,
        memory: Memory | None = None,
    ) -> None:
        self._folder = folder
        self._threads = threads
        self._otherwise = otherwise
        self._memory = memory

    def translate(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, str]]:
        """Yield (index, English) as they finish.

        Raises:
            UnknownName: the catalogue has no weights for this language.
            WeightsMissing: they are not on this machine.
            ModelFailed: the model cannot be loaded, or fails.
        """
        return self._translator(source).translate(sentences, source=source)

    def propose(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield (index, translations) as they finish. Raises as `translate` does."""
        return proposals(self._translator(source), sentences, source=source)

    def revisions(self, draft: Draft, *, source: str) -> Iterator[str]:
        """Yield other translations of a sentence. Raises as `translate` does."""
        translator = self._translator(source)
        if isinstance(translator, Reviser):
            yield from translator.revisions(draft, source=source)

    def _translator(self, source: str) -> Translator:
        name = weights_of(source)
        if self._otherwise and (name is None or store.find(name, folder=self._folder) is None):
            return self._otherwise()
        if name is None:
            raise UnknownName(
                f"There are no weights of OPUS-MT for the language “{source}”.", hint="Set BELEGT_TRANSLATOR to auto."
            )
        translator = marian.shared(store.require(name, folder=self._folder), name=name, threads=self._threads)
        return RememberingTranslator(translator, self._memory) if self._memory else translator
