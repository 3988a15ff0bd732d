"""What somebody is called who has several entries in ledgers: by their name rather than by what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chat.dossier.manners import manner
from chat.lang.names import sound
from chat.lang.words import words
from chat.schema import LedgerEntry


def called(entries: Sequence[LedgerEntry], tongues: Sequence[str] = ()) -> tuple[str, str, str]:
    """Return the name to show, English where there is one, the fullest phrase, that may be empty, and its language.

    A German phrase goes before all others.

    Args:
        tongues: the language of the phrases of each entry, ISO 639-1: German or English; none: all are German.
    """
    told = list(zip(entries, tongues or ["de"] * len(entries), strict=True))
    own = [(entry.german or "", tongue) for entry, tongue in told if tongue == "de" and entry.german]
    own = own or [(entry.german or "", tongue) for entry, tongue in told]
    phrase, tongue = max(own, key=lambda one: (len(manner(one[1]).name_in(one[0])), len(one[0])))
    name_in = manner(tongue).name_in
    named = Counter(english for entry, own in told if (english := _english(entry, own)))
    name = {sound(part) for part in name_in(phrase) or words(phrase)}
    english = max(named, key=lambda called: (*_fitness(called, name), named[called]), default=None)
    return english or phrase or "An unnamed source", phrase, tongue


def _english(entry: LedgerEntry, tongue: str) -> str | None:
    """Return what an entry is called in English: where its phrase is, by the name in that, or all of it."""
    if tongue == "de" or not entry.german:
        return entry.english
    name = " ".join(manner(tongue).name_in(entry.german))
    return name or entry.german[:1].upper() + entry.german[1:]


def _fitness(english: str, name: set[str]) -> tuple[int, int]:
    """Return how well somebody is called so: by all of their name and little else, else by as much as there is."""
    count = len(words(english))
    named = sum(sound(word) in name for word in words(english))
    return named, -count if named else count
