"""Numbers in text, as values that can be compared across languages.

German 1.500 and English 1,500 are 1500; 3,5 and 3.5 are 3.5; "1,3 Millionen" and "1.3 million" are 1300000;
"dreihundert" and "three hundred" are 300; "21.30 Uhr" and "9:30 pm" share 9 and 30. "Mehrere Tausend" and "thousands"
are no number. How German and English put numbers together is told here; of all other languages their packs tell it
(`numerals`). A leaf: knows nothing of articles, models or prompts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Literal, get_args

from chat.data import any_of, table
from chat.lang.characters import lowered
from chat.lang.numerals import DIGITS, SPACE, Figure, figures_by_pack
from chat.lang.packs import pack

__all__ = ["Figure", "figures", "lacking", "missing"]

Tongue = Literal["de", "en"]

_WORDS: dict[Tongue, dict[str, Any]] = table("pairs/numbers.toml")  # type: ignore[assignment]


def _below_hundred(tongue: Tongue) -> dict[str, Decimal]:
    """Return the cardinal numbers below a hundred as they are written in one word, or with a hyphen or a space."""
    words = _WORDS[tongue]
    units, tens = words["units"], words["tens"]
    compounds = {
        written: units[unit] + tens[ten]
        for ten in tens
        for unit in units
        for written in ([f"{unit}und{ten}"] if tongue == "de" else [f"{ten}-{unit}", f"{ten} {unit}"])
    }
    return {word: Decimal(value) for word, value in (units | words["teens"] | tens | compounds).items()}


_BELOW: dict[Tongue, dict[str, Decimal]] = {tongue: _below_hundred(tongue) for tongue in get_args(Tongue)}
_LOOSE: dict[Tongue, dict[str, Decimal]] = {
    tongue: {word: Decimal(str(value)) for word, value in _WORDS[tongue]["loose"].items()}
    for tongue in get_args(Tongue)
}
_HUNDREDS: dict[Tongue, dict[str, int]] = {tongue: _WORDS[tongue]["hundreds"] for tongue in get_args(Tongue)}
_HALF: dict[Tongue, str] = {tongue: _WORDS[tongue]["half"] for tongue in get_args(Tongue)}
_PARTS: dict[Tongue, re.Pattern[str]] = {
    tongue: re.compile(rf"{_HALF[tongue]}|{any_of([*_BELOW[tongue], *_HUNDREDS[tongue]])}")
    for tongue in get_args(Tongue)
}
_DE_PART, _EN_PART = any_of(_BELOW["de"]), any_of(_BELOW["en"])
_DE_HUNDREDS, _EN_HUNDREDS = any_of(_HUNDREDS["de"]), rf"(?:{any_of(_HUNDREDS['en'])})\b"
_CARDINAL: dict[Tongue, re.Pattern[str]] = {
    # One word, and the beginning of a compound ("dreitägig", "Dreijahresplan"); "ein" only before another part.
    "de": re.compile(
        rf"\b(?!{any_of(_WORDS['de']['lookalikes'])})(?!ein(?!und|{_DE_HUNDREDS}))"
        rf"(?:(?:(?!{_HALF['de']})(?:{_DE_PART})|{_DE_HUNDREDS})(?:und(?={_DE_PART}|{_DE_HUNDREDS}))?)+"
        rf"(?:{_HALF['de']})?",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"\b(?:(?:(?:an?|{_EN_PART})[ -])?{_EN_HUNDREDS}(?:[ -](?:and )?(?:{_EN_PART}|{_EN_HUNDREDS})\b)*"
        rf"|(?:{_EN_PART})\b(?!-(?:first|second|third|\w+th)\b)(?: {_HALF['en']}\b)?)",
        re.IGNORECASE,
    ),
}
_LOOSE_WORD: dict[Tongue, re.Pattern[str]] = {
    "de": re.compile(rf"\b(?:(?P<one>ein(?:e[mnrs]?)?)\b|(?:{any_of(_LOOSE['de'])}))", re.IGNORECASE),
    "en": re.compile(rf"\b(?:{any_of(_LOOSE['en'])})\b", re.IGNORECASE),
}
_VAGUE_BEFORE: dict[Tongue, re.Pattern[str]] = {
    tongue: re.compile(rf"\b(?:{any_of(_WORDS[tongue]['vague'])})\s+$", re.IGNORECASE) for tongue in get_args(Tongue)
}
_LOOK_BACK = 20  # characters; no vague word is longer
_ROUND: dict[Tongue, re.Pattern[str]] = {
    tongue: re.compile("|".join(_WORDS[tongue]["round"]), re.IGNORECASE) for tongue in get_args(Tongue)
}
_PLURAL = re.compile(r"e[nr]?\b")  # of "Tausende", "Dutzenden"
_POWERS: dict[Tongue, dict[str, int]] = {tongue: _WORDS[tongue]["powers"] for tongue in get_args(Tongue)}
_BETWEEN = "|".join(word for tongue in get_args(Tongue) for word in _WORDS[tongue]["range"])
_SCALE: dict[Tongue, re.Pattern[str]] = {
    # "3 Mio.", "half a million"; the number may be the first of a range: "10 bis 12 Millionen"
    tongue: re.compile(
        rf"(?P<range>\s?(?:-|–|{_BETWEEN})\s?(?:\d+(?:[.,]\d+)?|\w+))?(?:\s+an?)?[\s-]?(?P<word>{any_of(powers)})\b",
        re.IGNORECASE,
    )
    for tongue, powers in _POWERS.items()
}
_CLOCK: dict[Tongue, re.Pattern[str]] = {
    tongue: re.compile(rf"\s?(?:{'|'.join(_WORDS[tongue]['clock'])})") for tongue in get_args(Tongue)
}
_HOURS = {"eins": 1} | {word: int(value) for word, value in _BELOW["de"].items() if 1 < value <= 12}
_HALF_PAST = re.compile(rf"\b{_WORDS['de']['half_past']} (?P<hour>{any_of(_HOURS)})\b", re.IGNORECASE)
_DECADE = re.compile(r"(?:er[n]?|['’]?s)\b")  # of "90er", "1990s"
_GROUPED: dict[Tongue, re.Pattern[str]] = {
    "de": re.compile(rf"(\d{{1,3}}(?:(?:\.|{SPACE})\d{{3}})+)(?:,(\d+))?"),
    "en": re.compile(rf"(\d{{1,3}}(?:(?:,|{SPACE})\d{{3}})+)(?:\.(\d+))?"),
}
_LETTERS = re.compile(r"[^\W\d_]+")
_DECIMAL: dict[Tongue, re.Pattern[str]] = {"de": re.compile(r"(\d+),(\d+)"), "en": re.compile(r"(\d+)\.(\d+)")}


def figures(text: str, tongue: str) -> list[Figure]:
    """Return the numbers of a text: those in digits in the order in which they are written, then the spelled ones.

    A word that is part of another number has no value of its own: "thousand" in "50 thousand", "a" in "half a million".

    Args:
        tongue: the language of the text, ISO 639-1.
    """
    if tongue in _WORDS:
        return _built_in(text, tongue)
    return figures_by_pack(text, pack(tongue))


def _built_in(text: str, tongue: Tongue) -> list[Figure]:
    """Return the numbers of a German or English text."""
    digits = [(match.start(), _written(text, match, tongue)) for match in DIGITS.finditer(text)]
    if tongue == "de":
        digits += [(match.start(), _half_past(match)) for match in _HALF_PAST.finditer(text)]
    cardinals = _not_within(digits, _cardinals(text, tongue))
    loose = _not_within([*digits, *cardinals], _loose_words(text, tongue))
    return [figure for _, figure in (*digits, *cardinals, *loose)]


def _half_past(match: re.Match[str]) -> Figure:
    """Return the figure of "halb drei": half past two, in the night or in the afternoon."""
    hour = _HOURS[lowered(match["hour"])]
    return Figure(
        text=match.group(), values=frozenset({Decimal(hour - 1), Decimal(hour + 11), Decimal(30)}), weighty=False
    )


def _not_within(
    taken: Iterable[tuple[int, Figure]], candidates: Iterable[tuple[int, Figure]]
) -> list[tuple[int, Figure]]:
    """Return the candidates, each with where it starts, that start in none of the figures taken nor in one another."""
    covered = {place for start, figure in taken for place in range(start, start + len(figure.text))}
    free = []
    for start, figure in candidates:
        if start not in covered:
            covered.update(range(start, start + len(figure.text)))
            free.append((start, figure))
    return free


def _written(text: str, match: re.Match[str], tongue: Tongue) -> Figure:
    """Return the figure of a number in digits, with the scale word ("Mio.") or the clock word after it."""
    written, end = match.group(), match.end()
    values = _values(written, tongue)
    if scale := _SCALE[tongue].match(text, end):
        values = {value.scaleb(_POWERS[tongue][lowered(scale["word"])]) for value in values}
        written += "" if scale["range"] else scale.group()
    elif _CLOCK[tongue].match(text, end):
        values = {Decimal(part) for part in re.findall(r"\d+", written)}
        values |= {(value + 12) % 24 for value in values if value <= 24}
    elif _DECADE.match(text, end) and len(written) == 2:
        values |= {value + 1900 for value in values}
    weighty = not text[max(0, match.start() - 1) : match.start()].isalpha()
    return Figure(text=written, values=frozenset(value.normalize() for value in values), weighty=weighty)


def _values(digits: str, tongue: Tongue) -> set[Decimal]:
    """Return what a number in digits stands for; a date, a clock time or a score stands for each of its parts."""
    if grouped := _GROUPED[tongue].fullmatch(digits):
        return {Decimal(f"{re.sub('[^0-9]', '', grouped[1])}.{grouped[2] or 0}")}
    if decimal := _DECIMAL[tongue].fullmatch(digits):
        return {Decimal(f"{decimal[1]}.{decimal[2]}")}
    return {Decimal(part) for part in re.findall(r"\d+", digits)}


def _cardinals(text: str, tongue: Tongue) -> Iterator[tuple[int, Figure]]:
    """Yield the cardinal numbers in words, each with where it starts; vague ones ("Tausende") left out."""
    for match in _CARDINAL[tongue].finditer(text):
        if not _is_vague(text, match, tongue):
            word = lowered(match.group())
            value = _cardinal(word, tongue)
            counts = tongue == "en" and value >= 2 and not word.startswith(("a ", "an ", "hundred", "thousand"))
            yield match.start(), _scaled(text, match, value, tongue, weighty=counts)


def _loose_words(text: str, tongue: Tongue) -> Iterator[tuple[int, Figure]]:
    """Yield the words that have a number in them without counting, each with where it starts."""
    for match in _LOOSE_WORD[tongue].finditer(text):
        if not _is_vague(text, match, tongue):
            one = tongue == "de" and match["one"]
            value = Decimal(1) if one else _LOOSE[tongue][lowered(match.group())]
            yield match.start(), _scaled(text, match, value, tongue, weighty=False)


def _is_vague(text: str, match: re.Match[str], tongue: Tongue) -> bool:
    if not _ROUND[tongue].fullmatch(match.group()):
        return False
    plural = tongue == "de" and _PLURAL.match(text, match.end())
    return bool(plural or _VAGUE_BEFORE[tongue].search(text, max(0, match.start() - _LOOK_BACK), match.start()))


def _scaled(text: str, match: re.Match[str], value: Decimal, tongue: Tongue, *, weighty: bool) -> Figure:
    """Return the figure of a number in words, with the scale word after it ("zwei Millionen")."""
    scale = _SCALE[tongue].match(text, match.end())
    if scale:
        value = value.scaleb(_POWERS[tongue][lowered(scale["word"])])
    written = match.group() + (scale.group() if scale and not scale["range"] else "")
    return Figure(text=written, values=frozenset({value.normalize()}), weighty=weighty)


def _cardinal(word: str, tongue: Tongue) -> Decimal:
    """Return the value of a cardinal number in words, in lower case."""
    total = current = Decimal(0)
    for part in _PARTS[tongue].findall(word):
        if part in _BELOW[tongue]:
            current += _BELOW[tongue][part]
        elif part not in _HUNDREDS[tongue]:
            current += Decimal("0.5")
        elif _HUNDREDS[tongue][part] == 100:
            current = (current or Decimal(1)) * 100
        else:
            total, current = total + (current or Decimal(1)) * 1000, Decimal(0)
    return total + current


def missing(text: str, tongue: str, *, among: dict[str, str]) -> list[str]:
    """Return the weighty numbers of a text, as written, that none of the texts `among` (by language) has."""
    offered = [figure for other, source in among.items() for figure in figures(source, other)]
    return lacking(figures(text, tongue), offered, among=among.values())


def lacking(own: Iterable[Figure], offered: Iterable[Figure], *, among: Iterable[str]) -> list[str]:
    """Return the weighty of some figures, as written, that have no value of those offered by the texts `among`.

    A number word that stands in one of these as it is belongs to a name ("Six Flags", "Top Ten").
    """
    values = {value for figure in offered for value in figure.values}
    lost = [figure.text for figure in own if figure.weighty and not figure.values & values]
    written = {word.casefold() for source in among for word in _LETTERS.findall(source)} if lost else ()
    return [text for text in lost if text.casefold() not in written]
