"""Quantities that are no plain numbers: fractions, round numbers such as "hundreds", units of time, and bounds.

Compared are only quantities of which both sides have one of the same sort, so that another way to put it ("67 percent"
for "zwei Drittel") is no fault. On the 997 pairs of good translations of FLORES-200 dev, 30 of them with a bound in the
English ("more than 40") and 6 with a round number, no bound is wrongly doubted, and no round number as lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar

from chat.data import any_of, table
from chat.lang.characters import lowered
from chat.lang.de.text import GermanText
from chat.schema import Doubt
from chat.translation.checks import Check, Pair

N = TypeVar("N", int, Fraction)
Written = tuple[str, str]  # of the German, and of the English

_DATA: dict[str, Any] = table("pairs/quantities.toml")
_CARDINALS: dict[str, dict[str, int]] = {
    language: words["units"] | words["teens"] for language, words in table("pairs/numbers.toml").items()
}
# "zwei" → "two", up to ten.
_NUMBERS = {
    german: english
    for german, value in _CARDINALS["de"].items()
    for english, other in _CARDINALS["en"].items()
    if value == other and 2 <= value <= 10
}
_COUNTS: dict[str, dict[str, int]] = {
    language: dict.fromkeys(words, 1) | table("pairs/numbers.toml")[language]["units"]
    for language, words in _DATA["count"].items()
}
_PARTS: dict[str, dict[str, int]] = _DATA["parts"]
# Without a count a "Viertel" is a part of a town.
_FRACTION = re.compile(
    rf"\b(?:(?P<count>(?i:{any_of(_COUNTS['de'])}))\s|(?!Viertel))(?P<part>{any_of(_PARTS['de'])})n?\b"
)
_ENGLISH_FRACTION = re.compile(
    rf"\b(?P<count>{any_of(_COUNTS['en'])})[\s-](?P<part>{any_of(_PARTS['en'])})s?\b", re.IGNORECASE
)
_ROUND: dict[str, dict[str, int]] = _DATA["round"]
_ROUND_NUMBER = re.compile(
    rf"\b(?:(?:{'|'.join(_DATA['around_round']['vague'])})\s)?(?P<power>{any_of(_ROUND['de'])})(?P<plural>en?|er)?\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"(?:\d|\b\w*(?:{'|'.join(_DATA['around_round']['counted'])}))\s$", re.IGNORECASE)
_ENGLISH_ROUND_NUMBER = re.compile(rf"\b(?:{any_of(_ROUND['en'])})\b", re.IGNORECASE)
# "several thousand more", and what allows it.
_MORE = re.compile(rf"{_ENGLISH_ROUND_NUMBER.pattern} more\b(?! than)", re.IGNORECASE)
_GERMAN_MORE = re.compile(rf"\b(?:{'|'.join(_DATA['around_round']['more'])})", re.IGNORECASE)
_ANY_QUANTITY = re.compile(rf"\d|\b(?:{'|'.join(_DATA['any']['en'])})", re.IGNORECASE)


def _before(words: Iterable[str], number: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)}) (?={number})", re.IGNORECASE)


# How a number is bounded: from below, from above, or neither ("etwa").
_BOUNDS: dict[str, dict[str, list[str]]] = _DATA["bounds"]
_A_NUMBER = rf"(?:(?:{'|'.join(_BOUNDS['de']['articles'])})\s)?(?:{'|'.join([*_NUMBERS, *_BOUNDS['de']['numbers']])})"
_AN_ENGLISH_NUMBER = rf"(?:US)?[$€£]?\d|(?:{'|'.join([*_NUMBERS.values(), *_BOUNDS['en']['numbers']])})\b"
_FROM_BELOW = _before(_BOUNDS["de"]["from_below"], _A_NUMBER)
_NOT_FROM_BELOW = _before(_BOUNDS["de"]["not_from_below"], _A_NUMBER)
_MAY_BE_FROM_BELOW = re.compile("|".join(_BOUNDS["de"]["may_be_from_below"]), re.IGNORECASE)
_ENGLISH_FROM_BELOW = _before(_BOUNDS["en"]["from_below"], _AN_ENGLISH_NUMBER)
_ENGLISH_FROM_ABOVE = _before(_BOUNDS["en"]["from_above"], _AN_ENGLISH_NUMBER)
_UNITS: dict[str, str] = _DATA["units"]
_TIME = re.compile(rf"\b(?P<number>\d+|{any_of(_NUMBERS)})\s(?P<unit>{any_of(_UNITS)})(?:e?n|e)?\b")
_DIGITS = {word: str(_CARDINALS["de"][word]) for word in _NUMBERS}


@dataclass(frozen=True)
class _Quantities:
    """Those of a German sentence, as written: fractions by value, round numbers by power of ten.

    A time is told whole, then by its number and unit. `not_from_below` and `from_below` are the words of a bound, empty
    where there is none that is clear; `addable` is a round number beside which nothing allows "more".
    """

    fractions: Mapping[Fraction, str]
    rounds: Mapping[int, str]
    times: tuple[tuple[str, str, str], ...]
    not_from_below: str
    from_below: str
    addable: str


def _quantities(german: GermanText) -> _Quantities:
    text = german.text
    unbounded, bounded = _NOT_FROM_BELOW.search(text), _FROM_BELOW.search(text)
    added = _ROUND_NUMBER.search(text)
    return _Quantities(
        fractions={_value(match, "de"): match.group() for match in _FRACTION.finditer(text)},
        rounds=_round_numbers(text),
        times=tuple((match.group(), match["number"], match["unit"]) for match in _TIME.finditer(text)),
        not_from_below=unbounded.group() if unbounded and not _MAY_BE_FROM_BELOW.search(text) else "",
        from_below=bounded.group() if bounded and not unbounded else "",
        addable=added.group() if added and not _GERMAN_MORE.search(text) else "",
    )


def _value(match: re.Match[str], language: str) -> Fraction:
    counts, parts, part = _COUNTS[language], _PARTS[language], match["part"]
    return Fraction(counts[lowered(match["count"])] if match["count"] else 1, parts.get(part) or parts[lowered(part)])


def _round_numbers(german: str) -> dict[int, str]:
    """Return the round numbers of a German sentence, as written, by their power of ten."""
    return {
        _ROUND["de"][lowered(match["power"]).capitalize()]: match.group()
        for match in _ROUND_NUMBER.finditer(german)
        if (match["plural"] or " " in match.group()) and not _COUNTED.search(german[: match.start()])
    }


def exchanged(pair: Pair) -> list[Written]:
    """Return the quantities of a German sentence for which its translation has another, both as written."""
    own, english = pair.german.once(_quantities), pair.english.text
    checks = (_other_fraction, _other_round_number, _other_units, _other_bound, _one_more)
    return [written for check in checks for written in check(own, english)]


def lost(pair: Pair) -> list[str]:
    """Return the round numbers of a German sentence, as written, whose translation has no quantity at all."""
    rounds = pair.german.once(_quantities).rounds
    return [] if not rounds or _ANY_QUANTITY.search(pair.english.text) else list(rounds.values())


def _other_fraction(own: _Quantities, english: str) -> list[Written]:
    if not own.fractions:
        return []
    fractions = {_value(match, "en"): match.group() for match in _ENGLISH_FRACTION.finditer(english)}
    return _one_of_each(own.fractions, fractions)


def _other_round_number(own: _Quantities, english: str) -> list[Written]:
    if not own.rounds:
        return []
    rounds = {_ROUND["en"][lowered(match.group())]: match.group() for match in _ENGLISH_ROUND_NUMBER.finditer(english)}
    return _one_of_each(own.rounds, rounds)


def _one_of_each(own: Mapping[N, str], other: Mapping[N, str]) -> list[Written]:
    """Return one of each side where both have some, and none is the same."""
    return [(next(iter(own.values())), next(iter(other.values())))] if own and other and not own.keys() & other else []


def _other_units(own: _Quantities, english: str) -> list[Written]:
    """Return times whose number stands in the translation, but only before another unit of time."""
    exchanged_units = []
    for written, number, unit in own.times:
        times = list(_times(number).finditer(english))
        if times and not any(re.fullmatch(_UNITS[unit], lowered(time["unit"])) for time in times):
            exchanged_units.append((written, times[0].group()))
    return exchanged_units


@lru_cache(maxsize=256)
def _times(number: str) -> re.Pattern[str]:
    """Return the pattern of an English time of that German number."""
    spelled = sorted({number, _NUMBERS.get(number, number), _DIGITS.get(number, number)})
    units = "|".join(_UNITS.values())
    return re.compile(rf"\b(?:{'|'.join(spelled)})[\s-](?P<unit>{units})\b", re.IGNORECASE)


def _other_bound(own: _Quantities, english: str) -> list[Written]:
    """Return a bound that says of a number that it is at least so great, where the other side says it is not."""
    pairs = []
    if own.not_from_below:
        pairs.append((own.not_from_below, _ENGLISH_FROM_BELOW.search(english)))
    if own.from_below:
        pairs.append((own.from_below, _ENGLISH_FROM_ABOVE.search(english)))
    return [(written.strip(), other.group().strip()) for written, other in pairs if other]


def _one_more(own: _Quantities, english: str) -> list[Written]:
    """Return a round number that the translation adds to others ("several thousand more") and the German does not."""
    other = _MORE.search(english) if own.addable else None
    return [(own.addable, other.group())] if other else []


def _lost(pair: Pair) -> Iterator[Doubt]:
    for number in lost(pair):
        yield LOST.doubt(f"The number {number} of the German is not in the English.", german=number)


def _exchanged(pair: Pair) -> Iterator[Doubt]:
    for own, other in exchanged(pair):
        yield EXCHANGED.doubt(f"The German has “{own}”, the English “{other}”.", german=own, english=other)


LOST = Check(kind="number", label="A number", find=_lost, order=11, about="fractions and round numbers")
EXCHANGED = Check(kind="number", label="A number", find=_exchanged, order=13, about="fractions and round numbers")
CHECKS = (LOST, EXCHANGED)
