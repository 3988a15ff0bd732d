"""The terms of an article: the nouns that a reader may want to be called the same everywhere, with their English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from chat.data import words_of
from chat.lang.bilingual.lookup import Meaning
from chat.lang.de.text import GermanText

_SHORTEST = 8  # letters of a term that is used once: offices, institutions and what is at issue are long words
_MOST = 24


class Term(NamedTuple):
    """A German noun, and its usual English."""

    german: str
    english: str


def terms(sentences: Iterable[GermanText]) -> tuple[Term, ...]:
    """Return the terms of an article, those used most often first.

    They are nouns that the lexicon has as a whole, long or used more than once.
    """
    used: Counter[str] = Counter()
    english: dict[str, str] = {}
    for sentence in sentences:
        own = {meaning.lemma: meaning.english[0] for meaning in sentence.meanings if _is_term(meaning)}
        used.update(own.keys())
        english = own | english
    kept = [german for german, count in used.most_common() if count > 1 or len(german) >= _SHORTEST]
    return tuple(Term(german, english[german]) for german in kept[:_MOST])


def _is_term(meaning: Meaning) -> bool:
    is_light = meaning.lemma.casefold() in words_of("de/light_words.txt")
    return meaning.kind == "noun" and len(meaning.parts) == 1 and not is_light
