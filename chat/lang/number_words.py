"""Numbers in words, in a language with a pack: which words make one number, and what it is.

The words of a number are added as they come down ("vingt" and then "cinq"), and multiplied by a hundred, a thousand or
a million behind them ("cinq cents"); what does not come down begins a number of its own ("dois e três" are two).
A leaf.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from chat.data import any_of
from chat.lang.characters import lowered
from chat.lang.packs import Pack

_TEN, _HUNDRED, _THOUSAND, _MILLION = 10, 100, 1000, 1_000_000
_MOST_GLUED = 10  # words in one; one of more would be tried in every way in which it can be taken apart
_LOOK_BACK = 40  # characters; nothing vague is longer
_ROMAN_DIGITS = {"I": 1, "І": 1, "V": 5, "X": 10, "Х": 10}
# "XX", "XIXe", "XXI."; in Cyrillic they are written with Latin letters, or with those that look alike.
_ROMAN = re.compile(r"(?<!\w)(?=[IVXІХ])(?P<digits>[XХ]{0,3}(?:[IІ][XХ]|[IІ]V|V?[IІ]{0,3}))(?:e|è?me|er|º|ª)?(?!\w)")


@dataclass(frozen=True)
class Numeral:
    """A number in words: where it stands, what it may be, and what a half behind it is a half of."""

    start: int
    end: int
    values: frozenset[Decimal]
    unit: Decimal = Decimal(1)


def numerals(text: str, pack: Pack) -> Iterator[Numeral]:
    """Yield the numbers that words make together; vague ones ("plusieurs milliers") are none."""
    vague = _vague(pack)
    for number in _counted(text, pack):
        begun = max(0, number.start - _LOOK_BACK)
        if max(number.values) < _HUNDRED or vague is None or not vague.search(text, begun, number.start):
            yield number


def loose(text: str, pack: Pack) -> Iterator[Numeral]:
    """Yield the words that have a number in them without counting ("third", "both"), and Roman numbers."""
    if pattern := _having(pack):
        for match in pattern.finditer(text):
            yield Numeral(match.start(), match.end(), _loose(pack)[key(match.group())])
    for match in _ROMAN.finditer(text):
        yield Numeral(match.start(), match.end(), frozenset({Decimal(_roman(match["digits"]))}))


def key(word: str) -> str:
    """Return a word as it is looked up: in lower case, with one kind of apostrophe ("п’ять")."""
    return re.sub("[’ʼ]", "'", lowered(word))


def either(words: Iterable[str]) -> str:
    """Return the pattern of any of some words, with any kind of apostrophe."""
    return any_of(words).replace("'", "['’ʼ]")


@cache
def _words(pack: Pack) -> dict[str, int]:
    """Return the values of the words that numbers are made of, those for a million and more among them."""
    scales = {
        key(word): int(_TEN**power)
        for power, words in pack.numbers.powers.items()
        for word in words
        if _TEN**power >= _MILLION and word.isalpha() and len(word) > 2
    }
    return scales | {key(word): value for value, words in pack.numbers.words.items() for word in words}


@cache
def _loose(pack: Pack) -> dict[str, frozenset[Decimal]]:
    found: dict[str, set[Decimal]] = {}
    for value, words in pack.numbers.loose.items():
        for word in words:
            found.setdefault(key(word), set()).add(Decimal(value))
    return {word: frozenset(values) for word, values in found.items()}


@cache
def _counting(pack: Pack) -> re.Pattern[str] | None:
    """Return the pattern of a word of a number, or of one glued together from several."""
    if not pack.numbers.words:
        return None
    part, joined = either(_words(pack)), any_of(pack.numbers.joiners)
    several = rf"(?:{part})(?:(?:{joined})?(?:{part})){{0,{_MOST_GLUED - 1}}}"
    if pack.numbers.endings:  # and so many forms, of which all but the last are taken as they come
        several = rf"(?>{part}){{0,{_MOST_GLUED - 1}}}(?:{part})"
    # Before an ending several words are one: "двадцатиоднолетний", twenty-one years old.
    ended = rf"(?P<ended>{several})(?:{pack.numbers.endings})|" if pack.numbers.endings else ""
    other = f"(?!{'|'.join(pack.numbers.lookalikes)})" if pack.numbers.lookalikes else ""
    return re.compile(
        rf"\b{other}(?:{ended}(?P<word>{several if pack.numbers.glued else part}))\b(?!['’ʼ]\w)", re.IGNORECASE
    )


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
    return re.compile(rf"(?<!\w)(?:{either(words)})(?!\w)", re.IGNORECASE) if words else None


@cache
def _vague(pack: Pack) -> re.Pattern[str] | None:
    words = pack.numbers.vague
    return re.compile(rf"\b(?:{'|'.join(words)})\s+$", re.IGNORECASE) if words else None


class _Sum:
    """A number as its words come."""

    def __init__(self, pack: Pack) -> None:
        self._scores = pack.numbers.scores
        self._counts_on_ten = _TEN + 1 not in pack.numbers.words  # "on bir" is eleven
        self._millions = self._thousands = self._below = 0
        self._room_above = self._limit = _MILLION**3  # what may follow is below it
        self.unit = 1

    @property
    def value(self) -> int:
        return self._millions + self._thousands + self._below

    def add(self, value: int) -> bool:
        """Add a word's value, and return whether it can belong to the number."""
        if value >= _MILLION:
            return self._add_millions(value)
        if value == _THOUSAND and not self._thousands:
            self._thousands, self._below = (self._below or 1) * _THOUSAND, 0
            self._limit = self.unit = _THOUSAND
        elif value == _HUNDRED and 1 <= self._below < _HUNDRED:
            self._below *= _HUNDRED
            self._limit = _HUNDRED
        elif value >= self._limit:
            return False
        elif value >= _THOUSAND:
            self._thousands += value
            self._limit = _THOUSAND
        else:
            self._below += value
            self._limit = self._room(value)
            self.unit = 1
        return True

    def _add_millions(self, value: int) -> bool:
        """Multiply what has come so far; a lesser scale may follow a greater one."""
        if value >= self._room_above:
            return False
        self._millions += (self._thousands + self._below or 1) * value
        self._thousands = self._below = 0
        self._room_above = self._limit = self.unit = value
        return True

    def _room(self, value: int) -> int:
        """Return what may follow a value is below: units behind tens, and nothing but a multiplier behind units."""
        if value >= _HUNDRED:
            return _HUNDRED
        if value in self._scores:
            return 2 * _TEN
        return _TEN if value >= 2 * _TEN or (value == _TEN and self._counts_on_ten) else 1


