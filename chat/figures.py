"""Numbers in German and English text, as values that can be compared across the two.

German 1.500 and English 1,500 are 1500; 3,5 and 3.5 are 3.5; "1,3 Millionen" and "1.3 million" are 1300000; "sieben"
and "seven" are 7; "21.30 Uhr" and "9:30 pm" share 21, 9 and 30. A leaf: knows nothing of articles, models or prompts.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from typing import Literal, get_args

Tongue = Literal["de", "en"]

_WORDS = tomllib.loads(files("chat").joinpath("data/numbers.toml").read_text(encoding="utf-8"))
_SPELLED: dict[Tongue, dict[str, int]] = {tongue: _WORDS[tongue]["spelled"] for tongue in get_args(Tongue)}
_POWERS: dict[Tongue, dict[str, int]] = {tongue: _WORDS[tongue]["powers"] for tongue in get_args(Tongue)}
# Spelled English numbers that say a number and nothing else; "second", "both" or "hundred" say too little.
_COUNTING = re.compile("two|three|four|five|six|seven|eight|nine|ten|eleven|twelve", re.IGNORECASE)
_SCALE = {tongue: re.compile(rf"[\s-]?({'|'.join(powers)})\b", re.IGNORECASE) for tongue, powers in _POWERS.items()}
_CLOCK: dict[Tongue, re.Pattern[str]] = {
    "de": re.compile(r"\s?Uhr\b"),
    "en": re.compile(r"\s?(?:[ap]\.?m\b|o['’]clock)", re.IGNORECASE),
}
_DIGITS = re.compile(r"\d{1,3}(?:[ '’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,:]\d+)*")
_GROUPED: dict[Tongue, re.Pattern[str]] = {
    "de": re.compile(r"(\d{1,3}(?:[. '’]\d{3})+)(?:,(\d+))?"),
    "en": re.compile(r"(\d{1,3}(?:[, '’]\d{3})+)(?:\.(\d+))?"),
}
_DECIMAL: dict[Tongue, re.Pattern[str]] = {"de": re.compile(r"(\d+),(\d+)"), "en": re.compile(r"(\d+)\.(\d+)")}
_SPELLED_WORD: dict[Tongue, re.Pattern[str]] = {
    # German compounds count ("dreitägig", "zweimal"); a few words only begin like a number.
    "de": re.compile(rf"\b(?!zweifel|achtung|achte[nt]\b)({'|'.join(_SPELLED['de'])})", re.IGNORECASE),
    "en": re.compile(rf"\b({'|'.join(sorted(_SPELLED['en'], key=len, reverse=True))})\b", re.IGNORECASE),
}


@dataclass(frozen=True)
class Figure:
    """A number as written, and the values it may stand for: one, or the parts of a date or a clock time.

    `weighty` holds where another text that reports the same must have it: digits, and counting words of English.
    """

    text: str
    values: frozenset[Decimal]
    weighty: bool


def figures(text: str, tongue: Tongue) -> list[Figure]:
    """Return the numbers of a text in the order in which they are written, spelled ones last."""
    return [_written(text, match, tongue) for match in _DIGITS.finditer(text)] + [
        Figure(
            text=match.group(),
            values=frozenset({Decimal(_SPELLED[tongue][match.group(1).lower()])}),
            weighty=tongue == "en" and bool(_COUNTING.fullmatch(match.group())),
        )
        for match in _SPELLED_WORD[tongue].finditer(text)
    ]


def _written(text: str, match: re.Match[str], tongue: Tongue) -> Figure:
    """Return the figure of a number in digits, with the scale word ("Mio.") or the clock word after it."""
    values = _values(match.group(), tongue)
    written = match.group()
    if scale := _SCALE[tongue].match(text, match.end()):
        values = {value.scaleb(_POWERS[tongue][scale[1].lower()]) for value in values}
        written += scale.group()
    elif _CLOCK[tongue].match(text, match.end()):
        values |= {(value + 12) % 24 for value in values if value < 24}
    return Figure(text=written, values=frozenset(value.normalize() for value in values), weighty=True)


def _values(digits: str, tongue: Tongue) -> set[Decimal]:
    """Return what a number in digits stands for; a date, a clock time or a score stands for each of its parts."""
    if grouped := _GROUPED[tongue].fullmatch(digits):
        return {Decimal(f"{re.sub('[^0-9]', '', grouped[1])}.{grouped[2] or 0}")}
    if decimal := _DECIMAL[tongue].fullmatch(digits):
        return {Decimal(f"{decimal[1]}.{decimal[2]}")}
    return {Decimal(part) for part in re.findall(r"\d+", digits)}


def missing(text: str, tongue: Tongue, *, among: dict[Tongue, str]) -> list[str]:
    """Return the weighty numbers of a text, as written, that none of the texts `among` (by language) has."""
    offered = {value for other, source in among.items() for figure in figures(source, other) for value in figure.values}
    return [figure.text for figure in figures(text, tongue) if figure.weighty and not figure.values & offered]
