"""What a reader is shown when they point at a German word: its English, and that of the expression it belongs to.

A sentence is looked up once, and what was found stays: a page is drawn again and again.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from chat.data import words_of
from chat.lang.bilingual.lookup import Meaning
from chat.lang.de.text import GermanText

_REMEMBERED = 1 << 13  # sentences


class Gloss(NamedTuple):
    """A word of a German sentence, by its offsets there, and its English."""

    start: int
    end: int
    english: str


class Term(NamedTuple):
    """A German noun, and its usual English."""

    german: str
    english: str


class LookedUp(NamedTuple):
    """What the lexicon has of a sentence: glosses of its words, in order, and those of its nouns that say something."""

    glosses: tuple[Gloss, ...]
    terms: tuple[Term, ...]


@lru_cache(maxsize=_REMEMBERED)
def looked_up(german: str) -> LookedUp:
    """Return what the lexicon has of a sentence of one line; nothing for names, function words and what is unknown."""
    text = GermanText(german)
    words: dict[int, str] = {}
    for meaning in text.meanings:
        for place in meaning.places:
            words[place] = _worded(meaning, words.get(place, ""))
    glosses = (Gloss(text.tokens[at].start, text.tokens[at].end, english) for at, english in sorted(words.items()))
    terms = (Term(meaning.lemma, meaning.english[0]) for meaning in text.meanings if _is_term(meaning))
    return LookedUp(tuple(glosses), tuple(terms))


def _is_term(meaning: Meaning) -> bool:
    is_light = meaning.lemma.casefold() in words_of("de/light_words.txt")
    return meaning.kind == "noun" and len(meaning.parts) == 1 and not is_light


def _worded(meaning: Meaning, known: str) -> str:
    """Return what a meaning says of one of its words; of an expression before what the word means alone."""
    if meaning.kind == "expression":
        return f"{meaning.lemma}: {meaning.gloss}" + (f" · {known}" if known else "")
    return f"{meaning.lemma}: {meaning.gloss}"
