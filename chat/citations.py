"""Marks like [3] in what a model wrote: which sentences it cites, and what is left of it without them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chat.schema import Sentence
from chat.words import english_stems

_MARKS = re.compile(r"\s*\[\s*\d+(?:\s*[,;–-]\s*\d+)*\s*\]")
_RANGE = re.compile(r"(\d+)\s*[–-]\s*(\d+)|(\d+)")
_SPACE_BEFORE_STOP = re.compile(r"\s+(?=[.,;!?])")
_SENTENCE_END = re.compile(r"(?<=[a-z\d)\]”\"’])(?:[.!?][”\"’)]*|[.!?]?(?:\s*\[[\d,;\s–-]+\])+[.!?]?)\s+(?=[A-Z“\"])")
# A statement without a mark is given to the sentence that has at least this share of its content words.
_LEAST_SHARED = 0.5
_LEAST_WORDS = 2


def cited(text: str, *, known: set[int]) -> tuple[int, ...]:
    """Return the numbers that the marks of a text name and that exist, each once, in the order named."""
    numbers: dict[int, None] = {}
    for mark in _MARKS.finditer(text):
        for match in _RANGE.finditer(mark.group()):
            first, last = (int(match[1]), int(match[2])) if match[1] else (int(match[3]), int(match[3]))
            numbers.update(dict.fromkeys(number for number in range(first, min(last, first + 20) + 1)))
    return tuple(number for number in numbers if number in known)


def without_marks(text: str) -> str:
    """Return a text on one line without its marks."""
    return _SPACE_BEFORE_STOP.sub("", " ".join(_MARKS.sub("", text).split()))


def statements(text: str) -> list[str]:
    """Return the sentences of an English text, each with the marks that follow it."""
    pieces, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        pieces.append(text[start : match.end()].strip())
        start = match.end()
    pieces.append(text[start:].strip())
    return [piece for piece in pieces if without_marks(piece)]


def relevant(statement: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that share two content words or more with a statement, or all where none does.

    A small model likes to name its neighbours too.
    """
    stems = set(english_stems(statement))
    kept = [sentence for sentence in sentences if len(stems & set(english_stems(sentence.best))) >= _LEAST_WORDS]
    return kept or list(sentences)


def nearest(statement: str, sentences: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that shares most content words with a statement, None where none shares half of them."""
    stems = set(english_stems(statement))
    shared = {sentence.id: len(stems & set(english_stems(sentence.best))) for sentence in sentences}
    best = max(sentences, key=lambda sentence: shared[sentence.id], default=None)
    return best if best and stems and shared[best.id] >= _LEAST_SHARED * len(stems) else None
