"""Weekdays and months that a text names, in a language with a pack. A leaf."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from chat.lang.packs import Pack


def weekdays(text: str, language: Pack) -> list[tuple[str, int]]:
    """Return the weekdays of a text, as written, each with its number from Monday, which is 0."""
    return _found(text, _pattern(language, language.dates.weekdays, ()))


def months(text: str, language: Pack) -> list[tuple[str, int]]:
    """Return the months of a text, as written, each with its number from January, which is 0."""
    return _found(text, _pattern(language, language.dates.months, language.dates.lookalikes))


@cache
def _pattern(language: Pack, named: Sequence[Sequence[str]], lookalikes: Sequence[str]) -> regex.Pattern[str] | None:
    """Return the pattern of some names, a group each."""
    if not named:
        return None
    groups = "|".join(f"(?P<n{number}>{'|'.join(forms)})" for number, forms in enumerate(named))
    other = rf"(?!(?:{'|'.join(lookalikes)})\b)" if lookalikes else ""
    return regex.compile(rf"\b{other}(?:{groups})\b", regex.IGNORECASE)


def _found(text: str, pattern: regex.Pattern[str] | None) -> list[tuple[str, int]]:
    matches = pattern.finditer(text) if pattern else ()
    return [(match.group(), int(str(match.lastgroup)[1:])) for match in matches]
