"""Numbers in a language with a pack: how it writes digits, which words make one number, and what it is.

The words of a number are added as they come down ("vingt" and then "cinq"), and multiplied by a hundred or a thousand
behind them ("cinq cents"); what does not come down begins a number of its own ("dois e três" are two). A number behind
a scale word may belong to it ("6 bin 300"), or not: both are taken for possible. A leaf.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from chat.data import any_of
from chat.lang.characters import lowered
from chat.lang.packs import Pack

_HALF = Decimal("0.5")
_MILLION = 6  # its power of ten
_HUNDRED, _THOUSAND = 100, 1000
_NEVER = re.compile(r"(?!)")
SPACE = "[ \u00a0\u2009\u202f'’]"  # between the thousands of 1 500
DIGITS = re.compile(rf"\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,:]\d+)*")
_WHOLE = re.compile(r"\d+")
_TIME = re.compile(r"(?:[01]?\d|2[0-4])[:.][0-5]\d")
# "XX", "XIXe", "XXI."; in Cyrillic they are written with Latin letters, or with those that look alike.
_ROMAN = re.compile(r"(?<!\w)(?=[IVXІХ])(?P<digits>[XХ]{0,3}(?:[IІ][XХ]|[IІ]V|V?[IІ]{0,3}))(?:e|è?me|er|º|ª)?(?!\w)")
_ROMAN_DIGITS = {"I": 1, "І": 1, "V": 5, "X": 10, "Х": 10}


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


@dataclass(frozen=True)
class _Numeral:
    """A number in words: where it stands, and its value."""

    start: int
    end: int
    value: Decimal


@dataclass(frozen=True)
class _Placed:
    """A figure, where it stands, and the power of ten of its scale word; 0: it has none."""

    start: int
    end: int
    figure: Figure
    power: int


def _key(word: str) -> str:
    """Return a word as it is looked up: in lower case, with one kind of apostrophe ("п’ять")."""
    return re.sub("[’ʼ]", "'", lowered(word))


def _either(words: Iterable[str]) -> str:
    """Return the pattern of any of some words, with any kind of apostrophe."""
    return any_of(words).replace("'", "['’ʼ]")


@cache
def _words(pack: Pack) -> dict[str, int]:
    return {_key(word): value for value, words in pack.numbers.words.items() for word in words}


@cache
def _loose(pack: Pack) -> dict[str, Decimal]:
    named = pack.numbers.loose.items()
    return {_key(word): Decimal(value) for value, words in named for word in words}


@cache
def _counting(pack: Pack) -> re.Pattern[str] | None:
    """Return the pattern of a word of a number, or of one glued together from several."""
    words = _words(pack)
    if not words:
        return None
    part = _either(words)
    joined = any_of(pack.numbers.joiners)
    if pack.numbers.glued:
        part = rf"(?:{part})(?:(?:{joined})?(?:{part}))*" if joined else rf"(?:{part})+"
    # Before an ending several words are one: "двадцатиоднолетний", twenty-one years old.
    ended = rf"(?P<ended>(?:{part})+)(?:{pack.numbers.endings})|" if pack.numbers.endings else ""
    other = f"(?!{'|'.join(pack.numbers.lookalikes)})" if pack.numbers.lookalikes else ""
    return re.compile(rf"\b{other}(?:{ended}(?P<word>{part}))\b(?!['’ʼ]\w)", re.IGNORECASE)


@cache
def _part(pack: Pack) -> re.Pattern[str]:
    return re.compile(any_of(_words(pack)))


@cache
def _between(pack: Pack) -> re.Pattern[str]:
    """Return the pattern of what may stand between two words of one number."""
    joined = any_of(pack.numbers.joiners)
    return re.compile(rf"(?:-|\s)(?:(?:{joined})[-\s])?" if joined else r"[-\s]", re.IGNORECASE)


@cache
def _having(pack: Pack) -> re.Pattern[str] | None:
    """Return the pattern of a word that has a number in it without counting."""
    words = _loose(pack)
    return re.compile(rf"(?<!\w)(?:{_either(words)})(?!\w)", re.IGNORECASE) if words else None


@cache
def _vague(pack: Pack) -> re.Pattern[str] | None:
    words = pack.numbers.vague
    return re.compile(rf"\b(?:{'|'.join(words)})\s+$", re.IGNORECASE) if words else None


class _Sum:
    """A number as its words come."""

    def __init__(self, scores: tuple[int, ...]) -> None:
        self._scores = scores
        self._thousands = self._below = 0
        self._limit = _THOUSAND * _THOUSAND  # what may follow is below it

    @property
    def value(self) -> int:
        return self._thousands + self._below

    def add(self, value: int) -> bool:
        """Add a word's value, and return whether it can belong to the number."""
        if value == _THOUSAND and not self._thousands:
            self._thousands, self._below = (self._below or 1) * _THOUSAND, 0
            self._limit = _THOUSAND
            return True
        if value == _HUNDRED and 1 <= self._below < _HUNDRED:
            self._below *= _HUNDRED
            self._limit = _HUNDRED
            return True
        if value >= self._limit:
            return False
        if value >= _THOUSAND:
            self._thousands += value
            self._limit = _THOUSAND
        else:
            self._below += value
            self._limit = self._room(value)
        return True

    def _room(self, value: int) -> int:
        """Return what may follow a value is below: units behind tens, and nothing but a multiplier behind units."""
        if value >= _HUNDRED:
            return _HUNDRED
        if value in self._scores:
            return 20
        return 10 if value >= 20 else 1


