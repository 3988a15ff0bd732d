"""Quantities that are no plain numbers: fractions, round numbers such as "hundreds", units of time, and bounds.

Compared are only quantities of which both sides have one of the same sort, so that another way to put it ("67 percent"
for "zwei Drittel") is no fault. On the 997 pairs of good translations of FLORES-200 dev, 30 of them with a bound in the
English ("more than 40") and 6 with a round number, no bound is wrongly told, and no round number as lost. A leaf: knows
nothing of articles, models or prompts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

from chat.lang.characters import lowered

N = TypeVar("N", int, Fraction)

_COUNTS = {
    "ein": 1,
    "einem": 1,
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
    "neun": 9,
}
_ENGLISH_COUNTS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
}
_PARTS = {
    "Drittel": 3,
    "Viertel": 4,
    "Fünftel": 5,
    "Sechstel": 6,
    "Siebtel": 7,
    "Achtel": 8,
    "Neuntel": 9,
    "Zehntel": 10,
}
_ENGLISH_PARTS = {
    "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
# Without a count a "Viertel" is a part of a town.
_FRACTION = re.compile(rf"\b(?:(?P<count>(?i:{'|'.join(_COUNTS)}))\s|(?!Viertel))(?P<part>{'|'.join(_PARTS)})n?\b")
_ENGLISH_FRACTION = re.compile(
    rf"\b(?P<count>{'|'.join(_ENGLISH_COUNTS)})[\s-](?P<part>{'|'.join(_ENGLISH_PARTS)})s?\b", re.IGNORECASE
)
# Powers of ten that are told without a number.
_ROUND = {"Dutzend": 1, "Hundert": 2, "Tausend": 3, "Zehntausend": 4, "Hunderttausend": 5, "Million": 6}
_ENGLISH_ROUND = {
    "dozens": 1, "hundreds": 2, "thousands": 3, "tens of thousands": 4, "hundreds of thousands": 5, "millions": 6,
    "several dozen": 1, "several hundred": 2, "several thousand": 3, "several hundred thousand": 5,
    "several million": 6, "a few hundred": 2, "a few thousand": 3, "a few hundred thousand": 5, "many thousand": 3,
    "many hundred": 2,
}  # fmt: skip
_ROUND_NUMBER = re.compile(
    r"\b(?:(?:mehrere|einige|viele|wenige|hunderte)\s)?"
    rf"(?P<power>{'|'.join(sorted(_ROUND, key=len, reverse=True))})(?P<plural>en?|er)?\b",
    re.IGNORECASE,
)
# Before a power they make it a plain number: "3 Millionen", "dreizehn Millionen".
_COUNTED = re.compile(
    r"(?:\d|\b(?:anderthalb|\w*(?:einhalb|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|[zß]ig|hundert|tausend)))\s$",
    re.IGNORECASE,
)
_ENGLISH_ROUND_NUMBER = re.compile(rf"\b(?:{'|'.join(sorted(_ENGLISH_ROUND, key=len, reverse=True))})\b", re.IGNORECASE)
# "several thousand more", and what allows it.
_MORE = re.compile(rf"{_ENGLISH_ROUND_NUMBER.pattern} more\b(?! than)", re.IGNORECASE)
_GERMAN_MORE = re.compile(
    r"\b(?:mehr\b|weiter|zusätzlich|noch|ander|darüber|übrig|zudem|außerdem|hinzu|dazu)", re.IGNORECASE
)
_NUMBERS = {
    "zwei": "two", "drei": "three", "vier": "four", "fünf": "five", "sechs": "six", "sieben": "seven", "acht": "eight",
    "neun": "nine", "zehn": "ten",
}  # fmt: skip
# How a number is bounded: from below, from above, or neither ("etwa").
_A_NUMBER = (
    r"(?=(?:(?:de[rnms]|die|das|eine[mrs]?|ein)\s)?"
    rf"(?:\d|{'|'.join(_NUMBERS)}|zwölf|zwanzig|hundert|tausend|dutzend|million|milliard|hälfte"
    r"|ein(?:e[mrs]?)?\s(?:drittel|viertel|fünftel|dutzend|million|milliarde|halbe)))"
)
_AN_ENGLISH_NUMBER = (
    rf"(?=(?:US)?[$€£]?\d|(?:one|{'|'.join(_NUMBERS.values())}|twelve|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|hundred|thousand|million|half|a (?:dozen|hundred|thousand|million|third|quarter|half))\b)"
)
_FROM_BELOW = re.compile(rf"\b(?:über|mehr als|mindestens|wenigstens|zumindest|gut) {_A_NUMBER}", re.IGNORECASE)
_NOT_FROM_BELOW = re.compile(
    r"\b(?:knapp|fast|nahezu|beinahe|annähernd|unter|weniger als|bis zu|höchstens|maximal|etwa|rund|ca\.|circa|ungefähr"
    rf"|schätzungsweise) {_A_NUMBER}",
    re.IGNORECASE,
)
_MAY_BE_FROM_BELOW = re.compile(r"\b(?:mehr\b|über|mindest|wenigst)|plus\b|aufwärts\b", re.IGNORECASE)
_ENGLISH_FROM_BELOW = re.compile(
    rf"\b(?:over|more than|at least|in excess of|upwards of|no (?:fewer|less) than) {_AN_ENGLISH_NUMBER}", re.IGNORECASE
)
_ENGLISH_FROM_ABOVE = re.compile(
    r"\b(?:almost|nearly|close to|(?:just )?under|fewer than|less than|up to|at most|no more than) "
    rf"{_AN_ENGLISH_NUMBER}",
    re.IGNORECASE,
)
_ANY_QUANTITY = re.compile(
    r"\d|\b(?:dozen|hundred|thousand|million|billion|many|most|several|number|scores|countless|myriad|centur|mass(?:es|ive)"
    r"|crowd|lots|plenty|numerous|innumerable|multitude)",
    re.IGNORECASE,
)
_UNITS = {
    "Sekunde": "second", "Minute": "minute", "Stunde": "hour", "Tag": "day", "Woche": "week", "Monat": "month",
    "Jahr": "year", "Jahrzehnt": "decade", "Jahrhundert": "century",
}  # fmt: skip
_TIME = re.compile(
    rf"\b(?P<number>\d+|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)\s(?P<unit>{'|'.join(_UNITS)})(?:e?n|e)?\b"
)
_DIGITS = dict(zip(_NUMBERS, map(str, range(2, 11)), strict=True))


def exchanged(german: str, english: str) -> list[tuple[str, str]]:
    """Return the quantities of a German sentence for which its translation has another, both as written."""
    checks = (_other_fraction, _other_round_number, _other_units, _other_bound, _one_more)
    return [pair for check in checks for pair in check(german, english)]


def lost(german: str, english: str) -> list[str]:
    """Return the round numbers of a German sentence, as written, whose translation has no quantity at all."""
    return [] if _ANY_QUANTITY.search(english) else list(_round_numbers(german).values())


def _other_fraction(german: str, english: str) -> list[tuple[str, str]]:
    own = {_value(match, _COUNTS, _PARTS): match.group() for match in _FRACTION.finditer(german)}
    other = {
        _value(match, _ENGLISH_COUNTS, _ENGLISH_PARTS): match.group() for match in _ENGLISH_FRACTION.finditer(english)
    }
    return _pair(own, other)


def _value(match: re.Match[str], counts: Mapping[str, int], parts: Mapping[str, int]) -> Fraction:
    count, part = match["count"] or next(iter(counts)), match["part"]
    return Fraction(counts[lowered(count)], parts.get(part) or parts[lowered(part)])


def _other_round_number(german: str, english: str) -> list[tuple[str, str]]:
    own = _round_numbers(german)
    other = {_ENGLISH_ROUND[lowered(match.group())]: match.group() for match in _ENGLISH_ROUND_NUMBER.finditer(english)}
    return _pair(own, other)


def _round_numbers(german: str) -> dict[int, str]:
    """Return the round numbers of a German sentence, as written, by their power of ten."""
    return {
        _ROUND[lowered(match["power"]).capitalize()]: match.group()
        for match in _ROUND_NUMBER.finditer(german)
        if (match["plural"] or " " in match.group()) and not _COUNTED.search(german[: match.start()])
    }


def _pair(own: Mapping[N, str], other: Mapping[N, str]) -> list[tuple[str, str]]:
    """Return one of each side where both have some, and none is the same."""
    return [(next(iter(own.values())), next(iter(other.values())))] if own and other and not own.keys() & other else []


def _other_units(german: str, english: str) -> list[tuple[str, str]]:
    """Return times whose number stands in the translation, but only before another unit of time."""
    found = []
    units = "|".join(f"{unit}s?" if unit != "century" else "centur(?:y|ies)" for unit in _UNITS.values())
    for match in _TIME.finditer(german):
        number = match["number"]
        spelled = {number, _NUMBERS.get(number, number), _DIGITS.get(number, number)}
        times = list(re.finditer(rf"\b(?:{'|'.join(spelled)})[\s-](?P<unit>{units})\b", english, re.IGNORECASE))
        if times and not any(lowered(time["unit"]).startswith(_UNITS[match["unit"]][:5]) for time in times):
            found.append((match.group(), times[0].group()))
    return found


def _other_bound(german: str, english: str) -> list[tuple[str, str]]:
    """Return a bound that says of a number that it is at least so great, where the other side says it is not."""
    pairs = []
    if (own := _NOT_FROM_BELOW.search(german)) and not _MAY_BE_FROM_BELOW.search(german):
        pairs.append((own, _ENGLISH_FROM_BELOW.search(english)))
    if (own := _FROM_BELOW.search(german)) and not _NOT_FROM_BELOW.search(german):
        pairs.append((own, _ENGLISH_FROM_ABOVE.search(english)))
    return [(own.group().strip(), other.group().strip()) for own, other in pairs if other]


def _one_more(german: str, english: str) -> list[tuple[str, str]]:
    """Return a round number that the translation adds to others ("several thousand more") and the German does not."""
    own, other = _ROUND_NUMBER.search(german), _MORE.search(english)
    return [(own.group(), other.group())] if own and other and not _GERMAN_MORE.search(german) else []
