"""Forms of verbs that the tagger takes for nouns and adjectives, told by the words beside them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from chat.data import table

if TYPE_CHECKING:
    from chat.lang.en.tokens import Token

_SHORTEST = 6  # letters of a past in -ed that is taken for a noun
_ACTING = ("NN2", "NP0", "PNP")  # tags of whom a past stands behind


def of_plain_verbs(token: Token, before: Token | None, behind: Token | None) -> str | None:
    """Return the tag of a form of a verb that the tagger takes for another; None for other words."""
    lower, after = token.lower, behind.lower if behind else ""
    if token.tag == "AJ0" and lower.endswith("ed") and before and before.lower in _subjects():
        return "VVD"
    if lower == "used" and after == "to" and before and before.tag[:2] not in ("VB", "VH"):
        return "VVD"
    if token.tag in ("VVB", "VVI") and before and before.tag == "AT0":
        return "NN1"  # "an override"
    if token.tag == "AJ0" and lower.endswith("ing") and behind and behind.tag == "CJT":
        return "VVG"  # "demanding that"
    noun_in_ed = lower.endswith("eed") or len(lower) < _SHORTEST  # "feed", "shed"
    written_as_past = lower == token.text and lower.endswith("ed") and not noun_in_ed
    if token.tag == "NN1" and written_as_past and before and before.tag in _ACTING:
        return "VVD"  # "members trooped into the hall"
    return None


@cache
def _subjects() -> frozenset[str]:
    return frozenset(table("en/tagging.toml")["subjects"].split())
