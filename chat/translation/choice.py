"""Which of several translations of a sentence is the best: the one that lacks and adds least, by checks and lexicon.

Knows no translator and no prompt.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from chat.lang.bilingual.comparison import Comparison, Unit
from chat.lang.bilingual.entries import firm_words
from chat.schema import Doubt

# What counts how much against a translation, a word that it lacks counting 1: a doubt, which readers are told of
# (bench/LOG.md); a word that is rendered loosely; a term that was called something else before.
DOUBT, _LOOSE, _OTHERWISE = 2, 0.5, 0.2


@dataclass(frozen=True)
class Translation:
    """The English of a sentence, None where there is none, and what the reader should doubt in it.

    Args:
        lacking: German words, as written, that it does not render, or a firm one only loosely, each with its English;
            empty where nothing is known.
        roughness: what words that it renders loosely count for; 0 where nothing is known.
        terms: what it calls terms of the German, by their lemma.
        certainty: how certain the translator was of it: the mean log-probability of its tokens; None: not told.
    """

    english: str | None
    warnings: tuple[Doubt, ...] = ()
    lacking: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    roughness: float = field(default=0.0, compare=False)
    terms: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    certainty: float | None = field(default=None, compare=False)

    @property
    def is_sound(self) -> bool:
        """Whether there is nothing to doubt in it, though it may lack words."""
        return self.english is not None and not self.warnings

    @property
    def is_clean(self) -> bool:
        """Whether nothing is known against it."""
        return self.is_sound and not self.lacking


class Wording:
    """What an article's terms are called in English, so that they are called the same throughout.

    Threads may share one.
    """

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._lock = threading.Lock()

    def note(self, translation: Translation) -> None:
        """Note what a translation calls terms; the first name of each stays."""
        with self._lock:
            for lemma, english in translation.terms:
                self._known.setdefault(lemma, english)

    def cost(self, translation: Translation) -> tuple[bool, float]:
        """Return how bad a translation is, to be compared."""
        otherwise = sum(self._known.get(lemma, english) != english for lemma, english in translation.terms)
        doubts, lacking = DOUBT * len(translation.warnings), len(translation.lacking)
        return translation.english is None, doubts + lacking + translation.roughness + _OTHERWISE * otherwise

    def best(self, candidates: Iterable[Translation]) -> Translation:
        """Return the best of some translations, the first of those that are."""
        return min(candidates, key=self.cost, default=Translation(None))


def compared(
    english: str, warnings: tuple[Doubt, ...], words: Comparison, *, besides: Sequence[Unit] = ()
) -> Translation:
    """Return a translation with what it lacks, by the words of both sides.

    Args:
        besides: words that it lacks though it may render them loosely.
    """
    units = dict.fromkeys((*besides, *words.lacking, *words.firm_but_loose))
    lacking = {words.german.tokens[unit.place].text: unit.meaning.english[0] for unit in units}
    return Translation(
        english,
        warnings,
        lacking=tuple(lacking.items()),
        roughness=_LOOSE * len(words.loose),
        terms=tuple(
            (unit.meaning.lemma, words.english.forms[min(places)])
            for unit, places in words.equivalents.items()
            if unit.meaning.kind == "noun" and unit.meaning.lemma in firm_words()
        ),
    )
