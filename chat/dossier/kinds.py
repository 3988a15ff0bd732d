"""What kind of body a word is for, and which names are of that kind: "das Unternehmen", "die Behörde"; sides in court.

From data/de/generic_bodies.toml. Knows nothing of articles.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache

from chat.data import table
from chat.lang.de.text import GermanText

_NAMELESS = ("company", "club")  # kinds whose names may be any word: "Rhenova"
_MEMORY = 1 << 12


@cache
def _words(part: str) -> dict[str, frozenset[str]]:
    return {kind: frozenset(words.split()) for kind, words in table("de/generic_bodies.toml")[part].items()}


def kind_of(nouns: Collection[str]) -> str:
    """Return the kind of body that a word names, and no body of its own: "company"; empty where it is no such word."""
    if len(nouns) != 1:
        return ""
    (noun,) = nouns
    return next((kind for kind, words in _words("words").items() if noun in words), "")


def is_of(kind: str, nouns: Collection[str]) -> bool:
    """Return whether what a body is called shows that it is of a kind: "Halmtalbahn" is a company."""
    return not kind_of(nouns) and any(_ends_in(noun, _words("names")[kind]) for noun in nouns)


def may_be_of(kind: str, nouns: Collection[str]) -> bool:
    """Return whether a body is called by a name that shows no kind at all, as companies and clubs are: "Rhenova"."""
    return kind in _NAMELESS and bool(nouns) and not any(map(_shows_kind, nouns))


@lru_cache(maxsize=_MEMORY)
def _shows_kind(noun: str) -> bool:
    return any(_ends_in(noun, names) for names in _words("names").values()) or bool(
        GermanText(noun.capitalize()).meanings
    )


def _ends_in(noun: str, endings: Collection[str]) -> bool:
    """Return whether a noun is one of some words, or a compound that ends in one which is no abbreviation."""
    return noun in endings or any(len(ending) > len("gmbh") - 1 and noun.endswith(ending) for ending in endings)


def side_of(word: str) -> str:
    """Return what one is called who speaks for a side in court: "Verteidiger" of "Verteidigung"; empty for others."""
    return str(table("de/generic_bodies.toml")["sides"].get(word.casefold(), ""))
