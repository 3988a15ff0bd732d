"""The numbers of a text with what they count, and whether two of them cannot both be so.

"rund 1.500", "fast 1.500" and 1.480 go together, and so do "1,5 Millionen" and 1,480,000; "mehr als 600" and 420 do
not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from chat.data import table, words_of
from chat.dossier.compared import Comparable, comparable
from chat.lang.figures import Figure
from chat.lang.text import AnalysedText

# What a date tells, from the least to the most exact.
_YEAR, _MONTH, _DAY = ("year of something",), ("month of something",), ("day of something",)
_OF = {"year": _YEAR, "month": _MONTH, "day": _DAY}
_NEAR = 3  # words between a number and what is counted
_LOOK_BACK = 24  # characters: no word of bounds.toml is longer


@dataclass(frozen=True)
class Counted:
    """A number with what it counts; "kein" is none of it. One with a scale word, "1,5 Millionen", is rounded.

    Args:
        values: what is written may stand for any of them.
        low, high: between which it is.
        things: what is counted, by the English that this can have, the usual one first.
    """

    text: str
    values: frozenset[Decimal]
    low: Decimal
    high: Decimal
    things: tuple[str, ...]

    @property
    def is_date(self) -> bool:
        """Whether it is a year, a month, or a day of one."""
        return self.things in (_YEAR, _MONTH, _DAY)

    @property
    def is_money(self) -> bool:
        """Whether it is a sum of money."""
        return self.things[0] in words_of("en/money.txt")

    @property
    def is_of_a_unit(self) -> bool:
        """Whether it counts euros, years, people and the like, of which an article has many."""
        return self.is_date or self.things[0].replace(" ", "") in words_of("en/units.txt")  # "per cent"

    @property
    def is_a_measure(self) -> bool:
        """Whether it is a weight, a length or the like, of which a topic has few."""
        return self.things[0] in words_of("en/measures.txt")

    def counts_same(self, other: Counted) -> bool:
        """Return whether another number is of the same thing."""
        return bool(set(self.things) & set(other.things))

    def differs(self, other: Counted) -> bool:
        """Return whether another number is of the same thing, and another one."""
        apart = self.low >= other.high or other.low >= self.high
        return self.counts_same(other) and apart and not self.values & other.values


def counted(text: Comparable) -> tuple[Counted, ...]:
    """Return the numbers that count something, each with the noun behind it, and the dates."""
    nouns = {word.start: word.counted for word in text.words if word.kind == "noun"}
    return (*_dates_in(text), *_none(text, nouns), *_numbers(text, nouns))


def counted_in(analysis: AnalysedText) -> tuple[Counted, ...]:
    """Return the same of the analysis of a sentence; for it to be kept there."""
    return counted(comparable(analysis))


def _dates_in(text: Comparable) -> Iterator[Counted]:
    for one in text.dates():
        value = Decimal(one.number)
        yield Counted(one.text, frozenset({value}), value, value, _OF[one.of])


def _none(text: Comparable, nouns: Mapping[int, tuple[str, ...]]) -> Iterator[Counted]:
    zero = Decimal(0)
    for word, end in text.nothing():
        if things := _behind(text.text, end, nouns):
            yield Counted(word, frozenset({zero}), zero, zero, things)


def _numbers(text: Comparable, nouns: Mapping[int, tuple[str, ...]]) -> Iterator[Counted]:
    at = 0
    for figure in text.figures:
        start = text.text.find(figure.text, at)
        if start < 0 or text.is_vague(figure.text):
            continue
        things = text.of_currency(start) or _behind(text.text, start + len(figure.text), nouns)
        if things and things[0] not in _month_names():
            low, high = _bounds(text, text.text[max(0, start - _LOOK_BACK) : start], figure)
            yield Counted(figure.text, figure.values, low, high, things)


def _behind(text: str, end: int, nouns: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
    """Return what the noun behind a place can be called in English; nothing where there is none near."""
    start = min((noun for noun in nouns if noun >= end), default=None)
    return nouns[start] if start is not None and text[end:start].count(" ") <= _NEAR else ()


def _bounds(text: Comparable, before: str, figure: Figure) -> tuple[Decimal, Decimal]:
    """Return between which numbers one is that is written with "rund" or the like, or with a scale word."""
    low, high = min(figure.values), max(figure.values)
    if far := text.bounding(before):
        return low * far[0], high * far[1]
    scaled = text.scaled.match(figure.text)
    digits = Decimal(scaled["digits"].replace(",", ".")) if scaled else Decimal(0)
    if scaled is None or not digits:
        return low, high
    last = high / digits * Decimal(1).scaleb(-len(scaled["after"] or ""))  # what the last digit stands for
    return low - last / 2, high + last / 2


@cache
def _month_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in table("pairs/dates.toml")["months"].values())
