"""Marks like [3] in what a model wrote: which sentences it cites, and what is left of it without them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chat.lang.names import ends_in_title
from chat.lang.words import english_stems
from chat.schema import Sentence

# The forms of marks: "[3]", "[1, 2]", "[1-3]", "[sentence 3]", "[^3]", "【3】", "(see [3])", "(sentences 3 and 4)", and
# several with what joins them: "[1], [2], and [3]".
_NAMED = r"(?:(?:sentences?|sources?|nos?\.|see|from|in|\^|#)\s*+)*+"
_NUMBERS = rf"{_NAMED}\d++(?:\s*+(?:[,;&–-]|and|to)\s*+{_NAMED}\d++)*+"
_MARK = (
    rf"(?:[\[【]\s*+{_NUMBERS}\s*+[†:]?+\s*+[\]】]"
    rf"|\(\s*+(?:sentences?|sources?|see sentences?)\s++{_NUMBERS}\s*+\))"
)
_JOINED = rf"{_MARK}(?:\s*+(?:,\s*+and|[,;&]|and)?\s*+{_MARK})*"
_MARKS = re.compile(rf"(?<!\s)\s*+(?:\(\s*+(?:see|cf\.|from|in)?+\s*+{_JOINED}\s*+\)|{_JOINED})", re.IGNORECASE)
_RANGE = re.compile(r"(\d+)\s*[–-]\s*(\d+)|(\d+)")
_SPACE_BEFORE_STOP = re.compile(r" (?=[.,;!?])")
_SENTENCE_END = re.compile(
    r"(?<=[a-z\d)\]”\"’])"
    r"(?:[.!?][”\"’)]*+|[.!?]?(?:\s{0,9}\[[\d,;\s–-]{1,99}\]){1,9}[.!?]?)\s++(?=[A-Z“\"])"
)
# A statement without a mark is given to the sentence that has at least this share of its content words.
_LEAST_SHARED = 0.5
_LEAST_WORDS = 2
# A statement that has less of its content words from the sentences it cites is not made from them.
_LEAST_RESTING = 0.25
_LONGEST_NUMBER = 9  # digits; no article has more sentences
_NEW_LINE = re.compile(r"\n\s*+(?!(?:\[[\d,;\s–-]{1,99}\]\s{0,9}){1,9}(?:\n|$))")
_BULLET = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s+")


def cited(text: str, *, known: set[int]) -> tuple[int, ...]:
    """Return the numbers that the marks of a text name and that exist, each once, in the order named."""
    numbers: dict[int, None] = {}
    for mark in _MARKS.finditer(text):
        for match in _RANGE.finditer(mark.group()):
            first, last = (_number(match[1]), _number(match[2])) if match[1] else (_number(match[3]),) * 2
            numbers.update(dict.fromkeys(number for number in range(first, min(last, first + 20) + 1)))
    return tuple(number for number in numbers if number in known)


def _number(digits: str) -> int:
    """Return a number; of one that is too long for any sentence, its beginning, which is so too."""
    return int(digits[:_LONGEST_NUMBER])


def without_marks(text: str) -> str:
    """Return a text on one line without its marks, nor any that the removal of one puts together ("[[3]4]")."""
    while (rest := _MARKS.sub("", text)) != text:
        text = rest
    return _SPACE_BEFORE_STOP.sub("", " ".join(text.split()))


def parts(text: str) -> list[tuple[str, int]]:
    """Return an answer in parts: (text, number of the sentence its mark names); 0 where a text has no mark."""
    pieces = re.split(r"\[(\d{1,9})\]", text)
    texts, numbers = pieces[::2], [int(number) for number in pieces[1::2]]
    return [item for item in zip(texts, [*numbers, 0], strict=True) if item[0].strip() or item[1]]


def statements(text: str) -> list[str]:
    """Return the sentences and list items of an English text, each with the marks that follow it."""
    pieces = [piece for line in _NEW_LINE.split(text) for piece in _sentences(_BULLET.sub("", line.strip()))]
    return [piece for piece in pieces if any(character.isalnum() for character in without_marks(piece))]


def _sentences(line: str) -> list[str]:
    pieces, start = [], 0
    for match in _SENTENCE_END.finditer(line):
        if not ends_in_title(line, match.end()):
            pieces.append(line[start : match.end()].strip())
            start = match.end()
    return [*pieces, line[start:].strip()]


def relevant(statement: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that share two content words or more with a statement, or all where none does.

    A small model likes to name its neighbours too.
    """
    stems = set(english_stems(statement))
    sharing = [sentence for sentence in sentences if len(stems & sentence.in_english.stem_set) >= _LEAST_WORDS]
    return sharing or list(sentences)


def rests_on(statement: str, sentences: Sequence[Sentence]) -> bool:
    """Return whether a statement has a quarter of its content words from the sentences, or has none at all."""
    stems = set(english_stems(statement))
    offered = frozenset[str]().union(*(sentence.in_english.stem_set for sentence in sentences))
    return len(stems & offered) >= _LEAST_RESTING * len(stems)


def nearest(statement: str, sentences: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that shares most content words with a statement, None where none shares half of them."""
    stems = set(english_stems(statement))
    shared = {sentence.id: len(stems & sentence.in_english.stem_set) for sentence in sentences}
    best = max(sentences, key=lambda sentence: shared[sentence.id], default=None)
    return best if best and stems and shared[best.id] >= _LEAST_SHARED * len(stems) else None
