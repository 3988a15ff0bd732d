"""Which languages are read, how well an engine translates each, as far as that was tried, and the words for it.

The figures stand in `chat/data/translated.toml`.
Knows no text: which language one is in, `chat.article.language` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from chat.data import table
from chat.lang.language_names import name, near
from chat.models.weights.catalogue import of_role, title_of
from chat.schema import Language
from chat.settings import Settings

Grade = Literal["good", "fair", "poor"]

ENGLISH = "en"
# Share of the project's twelve sentences that are right from which on an engine is called good or fair. chrF does not
# tell: a second English of them by a person has 65, the embedded model's Spanish 63, with half of it wrong.
_GOOD, _FAIR = 0.8, 0.5


@cache
def readable() -> frozenset[str]:
    """Return the languages that are read by themselves: those of the catalogue's translators, and English."""
    return frozenset({ENGLISH, *(code for entry in of_role("translator") for code in entry.languages)})


@dataclass(frozen=True)
class Tried:
    """What was measured of an engine and a language.

    Args:
        sentences: how many were translated.
        right: how many of these tell nothing wrong and lose nothing, as somebody found who read them all.
        chrf: of their English against the project's, 0–100 (sacrebleu's chrF2).
        numbers: share of the numbers that their English has, 0–1.
        seconds: a sentence took, on two cores; None where that was not measured.
    """

    sentences: int
    right: int
    chrf: float
    numbers: float
    seconds: float | None = None

    @property
    def grade(self) -> Grade:
        """The figure in a word."""
        share = self.right / self.sentences
        return "good" if share >= _GOOD else "fair" if share >= _FAIR else "poor"


@dataclass(frozen=True)
class Readability:
    """Which language an article is read in, and how well that goes.

    Args:
        language: as it was recognised, or named.
        engine: what translates it; empty for English.
        tried: what was measured of both; None where nothing was.
        named: whether the reader said which language it is.
        better: the name of weights made for the language that are not on this machine; None where there are none.
    """

    language: Language
    engine: str
    tried: Tried | None
    named: bool = False
    better: str | None = None

    @property
    def told(self) -> str:
        """It in a line: "French, recognised with 0.99; translated by the embedded model: fair (9 of 12 …)"."""
        return f"{self.recognised}; {self.translated}"

    @property
    def recognised(self) -> str:
        """The language, what it is near to, and how sure that is."""
        called = name(self.language.code)
        if self.language.code not in readable() and (beside := near(self.language.code)):
            called += f", near {name(beside[0])}"
        if self.named:
            return f"{called}, as you said"
        return f"{called}, recognised with {self.language.confidence:.2f}"

    @property
    def translated(self) -> str:
        """What translates it, and how well."""
        if self.language.code == ENGLISH:
            return "read as it is, without translation"
        return f"translated by {_called(self.engine)}: {self.how_well}"

    @property
    def how_well(self) -> str:
        """The grade with its figures, or that it was not tried."""
        found = self.tried
        if found is None:
            return f"not tried in {name(self.language.code)}"
        return f"{found.grade} ({found.right} of {found.sentences} sentences right, chrF {found.chrf:.0f})"

    @property
    def advice(self) -> str:
        """What would translate it better, as others publish; empty where nothing is known to."""
        if not self.better or (self.tried and self.tried.grade == "good"):
            return ""
        called = name(self.language.code)
        return f"Weights made for {called} can be fetched: python -m chat models pull {self.better}"


def readability(language: Language, engine: str, *, named: bool = False, better: str | None = None) -> Readability:
    """Return how well an article is read; `registry.readability` says it by the settings.

    Args:
        language: as `article.language` recognised it, or the reader said.
        engine: the name of what translates it (`registry.translator_of`, or as a reading names it).
        named: whether the reader said which language it is.
        better: the name of weights made for it that are not here.
    """
    if language.code == ENGLISH:
        return Readability(language, "", None, named)
    return Readability(language, engine, tried(engine, language.code), named, better)


def tried(engine: str, source: str) -> Tried | None:
    """Return what was measured of an engine and a language (ISO 639-1), None where nothing was."""
    row = table("translated.toml").get(engine, {}).get(source)
    return Tried(**row) if row else None


def _called(engine: str) -> str:
    is_embedded = engine == Settings.model_fields["model"].default
    return "the embedded model" if is_embedded else title_of(engine)
