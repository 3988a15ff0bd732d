"""Offices and institutions in German, and whether an English text has a word for them.

A leaf: knows nothing of articles, models or prompts.
"""

from __future__ import annotations

import re
from functools import cache

from chat.data import any_of, table

_WORD = re.compile(r"[^\W\d_]+")
_ENDING = "(?:innen|in|e[nmrs]?|[ns])?"


@cache
def _offices() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """Return a pattern that finds the office at the end of a German word, and each office's English beginnings."""
    data = table("pairs/offices.toml")
    beginnings = {office: tuple(words.split()) for office, words in data["offices"].items()}
    lookalikes = any_of(data["lookalikes"]["words"].split())
    ending_in_office = rf"\w*?(?P<office>{any_of(beginnings)}){_ENDING}$"
    return re.compile(rf"(?!(?:{lookalikes}){_ENDING}$){ending_in_office}"), beginnings


def english_beginnings(word: str) -> tuple[str, ...]:
    """Return the beginnings of the English words that stand for an office or institution; none for other words."""
    pattern, beginnings = _offices()
    match = pattern.match(word.lower()) if word[:1].isupper() else None
    return beginnings[match["office"]] if match else ()


def is_office(word: str) -> bool:
    """Return whether a German word, or a part of one with a hyphen, is that of an office or institution."""
    return any(english_beginnings(part) for part in _WORD.findall(word))


def lost_roles(german: str, english: str) -> list[str]:
    """Return the offices and institutions of a German text, as written, for which the English has no word."""
    present = [word.lower() for word in _WORD.findall(english)]
    return [
        word
        for word in _WORD.findall(german)
        if (beginnings := english_beginnings(word)) and not any(other.startswith(beginnings) for other in present)
    ]
