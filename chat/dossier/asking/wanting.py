"""What a question wants to know of a dossier, by its wording: English or German, whole, with the articles it names.

Reads the patterns of data/en/dossier_questions.toml and data/de/dossier_questions.toml. Knows the numbers and outlets
of the articles, and nothing of what they say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from chat.answers.understanding.intents import Tongue, without_politeness
from chat.data import table
from chat.lang.characters import lowered, one_line
from chat.lang.words import words

Intent = Literal[
    "copies",
    "quotations",
    "changed",
    "compared",
    "only",
    "all",
    "disagree",
    "agree",
    "newest",
    "unnamed",
    "list",
    "several",
    "mention",
    "when_said",
    "blame",
    "denial",
    "who_what",
]
Beside = Literal["who", "against", "changes"]

_EXPANDED = 3  # times that a macro may stand in another
_LEADING = {
    "en": re.compile(r"^(?:that|of|on|to|for|in|about|whether|if|having|any|anything)\s+", re.IGNORECASE),
    "de": re.compile(r"^(?:dass|ob|zu[rm]?|über|von|in|wegen|etwas)\s+", re.IGNORECASE),
}
_ARTICLES = ("the", "der", "die", "das", "dem", "den", "des")
_NOBODY = {"en": "they", "de": "sie"}  # stands for articles that are the subject of a question


@dataclass(frozen=True)
class Named:
    """The articles that a question names, and the question without them.

    Args:
        text: where an article was the subject, it has "they".
        numbers: of the articles, in the order in which they are named.
        unknown: how it names articles that there are not, as written.
    """

    text: str
    numbers: tuple[int, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """What is wanted; `intent` None: what single articles are asked too.

    Args:
        text: the question without the articles it names, its polite opening and what it asks beside.
        about: what it is about; `whom` whose statement.
        beside: what it asks beside: who says so, who is against it, whether it has changed.
    """

    intent: Intent | None
    text: str
    tongue: Tongue
    about: str = ""
    whom: str = ""
    beside: frozenset[Beside] = frozenset()


def wanted(question: str, tongue: Tongue) -> Wanted:
    """Return what a question without the names of articles wants, in the language that it is in."""
    plain = without_politeness(question, tongue)
    beside: set[Beside] = set()
    while (shorter := _without_tail(plain, tongue)) is not None:
        plain, kind = shorter
        beside.add(kind)
    for intent, patterns in _patterns(tongue):
        if match := next(filter(None, (pattern.search(plain) for pattern in patterns)), None):
            named = {name: _bare(text or "", tongue) for name, text in match.groupdict().items()}
            about, whom = named.get("about", ""), named.get("whom", "")
            return Wanted(intent, plain, tongue, about, whom, frozenset(beside))
    return Wanted(None, plain, tongue, beside=frozenset(beside))


def speaker_in(question: str) -> str:
    """Return whom a German question asks after for what they say, "" where it asks something else."""
    match = next(filter(None, (pattern.search(question) for pattern in _speaking())), None)
    return match["speaker"].strip() if match else ""


def says_something(text: str, tongue: Tongue) -> bool:
    """Return whether words are about something, and do not only point: "it", "the topic"."""
    return any(word.lower() not in pointing(tongue) for word in words(text))


@cache
def meta_words() -> frozenset[str]:
    """Return the words of both languages by which questions ask, and which are not what they are about."""
    return frozenset(word for tongue in ("en", "de") for word in _data(tongue)["words"]["meta"].split())


@cache
def pointing(tongue: Tongue) -> frozenset[str]:
    """Return the words that only point at something."""
    return frozenset(_data(tongue)["words"]["pointing"].split())


@cache
def asking_words() -> frozenset[str]:
    """Return all words of the patterns, in lower case, by which slips of the pen are known."""
    texts = [
        re.sub(r"\\[a-zA-Z]|[()|?*+^$\[\]{}.\\!<>=:]", " ", pattern)
        for tongue in ("en", "de")
        for row in [*_data(tongue)["intents"], {"patterns": list(_data(tongue)["macros"].values())}]
        for pattern in row["patterns"]
    ]
    return frozenset(lowered(word) for text in texts for word in words(text)) | meta_words()


def articles_named(question: str, tongue: Tongue, *, numbers: Sequence[int], outlets: Mapping[int, str]) -> Named:
    """Return which articles a question names, by number, by place ("the first article") or by outlet.

    Args:
        numbers: of the articles, in order.
        outlets: who published each, as far as that is known.
    """
    found: list[tuple[int, str, tuple[int, ...]]] = []

    def taken(match: re.Match[str], meant: tuple[int, ...]) -> str:
        found.append((match.start(), match.group().strip(), meant))
        return " " if _is_led(match) else f" {_NOBODY[tongue]} "

    text = _numbered(tongue).sub(lambda match: taken(match, _numbers_in(match["numbers"], tongue)), question)
    text = _ordered(tongue).sub(lambda match: taken(match, _at(match["ordinal"], numbers, tongue)), text)
    for outlet in sorted(set(outlets.values()), key=len, reverse=True):
        if pattern := _of_outlet(outlet, tongue):
            meant = tuple(number for number, name in outlets.items() if name == outlet)
            text = pattern.sub(lambda match, meant=meant: taken(match, meant), text)  # type: ignore[misc]
    known = dict.fromkeys(number for _, _, meant in sorted(found) for number in meant if number in numbers)
    unknown = tuple(written for _, written, meant in sorted(found) if not set(meant) & set(numbers))
    return Named(" ".join(text.split()), tuple(known), unknown)


def _is_led(match: re.Match[str]) -> bool:
    """Return whether the name of an article stands behind a preposition, so that it can go."""
    led = match["led"].split()
    return bool(led) and led[0].lower() not in _ARTICLES


def _numbers_in(text: str, tongue: Tongue) -> tuple[int, ...]:
    values: dict[str, int] = _data(tongue)["values"]
    found = [int(word) if word.isdecimal() else values.get(lowered(word), 0) for word in words(text)]
    return tuple(number for number in found if number)


def _at(ordinal: str, numbers: Sequence[int], tongue: Tongue) -> tuple[int, ...]:
    values: dict[str, int] = _data(tongue)["values"]
    word = lowered(ordinal)
    place = values.get(word) or next((at for name, at in values.items() if word.startswith(name)), 0)
    try:
        return (numbers[place - 1 if place > 0 else place],) if place else ()
    except IndexError:
        return ()


def _without_tail(plain: str, tongue: Tongue) -> tuple[str, Beside] | None:
    for kind, pattern in _tails(tongue):
        shorter = pattern.sub("", plain).strip(" ,;:?!.")
        if shorter != plain and len(shorter.split()) > 1:
            return shorter, kind
    return None


def _bare(text: str, tongue: Tongue) -> str:
    text = one_line(text).strip(" ,;:?!.")
    while (shorter := _LEADING[tongue].sub("", text)) != text:
        text = shorter
    return text


def _data(tongue: str) -> dict[str, Any]:
    return table(f"{tongue}/dossier_questions.toml")


def _expanded(text: str, tongue: str) -> str:
    for _ in range(_EXPANDED):
        for name, meaning in _data(tongue)["macros"].items():
            text = text.replace(f"{{{name}}}", meaning)
    return text


@cache
def _patterns(tongue: Tongue) -> list[tuple[Intent, list[re.Pattern[str]]]]:
    rows = _data(tongue)["intents"]
    if unknown := {row["wants"] for row in rows}.difference(get_args(Intent)):
        raise ValueError(f"nothing answers what is wanted by {unknown}")
    return [(row["wants"], [re.compile(_expanded(p, tongue), re.IGNORECASE) for p in row["patterns"]]) for row in rows]


@cache
def _tails(tongue: Tongue) -> list[tuple[Beside, re.Pattern[str]]]:
    kinds: tuple[Beside, ...] = get_args(Beside)
    return [
        (
            kind,
            re.compile(
                rf"(?:{'|'.join(_expanded(p, tongue) for p in _data(tongue)['tails'][kind])})\W*$", re.IGNORECASE
            ),
        )
        for kind in kinds
    ]


@cache
def _speaking() -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in _data("de")["speaking"]["patterns"]]


@cache
def _numbered(tongue: Tongue) -> re.Pattern[str]:
    named = _data(tongue)["named"]
    number, joined = named["numbers"], r"(?:\s*(?:,|and|or|und|oder|&|bis|to|than|from|with|als)\s*)+"
    return re.compile(
        rf"(?P<led>\b{named['leading']})\b{named['article']}\s+(?P<numbers>{number}(?:{joined}(?:{named['article']}\s+)?{number})*)\b",
        re.IGNORECASE,
    )


@cache
def _ordered(tongue: Tongue) -> re.Pattern[str]:
    named = _data(tongue)["named"]
    return re.compile(
        rf"(?P<led>\b{named['leading']})\b(?P<ordinal>{named['ordinals']})\s+{named['article']}\b", re.IGNORECASE
    )


def _of_outlet(outlet: str, tongue: Tongue) -> re.Pattern[str] | None:
    """Return the pattern of an outlet by its name, in any case of German; None for one of a short word or none."""
    own = words(outlet)
    if not own or len("".join(own)) < 4:
        return None
    name = r"\W+".join(rf"{re.escape(word)}(?:e?[nsmr])?" for word in own)
    return re.compile(rf"(?P<led>\b{_data(tongue)['named']['leading']})\b{name}\b", re.IGNORECASE)
