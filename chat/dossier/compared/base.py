"""What is asked of a text that is compared with others, whatever language it is in."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from chat.data import any_of, table
from chat.lang.bilingual.entries import Kind
from chat.lang.figures import Figure
from chat.lang.negation import negation
from chat.lang.text import AnalysedText
from chat.lang.words import Language, is_function_word, words

Timing = Literal["early", "late", ""]


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or several that mean one thing together, with what it is called in English.

    Args:
        text: as written, of several the first.
        start: where it begins in the text.
        parts: of a compound its parts, the head last; each what it is called in English, the usual first, in small
            letters.
        counted: what it can be called where it is counted.
    """

    text: str
    start: int
    kind: Kind
    parts: tuple[tuple[str, ...], ...]
    counted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A year, a month or a day of one that a text names: as written, and the number by which it is compared."""

    text: str
    of: Literal["year", "month", "day"]
    number: int


class Comparable(ABC):
    """A text as it is compared.

    Args:
        analysis: of the text, in German or English.
    """

    tongue: str
    language: Language
    between: re.Pattern[str]
    """What stands between two sentences."""
    scaled: re.Pattern[str]
    """A number with a scale word: "1,5 Millionen", of which `digits` are the number and `after` its decimals."""
    zero: frozenset[str]
    """Words that say that there is none of something, in small letters."""

    def __init__(self, analysis: AnalysedText) -> None:
        self.analysis = analysis
        self.text = analysis.text

    @property
    @abstractmethod
    def words(self) -> Sequence[Word]:
        """The words that the lexicon knows, in order."""

    @property
    @abstractmethod
    def others(self) -> Sequence[str]:
        """The names and numbers: what no lexicon has, and begins with a capital letter or a digit."""

    @abstractmethod
    def dates(self) -> Iterator[Dated]:
        """Yield the years, months and days of a month, in order."""

    @abstractmethod
    def nothing(self) -> Iterator[tuple[str, int]]:
        """Yield each word that says that there is none of something, with where it ends."""

    @abstractmethod
    def stops(self) -> frozenset[int]:
        """Return where the marks stand that may end a sentence: not the stop of an abbreviation."""

    @abstractmethod
    def of_currency(self, start: int) -> tuple[str, ...]:
        """Return what a sum of money is of, by the sign before it where it starts; nothing where there is none."""

    @abstractmethod
    def is_vague(self, figure: str) -> bool:
        """Return whether a number counts nothing: "ein"."""

    @property
    def figures(self) -> Sequence[Figure]:
        """The numbers."""
        return self.analysis.figures

    @property
    def own(self) -> tuple[str, ...]:
        """The words as written, known or not."""
        return tuple(words(self.text))

    @property
    def negates(self) -> bool:
        """Whether a word negates outright."""
        return negation(self.text, self.tongue) is not None

    @property
    def refuses(self) -> bool:
        """Whether it says that something will not be."""
        return _pattern(self.tongue, "refusing").search(self.text) is not None

    @property
    def rejects(self) -> bool:
        """Whether it says that something is false."""
        return _pattern(self.tongue, "rejecting").search(self.text) is not None

    @abstractmethod
    def is_what_is_denied(self, *, is_quoted: bool) -> bool:
        """Return whether it is, behind a verb of denying, just what is denied, and not what is said instead."""

    @property
    def points_back(self) -> bool:
        """Whether it has a word that points to what was said before: "das", "dazu"."""
        return _pointing_back(self.tongue).search(self.text) is not None

    @property
    def timing(self) -> Timing:
        """Whether it says that something was so "early" or "late"; empty for most."""
        listed = _timing(self.tongue)
        return next((listed[word.casefold()] for word in self.own if word.casefold() in listed), "")

    def is_function_word(self, word: str) -> bool:
        """Return whether a word of its language says nothing by itself."""
        return is_function_word(word, self.language)

    def sentences(self) -> list[str]:
        """Return its sentences: the stop of "am 3. Mai" or "Dr. Weiß" ends none."""
        stops = self.stops()
        cuts = [match.span() for match in self.between.finditer(self.text) if match.start() - 1 in stops]
        starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(self.text)]
        return [self.text[start:end] for start, end in zip(starts, ends, strict=True)]

    def bounding(self, before: str) -> tuple[Decimal, Decimal] | None:
        """Return as shares of a number how far it may lie from what is written, None where nothing before it tells."""
        found = [
            (match.start(), least, most)
            for written, least, most in _bounds(self.tongue)
            if (match := written.search(before))
        ]
        if not found:
            return None
        _, least, most = min(found)  # the longest: "nicht mehr als", not "mehr als"
        return least, most


@cache
def _pattern(tongue: str, name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table(f'{tongue}/contradicting.toml')[name])})\b", re.IGNORECASE)


@cache
def _timing(tongue: str) -> dict[str, Timing]:
    listed = table(f"{tongue}/contradicting.toml")["timing"]
    return {word: timing for timing, several in listed.items() for word in several.split()}


@cache
def _pointing_back(tongue: str) -> re.Pattern[str]:
    listed = table(f"{tongue}/pointing.toml")
    return re.compile(rf"\b(?:{any_of(listed['words'])}|(?:{any_of(listed['beginnings'])})\w*)\b", re.IGNORECASE)


@cache
def _bounds(tongue: str) -> tuple[tuple[re.Pattern[str], Decimal, Decimal], ...]:
    return tuple(
        (
            re.compile(rf"\b(?:{any_of(row['words'])})\.?\s+$", re.IGNORECASE),
            Decimal(str(row["from"])),
            Decimal(str(row["to"])),
        )
        for row in table(f"{tongue}/bounds.toml")["bounds"]
    )


@cache
def months(tongue: str) -> dict[str, int]:
    """Return the names of the months in German or English with their places among the different English ones."""
    named: dict[str, str] = table("pairs/dates.toml")["months"]
    order = list(dict.fromkeys(named.values()))
    if tongue == "en":
        return {english: at for at, english in enumerate(order)}
    return {german: order.index(english) for german, english in named.items()}
