"""What a reader is shown when they point at a German word: its English, and that of the expression it belongs to."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from chat.lang.bilingual.lookup import Meaning
from chat.lang.de.text import GermanText

_REMEMBERED = 1 << 13  # sentences: a page is drawn again and again


class Gloss(NamedTuple):
    """A word of a German sentence, by its offsets there, and its English."""

    start: int
    end: int
    english: str


@lru_cache(maxsize=_REMEMBERED)
def glosses(german: str) -> tuple[Gloss, ...]:
    """Return the glosses of a sentence of one line, in order; none for names, function words and what is unknown."""
    text = GermanText(german)
    words: dict[int, str] = {}
    for meaning in text.meanings:
        for place in meaning.places:
            words[place] = _worded(meaning, words.get(place, ""))
    return tuple(Gloss(text.tokens[at].start, text.tokens[at].end, english) for at, english in sorted(words.items()))


def _worded(meaning: Meaning, known: str) -> str:
    """Return what a meaning says of one of its words; of an expression before what the word means alone."""
    if meaning.kind == "expression":
        return f"{meaning.lemma}: {meaning.gloss}" + (f" · {known}" if known else "")
    return f"{meaning.lemma}: {meaning.gloss}"