def figures_by_pack(text: str, pack: Pack) -> list[Figure]:
    """Return the numbers of a text: those in digits, those in words, then the words that have a number in them.

    Vague ones ("plusieurs milliers") are none. Roman numbers ("XXe siècle") only vouch: most are an ordinal in English.
    """
    digits = [_in_digits(text, match, pack) for match in DIGITS.finditer(text)]
    taken = {place for number in digits for place in range(number.start, number.end)}
    told = [number for number in _counted(text, pack) if number.start not in taken]
    words = [_in_words(text, number, pack) for number in told if not _is_vague(text, number, pack)]
    taken |= {place for number in words for place in range(number.start, number.end)}
    alone = [_Numeral(match.start(), match.start(), Decimal(1)) for match in _alone(pack).finditer(text)]
    millions = [_in_words(text, number, pack) for number in alone if number.start not in taken]
    return [*_together(text, [*digits, *words, *millions]), *_loosely(text, pack)]


def _together(text: str, placed: Sequence[_Placed]) -> list[Figure]:
    """Return some figures; those that may be one number ("6 bin 300") may have the value of all of it, too."""
    chains: list[list[_Placed]] = []
    for number in sorted(placed, key=lambda number: number.start):
        last = chains[-1][-1] if chains else None
        if last and text[last.end : number.start].lstrip(".").isspace() and _below(number, last.power):
            chains[-1].append(number)
        else:
            chains.append([number])
    whole: dict[_Placed, frozenset[Decimal]] = {}
    for chain in (chain for chain in chains if len(chain) > 1):
        total = chain[0].figure.values
        for before, number in itertools.pairwise(chain):
            total = frozenset(value + less for value in total for less in _below(number, before.power))
        whole |= dict.fromkeys(chain, _normal(total))
    return [replace(each.figure, values=each.figure.values | whole.get(each, frozenset())) for each in placed]


def _below(number: _Placed, power: int) -> list[Decimal]:
    """Return the values of a number, whole ones, that can belong to one with a scale word before it."""
    limit = Decimal(10**power if power else 0)
    return [value for value in number.figure.values if value < limit and value == value.to_integral_value()]


def _loosely(text: str, pack: Pack) -> Iterator[Figure]:
    """Yield the words that have a number in them without counting, and Roman numbers."""
    if pattern := _having(pack):
        for match in pattern.finditer(text):
            number = _Numeral(match.start(), match.end(), _loose(pack)[_key(match.group())])
            yield _in_words(text, number, pack).figure
    for match in _ROMAN.finditer(text):
        yield Figure(match.group(), frozenset({Decimal(_roman(match["digits"]))}), weighty=False)


def _in_words(text: str, number: _Numeral, pack: Pack) -> _Placed:
    """Return the figure of a number in words, with the scale word after it."""
    values, end, power = _scaled(text, {number.value}, number.end, pack)
    figure = Figure(text[number.start : end], _normal({*values, *_years(number.value)}), weighty=False)
    return _Placed(number.start, end, figure, power)


def _scaled(text: str, values: set[Decimal], end: int, pack: Pack) -> tuple[set[Decimal], int, int]:
    """Return values with the scale word behind them, where that ends, and its power of ten; 0: there is none.

    A half may stand before the scale word ("iki buçuk milyon") or behind it ("deux millions et demi").
    """
    ahead = _half(pack).match(text, end)
    if ahead and not ahead["between"]:
        values, end = {value + _HALF for value in values}, ahead.end()
    scale = _scale(pack).match(text, end)
    power = _powers(pack)[_key(scale["word"])] if scale else 0
    values = {value.scaleb(power) for value in values} | (values if power in (1, 2) else set())  # "two dozen"
    if half := _half(pack).match(text, scale.end() if scale else end):
        more = {value + _HALF.scaleb(power) for value in values}
        values = more if not half["between"] else values | more
    return values, scale.end() if scale and not scale["range"] else end, power


