"""Does a sentence say that something is so, may be so, or is said to be so? In German and English, by its words.

A leaf: knows nothing of articles, models or prompts. The measure of each function is its share of wrong alarms on the
997 pairs of good translations of FLORES-200 dev (bench/LOG.md).
"""

from __future__ import annotations

import re
from functools import cache

from chat.data import table

_FIRST_PERSON = re.compile(r"\bich\b", re.IGNORECASE)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return the lists of data/pairs/hedging.toml, each as a pattern: "hedged.de"."""
    data = table("pairs/hedging.toml")
    return {
        f"{group}.{key}": re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)
        for group, lists in data.items()
        for key, forms in lists.items()
    }


def _found(text: str, *lists: str) -> str | None:
    """Return the first of the words in some lists that a text has, as written."""
    found = (_patterns()[name].search(text) for name in lists)
    return next((match.group() for match in found if match), None)


def lost_hedge(german: str, english: str) -> str | None:
    """Return the hedge of a German sentence ("angeblich", "könnte", "in Erwägung") whose translation has none."""
    hearsay = _found(german, "hearsay.de")
    if hearsay and not _found(english, "hearsay.en"):
        return hearsay.split()[0]
    considered = _found(german, "considered.de")
    if considered and not _found(english, "considered.en"):
        return considered
    return None if _found(english, "hedged.en") else _found(german, "hedged.de")


def invented_hedge(german: str, english: str) -> str | None:
    """Return the word by which a translation makes a possibility of what the German states as a fact."""
    if _found(german, "hedged.de", "hearsay.de", "reported.de", "certain.de"):
        return None
    return _found(english, "certain.en")


def told_as_fact(german: str, english: str) -> str | None:
    """Return the word by which a German sentence reports what somebody says, where its translation states it.

    The word is a verb or phrase of saying, or a Konjunktiv I, the mood of reported speech ("Er sei krank.").
    """
    if _found(english, "reported.en"):
        return None
    told = _found(german, "reported.told")
    if told or _FIRST_PERSON.search(german) or _found(english, "reported.other", "hedged.en"):
        return told
    return _found(german, "reported.de")
