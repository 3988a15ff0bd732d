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
    if token.tag == "AJ0" and lower.endswith("ed") and before and before.lower in _listed("subjects"):
        return "VVD"
    if lower == "used" and after == "to" and before and before.tag[:2] not in ("VB", "VH"):
        return "VVD"
    if token.tag in ("VVB", "VVI") and before and before.tag == "AT0":
        return "NN1"  # "an override"
    if token.tag == "AJ0" and lower.endswith("ing") and behind and behind.tag == "CJT":
        return "VVG"  # "demanding that"
    if lower in _listed("nouns_like_adjectives") and _is_head(token, before, behind):
        return "NN1"  # "the firm hopes for"
    noun_in_ed = lower.endswith("eed") or len(lower) < _SHORTEST  # "feed", "shed"
    written_as_past = lower == token.text and lower.endswith("ed") and not noun_in_ed
    if token.tag == "NN1" and written_as_past and before and before.tag in _ACTING:
        return "VVD"  # "members trooped into the hall"
    return None


def of_her(behind: Token) -> str | None:
    """Return the tag of "her" before a word, None where the tagger is right: "her hope that", "told her that"."""
    if behind.tag == "VVB" and behind.lower in _listed("nouns_or_verbs"):
        return "DPS"
    return "PNP" if behind.tag in ("PRP", "PUN", "CJC", "TO0", "CJT", "AV0", "CJS") else None


def _is_head(token: Token, before: Token | None, behind: Token | None) -> bool:
    """Return whether an adjective is the noun of a phrase, as a verb stands behind it that is taken for a noun."""
    if token.tag != "AJ0" or before is None or behind is None or before.tag not in ("AT0", "DPS"):
        return False
    past = behind.tag == "AJ0" and behind.lower.endswith("ed")
    return past or behind.lower in _listed("nouns_or_verbs_s")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("en/tagging.toml")[name].split())
