"""The lexicon: German words of news, each with what it is called in English, read once from data/pairs/lexicon/.

A line of its files has a German word, its grammar, and its English equivalents, the usual first; a fourth field names
the only domain where it holds. Grammar is the gender of a noun ("p": plural alone), the frame of a verb ("sich zu"),
and empty otherwise. Knows no text and no translation.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import chain
from typing import Literal, NamedTuple

from chat.data import lines

Kind = Literal["noun", "verb", "adjective", "adverb", "expression"]

_FOLDER = "pairs/lexicon"
_FILES: Mapping[str, Kind] = {
    "nouns": "noun",
    "offices": "noun",
    "verbs": "verb",
    "adjectives": "adjective",
    "adverbs": "adverb",
    "expressions": "expression",
}
_BAR = "|"  # behind a separable prefix


class Entry(NamedTuple):
    """A German word or expression, and its English.

    Args:
        german: as a dictionary lists it, without the mark of a separable prefix.
        kind: what kind of word it is.
        grammar: gender of a noun (m, f, n, p, mf), frame of a verb ("sich", "auf", "sich zu", "jdm"); else empty.
        english: the equivalents, the usual one first.
        domain: the only field where it means that ("law"), which a reader is told; empty for everywhere.
    """

    german: str
    kind: Kind
    grammar: str
    english: tuple[str, ...]
    domain: str = ""


Lexicon = Mapping[str, tuple[Entry, ...]]


def _entries(name: str, kind: Kind) -> list[Entry]:
    """Return the entries of a file, in order."""
    found = []
    for line in lines(f"{_FOLDER}/{name}.tsv"):
        german, grammar, english, *domain = line.split("\t")
        found.append(Entry(german.replace(_BAR, ""), kind, grammar, tuple(english.split(", ")), "".join(domain)))
    return found


@cache
def entries() -> tuple[Entry, ...]:
    """Return all entries, file by file."""
    return tuple(chain.from_iterable(_entries(name, kind) for name, kind in _FILES.items()))


@cache
def firm_words() -> frozenset[str]:
    """Return the German words that nearly every good translation renders by one of their equivalents."""
    return frozenset(lines(f"{_FOLDER}/firm.txt"))


@cache
def office_words() -> frozenset[str]:
    """Return the German offices, functions of persons and institutions, those of women too."""
    offices = [line.split("\t")[0] for line in lines(f"{_FOLDER}/offices.tsv")]
    return frozenset(offices).union(f"{office}in" for office in offices)


@cache
def words_of_equivalents() -> frozenset[str]:
    """Return the words of all equivalents, in lower case."""
    return frozenset(part for entry in entries() for word in entry.english for part in word.lower().split())


@cache
def lexicon() -> Lexicon:
    """Return the entries of single words by their German, as written there."""
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in entries():
        if entry.kind != "expression":
            found[entry.german] = (*found[entry.german], entry) if entry.german in found else (entry,)
    return found
