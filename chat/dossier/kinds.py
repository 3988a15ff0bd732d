"""What kind of body a word is for, and which names are of that kind: "das Unternehmen", "die Behörde"; sides in court.

From generic_bodies.toml of data/de/ and data/en/. Knows nothing of articles.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache

from chat.data import table
from chat.dossier.compared import compared

_NAMELESS = ("company", "club")  # kinds whose names may be any word: "Rhenova"
_MEMORY = 1 << 12


@cache
def _words(part: str, tongue: str) -> dict[str, frozenset[str]]:
    return {kind: frozenset(words.split()) for kind, words in table(f"{tongue}/generic_bodies.toml")[part].items()}


def kind_of(nouns: Collection[str], tongue: str) -> str:
    """Return the kind of body that a word names, and no body of its own: "company"; empty where it is no such word.

    Args:
        tongue: the language of the word, ISO 639-1: German or English.
    """
    if len(nouns) != 1:
        return ""
    (noun,) = nouns
    return next((kind for kind, words in _words("words", tongue).items() if noun in words), "")


def is_of(kind: str, nouns: Collection[str], tongue: str) -> bool:
    """Return whether what a body is called shows that it is of a kind: "Halmtalbahn" is a company."""
    names = _words("names", tongue)[kind]
    return not kind_of(nouns, tongue) and any(_ends_in(noun, names, tongue) for noun in nouns)


def may_be_of(kind: str, nouns: Collection[str], tongue: str) -> bool:
    """Return whether a body is called by a name that shows no kind at all, as companies and clubs are: "Rhenova"."""
    return kind in _NAMELESS and bool(nouns) and not any(_shows_kind(noun, tongue) for noun in nouns)


@lru_cache(maxsize=_MEMORY)
def _shows_kind(noun: str, tongue: str) -> bool:
    shows = any(_ends_in(noun, names, tongue) for names in _words("names", tongue).values())
    return shows or is_known(noun, tongue)


@lru_cache(maxsize=_MEMORY)
def is_known(noun: str, tongue: str) -> bool:
    """Return whether a noun in small letters is no name, but a word."""
    return bool(compared(noun.capitalize() if tongue == "de" else noun, tongue).words)


def _ends_in(noun: str, endings: Collection[str], tongue: str) -> bool:
    """Return whether a noun is one of some words, or a German compound that ends in one which is no abbreviation."""
    if noun in endings:
        return True
    return tongue == "de" and any(len(ending) > len("gmbh") - 1 and noun.endswith(ending) for ending in endings)


def side_of(word: str, tongue: str) -> str:
    """Return what one is called who speaks for a side in court: "Verteidiger" of "Verteidigung"; empty for others."""
    return str(table(f"{tongue}/generic_bodies.toml")["sides"].get(word.casefold(), ""))
