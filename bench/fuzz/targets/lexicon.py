"""A sentence, and one beside it → what its words mean, and what of it the other renders."""

from __future__ import annotations

from collections.abc import Iterable

from bench.fuzz import texts
from bench.fuzz.draw import parts
from bench.fuzz.findings import require
from chat.lang.bilingual.comparison import Comparison
from chat.lang.bilingual.glosses import looked_up
from chat.lang.bilingual.phrases import named
from chat.lang.characters import one_line
from chat.lang.de.text import GermanText
from chat.lang.en.text import EnglishText


def once(data: bytes) -> int:
    """Look a German sentence up, compare it with an English one, and name a phrase of it."""
    one, other = parts(data, 2)
    german, english = one_line(texts.text(one)), one_line(texts.text(other))
    for gloss in looked_up(german).glosses:
        require(0 <= gloss.start < gloss.end <= len(german), "a gloss is of a stretch of the sentence", gloss)
        require(gloss.english.strip(), "a gloss says something", gloss)
    given, told = GermanText(german), EnglishText(english)
    tokens, words = len(given.tokens), len(told.words)
    comparison = Comparison(given, told)
    for unit in (*comparison.lacking, *comparison.missing, *comparison.whole_words):
        require(0 <= unit.place < tokens, "what is lacking is in the sentence", unit)
    for place in comparison.left_over:
        require(0 <= place < words, "what is left over is in the English", place)
    named(german[:200])
    return len(german) + len(english)


def seeds() -> Iterable[bytes]:
    """Return sentences with some English."""
    for number in range(0, 100, 4):
        yield texts.of_pieces("german", [number]) + b"\xfe\xfe" + texts.of_pieces("english", [number])
    for number in range(0, 150, 10):
        yield texts.of_pieces("glue", range(number, number + 10)) + b"\xfe\xfe" + texts.of_pieces("glue", [number])
