"""Offices and institutions in German, and whether an English text has a word for them.

A leaf: knows nothing of articles, models or prompts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from chat.data import any_of, table

_WORD = re.compile(r"[^\W\d_]+")
_ENDING = "(?:innen|in|e[nmrs]?|[ns])?"


class Office(NamedTuple):
    """A German word for an office or institution, as written, and the beginnings of English words that stand for it."""

    german: str
    english: tuple[str, ...]


@cache
def _offices() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """Return a pattern that finds the office at the end of a German word, and each office's English beginnings."""
    data = table("pairs/offices.toml")
    beginnings = {office: tuple(words.split()) for office, words in data["offices"].items()}
    lookalikes = any_of(data["lookalikes"]["words"].split())
    ending_in_office = rf"\w*?(?P<office>{any_of(beginnings)}){_ENDING}$"
    return re.compile(rf"(?!(?:{lookalikes}){_ENDING}$){ending_in_office}"), beginnings


def english_beginnings_of(word: str) -> tuple[str, ...]:
    """Return the beginnings of the English words that stand for an office or institution; none for other words."""
    pattern, beginnings = _offices()
    match = pattern.match(word.lower()) if word[:1].isupper() else None
    return beginnings[match["office"]] if match else ()


def is_office(word: str) -> bool:
    """Return whether a German word, or a part of one with a hyphen, is that of an office or institution."""
    return any(english_beginnings_of(part) for part in _WORD.findall(word))


@cache
def _any_beginning() -> tuple[str, ...]:
    return tuple({beginning for beginnings in _offices()[1].values() for beginning in beginnings})


def is_english_office(word: str) -> bool:
    """Return whether an English word, in any case of letters, stands for an office or institution."""
    return word.lower().startswith(_any_beginning())


def english_offices_in(words: Sequence[str]) -> frozenset[str]:
    """Return the beginnings of English words for offices and institutions that some words begin with."""
    return frozenset(begins for begins in _any_beginning() if any(word.lower().startswith(begins) for word in words))


def offices(german: str) -> list[Office]:
    """Return the offices and institutions of a German text, in order."""
    words = ((word, english_beginnings_of(word)) for word in _WORD.findall(german))
    return [Office(word, beginnings) for word, beginnings in words if beginnings]


def unnamed(held: Sequence[Office], english: str) -> list[str]:
    """Return those of some offices, as written, for which the English has no word."""
    present = [word.lower() for word in _WORD.findall(english)] if held else []
    return [office.german for office in held if not any(word.startswith(office.english) for word in present)]


def lost_offices(german: str, english: str) -> list[str]:
    """Return the offices and institutions of a German text, as written, for which the English has no word."""
    return unnamed(offices(german), english)