def _in_digits(text: str, match: re.Match[str], pack: Pack) -> _Placed:
    """Return the figure of a number in digits, with the scale word or the clock word after it."""
    written, start, end = match.group(), match.start(), match.end()
    values = {value for sign in pack.numbers.decimal if (value := _value_of(written, sign, pack)) is not None}
    values = values or {Decimal(part) for part in _WHOLE.findall(written)}  # of a date or a score
    values, end, power = _scaled(text, values, end, pack)
    if not power and (_clock(pack).match(text, end) or _TIME.fullmatch(written)):
        values |= {Decimal(part) for part in _WHOLE.findall(written)}
        values |= {(value + 12) % 24 for value in values if value <= 24}
    elif not power:
        values |= {year for value in values for year in _years(value)}
    weighty = not text[max(0, start - 1) : start].isalpha()
    return _Placed(start, end, Figure(text[start:end], _normal(values), weighty=weighty), power)


def _normal(values: Iterable[Decimal]) -> frozenset[Decimal]:
    return frozenset(value.normalize() for value in values)


def _years(value: Decimal) -> tuple[Decimal, ...]:
    """Return the years that a number may stand for: "les années 90"."""
    return (value + 1900, value + 2000) if value % 10 == 0 and 10 <= value <= 90 else ()


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
    return {_key(word): power for power, words in pack.numbers.powers.items() for word in words}


@cache
def _scale(pack: Pack) -> re.Pattern[str]:
    """Return the pattern of a scale word; the number before it may be the first of a range: "10 à 12 millions"."""
    if not _powers(pack):
        return _NEVER
    between = "|".join(["-", "–", "—", *map(re.escape, pack.numbers.range)])
    endings = f"(?:{pack.numbers.endings})?" if pack.numbers.endings else ""
    return re.compile(
        rf"(?P<range>\s?(?:{between})\s?(?:\d+(?:[.,]\d+)?|\w+))?[\s-]?(?P<word>{_either(_powers(pack))}){endings}(?!\w)",
        re.IGNORECASE,
    )


@cache
def _alone(pack: Pack) -> re.Pattern[str]:
    """Return the pattern of where a scale word from a million on begins; it may be one of them: "milion dwieście"."""
    words = [word for word, power in _powers(pack).items() if power >= _MILLION]
    return re.compile(rf"\b(?=(?:{_either(words)})\b)", re.IGNORECASE) if words else _NEVER


@cache
def _half(pack: Pack) -> re.Pattern[str]:
    """Return the pattern of a half behind a number, or behind what is counted: "deux ans et demi"."""
    words = any_of(pack.numbers.half)
    return re.compile(rf"(?P<between>\s\w+)?\s(?:{words})\b", re.IGNORECASE) if words else _NEVER


@cache
def _clock(pack: Pack) -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{'|'.join(pack.numbers.clock)})") if pack.numbers.clock else _NEVER


def _is_vague(text: str, number: _Numeral, pack: Pack) -> bool:
    before = _vague(pack)
    return number.value >= _HUNDRED and before is not None and before.search(text[: number.start]) is not None


def _counted(text: str, pack: Pack) -> Iterator[_Numeral]:
    """Yield the numbers that words make together."""
    pattern = _counting(pack)
    started: tuple[int, int, _Sum] | None = None  # where the number that is being read starts, and ends so far
    for match in pattern.finditer(text) if pattern else ():
        values = _values(_key(match.group(match.lastgroup or 0)), pack)
        if started and _between(pack).fullmatch(text, started[1], match.start()):
            start, _, total = started
            if len(values) == 1 and total.add(values[0]):
                started = (start, match.end(), total)
                continue
        if started:
            yield _numeral(*started)
        total = _Sum(pack.numbers.scores)
        started = (match.start(), match.end(), total) if all([total.add(value) for value in values]) else None
    if started:
        yield _numeral(*started)


def _values(word: str, pack: Pack) -> list[int]:
    """Return the values of the parts of a word, the least of two tens first as it is written in Dutch."""
    parts = [_words(pack)[part] for part in _part(pack).findall(word)]
    joined = any_of(pack.numbers.joiners)
    if not (pack.numbers.glued and joined):
        return parts
    for place in range(len(parts) - 1):  # "vijfentwintig": the unit before the ten
        if parts[place] < 10 and 20 <= parts[place + 1] < _HUNDRED:
            parts[place], parts[place + 1] = parts[place + 1], parts[place]
    return parts


def _numeral(start: int, end: int, total: _Sum) -> _Numeral:
    return _Numeral(start, end, Decimal(total.value))


def _roman(digits: str) -> int:
    values = [_ROMAN_DIGITS[digit] for digit in digits]
    return sum(-own if own < after else own for own, after in zip(values, [*values[1:], 0], strict=True))
