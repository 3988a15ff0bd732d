"""What somebody is called who has several entries in ledgers: by their name rather than by what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chat.dossier.voices import name_in
from chat.lang.names import sound
from chat.lang.words import words
from chat.schema import LedgerEntry


def called(entries: Sequence[LedgerEntry]) -> tuple[str, str]:
    """Return the name to show, English where there is one, and the fullest German phrase; that may be empty."""
    german = max((entry.german or "" for entry in entries), key=lambda phrase: (len(name_in(phrase)), len(phrase)))
    named = Counter(entry.english for entry in entries if entry.english)
    english = max(named, key=lambda name: (*_fitness(name, german), named[name]), default=None)
    return english or german or "An unnamed source", german


def _fitness(english: str, german: str) -> tuple[int, int]:
    """Return how well somebody is called so: by all of their name and little else, else by as much as there is."""
    name = {sound(part) for part in name_in(german) or words(german)}
    count = len(words(english))
    named = sum(sound(word) in name for word in words(english))
    return named, -count if named else count
