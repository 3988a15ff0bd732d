"""English words in the form in which translations are compared: one for all inflections and both spellings.

Looser than the stems of `chat.lang.words`, which retrieval and grounding use: irregular forms and British spellings
come to one form too, and `kindred` finds a word's derivations by how it begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from sys import intern

from chat.data import lines
from chat.lang.words import stems_of

_AMERICAN = (
    (re.compile(r"(?<=\w{3})our(?=s?$|ed$|ing$|ful|able|ist)"), "or"),
    (re.compile(r"(?<=\w{3})is(?=e[srd]?$|ing$|ations?$|ers$)"), "iz"),
    (re.compile(r"(?<=\w{2})tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=[dff])ence(?=s?$)"), "ense"),
    (re.compile(r"^(\w*[aeiouy][^aeiouy]+[aeiou])ll(?=ed$|ing$|ers?$)"), r"\1l"),  # "travelled", and not "called"
    (re.compile(r"(?<=gram)me(?=s?$)"), ""),
    (re.compile(r"ogue(?=s?$)"), "og"),
)
_SHORTEST, _SHARE = 4, 0.6  # letters that words of one family begin with, and the part of the longer one that they are
_LONGEST_REST = 6  # letters by which such words may differ
_REMEMBERED = 1 << 15


@cache
def _irregular() -> dict[str, str]:
    """Return the form that a dictionary lists for each irregular form."""
    return {form: words[0] for words in map(str.split, lines("en/irregular.txt")) for form in words[1:]}


@lru_cache(maxsize=_REMEMBERED)
def plain_form(word: str) -> str:
    """Return the form of an English word that all its inflections share: "said" and "says" are "say"."""
    return plain_forms((word,))[0]


def plain_forms(words: Sequence[str]) -> list[str]:
    """Return the plain form of each of some words."""
    spelled = [_american(_irregular().get(word, word)) for word in map(str.lower, words)]
    return [intern(stem) for stem in stems_of(spelled, "english")]  # some thousand forms stand in long lists


@lru_cache(maxsize=_REMEMBERED)
def _american(word: str) -> str:
    """Return a word as American English spells it."""
    for pattern, spelled in _AMERICAN:
        word = pattern.sub(spelled, word)
    return word


@lru_cache(maxsize=_REMEMBERED)
def kindred(form: str, other: str) -> bool:
    """Return whether two plain forms are of one family by how they begin: "reject", "rejection"; "decid", "decis"."""
    if form == other:
        return True
    short, long = sorted((form, other), key=len)
    if long == f"{short}e":  # "buses" is stemmed to "buse"
        return True
    shared = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return shared >= _SHORTEST and shared >= _SHARE * len(long) and len(long) - shared <= _LONGEST_REST
