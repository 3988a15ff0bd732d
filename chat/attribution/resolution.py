"""Who a pronoun or a short name stands for: the last mention before it that fits in gender, or that has the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

Gender = Literal["masculine", "feminine", "unknown"]

_PRONOUNS: dict[str, Gender] = {"er": "masculine", "dieser": "masculine", "sie": "feminine", "diese": "feminine"}
_MASCULINE = re.compile(
    r"\b(?:der|ein|dieser)\s+(?:\S+(?:e|er)\s+)*[A-ZÄÖÜ]|\b[A-ZÄÖÜ]\S*(?:sprecher|minister|chef|präsident)\b"
)
_FEMININE = re.compile(r"\b(?:die|eine|diese)\s+(?:\S+e\s+)*[A-ZÄÖÜ]|\b[A-ZÄÖÜ]\w{3,}in\b")
_NAME = re.compile(r"\b[A-ZÄÖÜ][^\W\d_]+(?:-[^\W_]+)*")


def gender(phrase: str) -> Gender:
    """Return the grammatical gender that a German noun phrase shows by its article or its noun."""
    feminine, masculine = _FEMININE.search(phrase), _MASCULINE.search(phrase)
    if bool(feminine) == bool(masculine):
        return "unknown"
    return "feminine" if feminine else "masculine"


def resolve(speaker: str, mentions: Sequence[str]) -> str | None:
    """Return the fuller name that a speaker stands for among the mentions before it, oldest first; None for itself.

    Someone unknown stays None: a wrong name is worse than none.
    """
    wanted = _PRONOUNS.get(speaker.lower())
    earlier = [mention for mention in reversed(mentions) if mention.lower() not in _PRONOUNS]
    if wanted:
        return next((mention for mention in earlier if gender(mention) in (wanted, "unknown")), None)
    names = _NAME.findall(speaker)
    if len(names) != 1:
        return None
    return next(
        (mention for mention in earlier if names[0] in _NAME.findall(mention) and len(mention) > len(speaker)), None
    )
