"""Numbers in a language with a pack: how it writes digits, and what stands beside them. See `number_words` for words.

A leaf.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from chat.data import any_of
from chat.lang.number_words import Numeral, either, key, loose, numerals
from chat.lang.packs import Pack

_NEVER = re.compile(r"(?!)")
SPACE = "[ \u00a0\u2009\u202f'’]"  # between the thousands of 1 500
DIGITS = re.compile(rf"\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,:]\d+)*")
_WHOLE = re.compile(r"\d+")
_TIME = re.compile(r"(?:[01]?\d|2[0-4])[:.][0-5]\d")


@dataclass(frozen=True)
class Figure:
    """A number as written, and the values it may stand for: one, or the parts of a date or a clock time.

    `weighty` holds where another text that reports the same must have it: digits, unless they belong to a word
    ("km2"), and English cardinal numbers from two on. Number words of other languages can vouch for a number, and so
    can ordinals, "both" and "a".
    """

    text: str
    values: frozenset[Decimal]
    weighty: bool


def figures_by_pack(text: str, pack: Pack) -> list[Figure]:
    """Return the numbers of a text: those in digits, those in words, then the words that have a number in them."""
    digits = [(match.span(), _in_digits(text, match, pack)) for match in DIGITS.finditer(text)]
    taken = {place for (start, end), figure in digits for place in range(start, start + len(figure.text))}
    words = [_in_words(text, number, pack) for number in numerals(text, pack) if number.start not in taken]
    others = [_in_words(text, number, pack) for number in loose(text, pack)]
    return [*_together(text, [(start, figure) for (start, _), figure in digits], pack), *words, *others]


def _together(text: str, digits: Sequence[tuple[int, Figure]], pack: Pack) -> list[Figure]:
    """Return figures in digits, each with where it starts; one behind a scale word ("6 bin 300") may belong to it."""
    chains: list[list[Figure]] = []
    end, room = 0, 0  # of the last one; what may follow it is below that
    for start, figure in digits:
        less = [value for value in figure.values if value < room and value == value.to_integral_value()]
        if less and text[end:start].lstrip(".").isspace():
            chains[-1].append(figure)
        else:
            chains.append([figure])
        end, room = start + len(figure.text), _room(figure, pack)
    return [figure for chain in chains for figure in _with_sum(chain, pack)]


def _with_sum(chain: Sequence[Figure], pack: Pack) -> list[Figure]:
    """Return figures that may be one number, each with what it is without the others and with them."""
    total = chain[0].values
    for before, figure in itertools.pairwise(chain):
        total = frozenset(value + less for value in total for less in figure.values if less < _room(before, pack))
    return [replace(figure, values=figure.values | _normal(total)) for figure in chain]


def _room(figure: Figure, pack: Pack) -> int:
    """Return what a number behind a figure must be below to be a part of it; 0: it has no scale word."""
    power = _powers(pack).get(key(re.split(r"[\s-]", figure.text)[-1]), 0)
    return int(10**power) if power else 0


def _in_words(text: str, number: Numeral, pack: Pack) -> Figure:
    """Return the figure of a number in words, with the scale word after it."""
    values, scaled = _scaled(text, number, pack)
    years = {year for value in number.values for year in _years(value)}
    return Figure(text[number.start : number.end] + scaled, _normal(values | years), weighty=False)


def _scaled(text: str, number: Numeral, pack: Pack) -> tuple[set[Decimal], str]:
    """Return values with the scale word behind them, and with a half ("deux millions et demi"), and what that is."""
    values, unit, end, scaled = set(number.values), number.unit, number.end, ""
    for _ in range(2):  # "two million and a half", "two and a half million"
        if scale := _scale(pack).match(text, end):
            power = _powers(pack)[key(scale["word"])]
            counted = values if power in (1, 2) else set()  # "two dozen"
            values, unit = {value.scaleb(power) for value in values} | counted, unit.scaleb(power)
            scaled = scale.group() if not scale["range"] else ""
            end = scale.end()
        if (half := _half(pack).match(text, end)) is None:
            break
        more = {value + unit / 2 for value in values}
        values = more if not half["between"] else values | more
        end = half.end()
    return values, scaled


def _in_digits(text: str, match: re.Match[str], pack: Pack) -> Figure:
    """Return the figure of a number in digits, with the scale word or the clock word after it."""
    written, end = match.group(), match.end()
    values = {value for sign in pack.numbers.decimal if (value := _value_of(written, sign, pack)) is not None}
    values = values or {Decimal(part) for part in _WHOLE.findall(written)}  # of a date or a score
    if _scale(pack).match(text, end) or _half(pack).match(text, end):
        values, scaled = _scaled(text, Numeral(match.start(), end, frozenset(values)), pack)
        written += scaled
    elif _clock(pack).match(text, end) or _TIME.fullmatch(written):
        values |= {Decimal(part) for part in _WHOLE.findall(written)} | _as_decimal(written)
        values |= {(value + 12) % 24 for value in values if value <= 24}
    else:
        values |= {year for value in values for year in _years(value)}
    weighty = not text[max(0, match.start() - 1) : match.start()].isalpha()
    return Figure(written, _normal(values), weighty=weighty)


def _as_decimal(time: str) -> set[Decimal]:
    """Return what a time of day is read as where nothing says that it is one: "at 3.23" in English."""
    return {Decimal(time.replace(":", "."))} if _TIME.fullmatch(time) else set()


def _normal(values: Iterable[Decimal]) -> frozenset[Decimal]:
    return frozenset(value.normalize() for value in values)


def _years(value: Decimal) -> tuple[Decimal, ...]:
    """Return the years that a number may stand for: "les années 90"."""
    return (value + 1900, value + 2000) if 10 <= value <= 90 and value % 10 == 0 else ()


def _value_of(digits: str, decimal: str, pack: Pack) -> Decimal | None:
    """Return what digits stand for with a sign for decimals; None: that makes them no number."""
    groups = "".join(sign for sign in pack.numbers.groups if sign not in (decimal, " "))
    between = f"(?:{SPACE}|[{re.escape(groups)}])" if groups else SPACE
    if grouped := re.fullmatch(rf"(\d{{1,3}}(?:{between}\d{{3}})+)(?:{re.escape(decimal)}(\d+))?", digits):
        return Decimal(f"{re.sub('[^0-9]', '', grouped[1])}.{grouped[2] or 0}")
    fraction = re.fullmatch(rf"(\d+)(?:{re.escape(decimal)}(\d+))?", digits)
    return Decimal(f"{fraction[1]}.{fraction[2] or 0}") if fraction else None


@cache
def _powers(pack: Pack) -> dict[str, int]:
    return {key(word): power for power, words in pack.numbers.powers.items() for word in words}


@cache
def _scale(pack: Pack) -> re.Pattern[str]:
    """Return the pattern of a scale word; the number before it may be the first of a range: "10 à 12 millions"."""
    if not _powers(pack):
        return _NEVER
    between = "|".join(["-", "–", "—", *map(re.escape, pack.numbers.range)])
    endings = f"(?:{pack.numbers.endings})?" if pack.numbers.endings else ""
    return re.compile(
        rf"(?P<range>\s?(?:{between})\s?(?:\d+(?:[.,]\d+)?|\w+))?"
        rf"[\s-]?(?P<word>{either(_powers(pack))}){endings}(?!\w)",
        re.IGNORECASE,
    )


@cache
def _half(pack: Pack) -> re.Pattern[str]:
    """Return the pattern of a half behind a number, or behind what is counted: "deux ans et demi"."""
    words = any_of(pack.numbers.half)
    return re.compile(rf"(?P<between>\s\w+)?\s(?:{words})\b", re.IGNORECASE) if words else _NEVER


@cache
def _clock(pack: Pack) -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{'|'.join(pack.numbers.clock)})") if pack.numbers.clock else _NEVER