def _counted(text: str, pack: Pack) -> Iterator[Numeral]:
    """Yield the numbers that words make together, vague ones too."""
    pattern = _counting(pack)
    begun: tuple[int, int, _Sum] | None = None  # where the number that is being read starts, and ends so far
    for match in pattern.finditer(text) if pattern else ():
        values = _values(key(match.group(match.lastgroup or 0)), pack)
        joined = begun is not None and _between(pack).fullmatch(text, begun[1], match.start())
        whole = _with(begun[2], values) if begun and joined else None
        if begun and whole:
            begun = (begun[0], match.end(), whole)
            continue
        if begun:
            yield _numeral(*begun)
        alone = _with(_Sum(pack), values)
        begun = (match.start(), match.end(), alone) if alone else None
    if begun:
        yield _numeral(*begun)


def _with(total: _Sum, values: Sequence[int]) -> _Sum | None:
    """Return a number with more words behind it; None where they cannot belong to it."""
    own = copy(total)
    return own if all(own.add(value) for value in values) else None


def _values(word: str, pack: Pack) -> list[int]:
    """Return the values of the parts of a word, a ten before its unit, which Dutch writes first."""
    parts = [_words(pack)[part] for part in _part(pack).findall(word)]
    if not (pack.numbers.glued and pack.numbers.joiners):
        return parts
    for place in range(len(parts) - 1):  # "vijfentwintig"
        if parts[place] < _TEN and 2 * _TEN <= parts[place + 1] < _HUNDRED:
            parts[place], parts[place + 1] = parts[place + 1], parts[place]
    return parts


def _numeral(start: int, end: int, total: _Sum) -> Numeral:
    return Numeral(start, end, frozenset({Decimal(total.value)}), Decimal(total.unit))


def _roman(digits: str) -> int:
    values = [_ROMAN_DIGITS[digit] for digit in digits]
    return sum(-own if own < after else own for own, after in zip(values, [*values[1:], 0], strict=True))
