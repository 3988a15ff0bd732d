"""Slips of the pen in questions: a word that nobody knows, one letter off a word that questions or the article have.

In German and English. A leaf but for the lexicon, which tells what words there are.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import cache

from chat.data import table
from chat.lang.bilingual.entries import entries, words_of_equivalents
from chat.lang.de.tokens import tokenize
from chat.lang.en.forms import plain_form
from chat.lang.words import function_words, stems_of, words

_SHORTEST = 5  # letters of a word that is looked at; shorter ones have too many neighbours
_WORD = re.compile(r"[^\W\d_]+")


def without_slips(question: str, article: AbstractSet[str]) -> str:
    """Return a question with its slips put right, where one word alone can be meant.

    Args:
        article: the words of the article in both languages, in lower case.
    """

    lemmas = {token.text: token.lemma.lower() for token in tokenize(question)}

    def right(match: re.Match[str]) -> str:
        word = match.group()
        lower = word.lower()
        if len(word) < _SHORTEST or {lower, lower.removesuffix("s")} & article or _is_known(lower):
            return word
        if lemmas.get(word, "") in _german_words():
            return word
        known = (other for other in (*_asking_words(), *article) if len(other) >= _SHORTEST)
        meant = {other for other in known if one_letter_off(lower, other)}
        if len({_stem(other) for other in meant}) != 1:
            return word
        found = min(meant, key=lambda other: (abs(len(other) - len(lower)), other))
        return found.capitalize() if word[0].isupper() else found

    return _WORD.sub(right, question)


def one_letter_off(word: str, other: str) -> bool:
    """Return whether one letter is wrong, missing or too many, or two neighbours are exchanged; never the first."""
    if abs(len(word) - len(other)) > 1 or word[0] != other[0]:
        return False
    pairs = zip(word, other, strict=False)
    at = next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(word), len(other)))
    rest, other_rest = word[at:], other[at:]
    exchanged = rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
    return exchanged or rest[1:] == other_rest[1:] or rest == other_rest[1:] or rest[1:] == other_rest


def _stem(word: str) -> str:
    return stems_of([word], "german")[0]


def _is_known(word: str) -> bool:
    """Return whether a word is one of the lexicon's, in either language, or an inflected form of one."""
    if word in _asking_words() or word in function_words() or word in function_words("german"):
        return True
    return word in _english() or plain_form(word) in _english_forms() or _stem(word) in _german_stems()


@cache
def _english() -> frozenset[str]:
    return words_of_equivalents()


@cache
def _english_forms() -> frozenset[str]:
    return frozenset(map(plain_form, words_of_equivalents()))


@cache
def _german_words() -> frozenset[str]:
    return frozenset(entry.german.lower() for entry in entries())


@cache
def _german_stems() -> frozenset[str]:
    return frozenset(stems_of([word for entry in entries() for word in words(entry.german)], "german"))


@cache
def _asking_words() -> frozenset[str]:
    """Return the words of example questions, and the German words that patterns look for, in lower case."""
    english, german = table("en/intents.toml"), table("de/intents.toml")
    examples = [*english["others"]["examples"], *(one for row in english["intents"] for one in row.get("examples", ()))]
    patterns = [pattern for row in german["intents"] for pattern in row["patterns"]]
    bare = re.sub(r"\\\\?[bwWS]|[()|?*+^$\[\]{}.\\\\]", " ", " ".join(patterns))
    return frozenset(word.lower() for text in (*examples, bare) for word in words(text))
