"""The terms of an article: the nouns that a reader may want to be called the same everywhere, with their English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from chat.lang.bilingual.glosses import Term, looked_up

_SHORTEST = 8  # letters of a term that is used once: offices, institutions and what is at issue are long words
_MOST = 24


def terms(sentences: Iterable[str]) -> tuple[Term, ...]:
    """Return the terms of an article, those used most often first.

    They are nouns that the lexicon has as a whole, long or used more than once; a word has one English, whatever it
    means.

    Args:
        sentences: German, each on one line.
    """
    used: Counter[str] = Counter()
    english: dict[str, str] = {}
    for sentence in sentences:
        own = {term.german: term.english for term in looked_up(sentence).terms}
        used.update(own.keys())
        english = own | english
    kept = [german for german, count in used.most_common() if count > 1 or len(german) >= _SHORTEST]
    return tuple(Term(german, english[german]) for german in kept[:_MOST])
