"""The numbers of a German text with what they count, and whether two of them cannot both be so.

"rund 1.500", "fast 1.500" and 1.480 go together, and so do "1,5 Millionen" and 1,480,000; "mehr als 600" and 420 do
not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from chat.attribution.german.grammar import grammar
from chat.data import any_of, table, words_of
from chat.lang.de.text import GermanText
from chat.lang.figures import figures

_MONTH = ("month of something",)
_NEAR = 3  # words between a number and what is counted
_LOOK_BACK = 24  # characters: no word of data/de/bounds.toml is longer
_SCALED = re.compile(r"^(?P<digits>\d+(?:,(?P<after>\d+))?)\s*[^\W\d]")  # "1,5 Millionen": rounded to its last digit


@dataclass(frozen=True)
class Counted:
    """A number with what it counts; "kein" is none of it.

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
    def is_month(self) -> bool:
        """Whether it is the name of a month."""
        return self.things == _MONTH

    @property
    def is_money(self) -> bool:
        """Whether it is a sum of money."""
        return self.things[0] in words_of("en/money.txt")

    @property
    def is_of_a_unit(self) -> bool:
        """Whether it counts euros, years, people and the like, of which an article has many."""
        return self.is_month or self.things[0].replace(" ", "") in words_of("en/units.txt")  # "per cent"

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


def counted(german: GermanText) -> tuple[Counted, ...]:
    """Return the numbers that count something, each with the noun behind it, and the months."""
    nouns = {
        german.tokens[meaning.places[0]].start: tuple(word.casefold() for word in meaning.english)
        for meaning in german.meanings
        if meaning.kind == "noun"
    }
    return (*_months_in(german), *_none(german, nouns), *_numbers(german, nouns))


def _months_in(german: GermanText) -> Iterator[Counted]:
    for token in german.tokens:
        if token.text in _months():
            value = Decimal(_months()[token.text])
            yield Counted(token.text, frozenset({value}), value, value, _MONTH)


def _none(german: GermanText, nouns: Mapping[int, tuple[str, ...]]) -> Iterator[Counted]:
    zero = Decimal(0)
    for token in german.tokens:
        if token.lemma.casefold() == "kein" and (things := _behind(german.text, token.end, nouns)):
            yield Counted(token.text, frozenset({zero}), zero, zero, things)


def _numbers(german: GermanText, nouns: Mapping[int, tuple[str, ...]]) -> Iterator[Counted]:
    at = 0
    for figure in figures(german.text, "de"):
        start = german.text.find(figure.text, at)
        if start < 0 or figure.text.casefold() in grammar().indefinite:
            continue
        things = _behind(german.text, start + len(figure.text), nouns)
        if things and things[0] not in _month_names():
            low, high = _bounds(german.text[max(0, start - _LOOK_BACK) : start], figure.text, figure.values)
            yield Counted(figure.text, figure.values, low, high, things)


def _behind(text: str, end: int, nouns: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
    """Return what the noun behind a place can be called in English; nothing where there is none near."""
    start = min((noun for noun in nouns if noun >= end), default=None)
    return nouns[start] if start is not None and text[end:start].count(" ") <= _NEAR else ()


def _bounds(before: str, written: str, values: frozenset[Decimal]) -> tuple[Decimal, Decimal]:
    """Return between which numbers one is that is written with "rund" or the like, or with a scale word."""
    low, high = min(values), max(values)
    found = [(match.start(), least, most) for words, least, most in _bounding() if (match := words.search(before))]
    if found:
        _, least, most = min(found)  # the longest: "nicht mehr als", not "mehr als"
        return low * least, high * most
    scaled = _SCALED.match(written)
    digits = Decimal(scaled["digits"].replace(",", ".")) if scaled else Decimal(0)
    if scaled is None or not digits:
        return low, high
    last = high / digits * Decimal(1).scaleb(-len(scaled["after"] or ""))  # what the last digit stands for
    return low - last / 2, high + last / 2


@cache
def _bounding() -> tuple[tuple[re.Pattern[str], Decimal, Decimal], ...]:
    return tuple(
        (
            re.compile(rf"\b(?:{any_of(row['words'])})\.?\s+$", re.IGNORECASE),
            Decimal(str(row["from"])),
            Decimal(str(row["to"])),
        )
        for row in table("de/bounds.toml")["bounds"]
    )


@cache
def _months() -> dict[str, int]:
    """Return the German names of the months with their places among the different English ones."""
    named: dict[str, str] = table("pairs/dates.toml")["months"]
    order = list(dict.fromkeys(named.values()))
    return {german: order.index(english) for german, english in named.items()}


@cache
def _month_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in table("pairs/dates.toml")["months"].values())
