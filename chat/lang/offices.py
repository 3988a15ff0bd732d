"""Offices and institutions in German, and whether an English text has a word for them.

A leaf: knows nothing of articles, models or prompts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from chat.data import table

_WORD = re.compile(r"[^\W\d_]+")
_ENDING = "(?:innen|in|e[nmrs]?|[ns])?"


class Office(NamedTuple):
    """A German word for an office or institution, as written, and the beginnings of English words that stand for it."""

    german: str
    english: tuple[str, ...]


@cache
def _roles() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """Return a pattern that finds the role at the end of a German word, and each role's English beginnings."""
    data = table("pairs/offices.toml")
    listed = {role: tuple(words.split()) for role, words in data["roles"].items()}
    lookalikes = "|".join(data["lookalikes"]["words"].split())
    longest_first = "|".join(re.escape(role) for role in sorted(listed, key=len, reverse=True))
    return re.compile(rf"(?!(?:{lookalikes}){_ENDING}$)\w*?(?P<role>{longest_first}){_ENDING}$"), listed


def english_beginnings(word: str) -> tuple[str, ...]:
    """Return the beginnings of the English words that stand for an office or institution; none for other words."""
    pattern, listed = _roles()
    match = pattern.match(word.lower()) if word[:1].isupper() else None
    return listed[match["role"]] if match else ()


def offices(german: str) -> list[Office]:
    """Return the offices and institutions of a German text, in order."""
    found = ((word, english_beginnings(word)) for word in _WORD.findall(german))
    return [Office(word, beginnings) for word, beginnings in found if beginnings]


def unnamed(held: Sequence[Office], english: str) -> list[str]:
    """Return those of some offices, as written, for which the English has no word."""
    present = [word.lower() for word in _WORD.findall(english)] if held else []
    return [office.german for office in held if not any(word.startswith(office.english) for word in present)]


def lost_roles(german: str, english: str) -> list[str]:
    """Return the offices and institutions of a German text, as written, for which the English has no word."""
    return unnamed(offices(german), english)
