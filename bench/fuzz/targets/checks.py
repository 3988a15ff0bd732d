"""A sentence and a translation of it → doubts about what of it is there."""

from __future__ import annotations

from collections.abc import Iterable

from bench.fuzz import texts
from bench.fuzz.draw import parts
from bench.fuzz.findings import require
from chat.lang.analysis import analysed
from chat.lang.characters import one_line
from chat.schema import Doubt
from chat.translation import checks, reply
from chat.translation.glossary import NO_TERMS

_CODES = ("de", "de", "de", "fr", "ru", "tr", "en", "es", "it", "nl", "pl", "pt", "uk")


def once(data: bytes) -> int:
    """Check a translation."""
    head, one, other, term = parts(data, 4)
    german, english = one_line(texts.text(one)), one_line(texts.text(other))
    word, rendered = texts.line(term, 40), texts.line(term, 40)
    glossary = {word: rendered} if word and rendered else NO_TERMS
    original = analysed(german, head.one_of(_CODES))
    _of_doubts(checks.doubts(original, english, glossary=glossary), german, english)
    told = reply.judged(original, english, glossary=glossary)
    _of_doubts(told.warnings, german, told.english or "")
    return len(german) + len(english)


def _of_doubts(doubts: Iterable[Doubt], german: str, english: str) -> None:
    for doubt in doubts:
        require(doubt.message.strip(), "a doubt says something", doubt)
        require(doubt.german in german, f"a doubt ({doubt.kind}) is about words of the sentence", (doubt, german))
        require(doubt.english in english, f"a doubt ({doubt.kind}) is about words of the English", (doubt, english))


def seeds() -> Iterable[bytes]:
    """Return pairs of sentences in each language."""
    for code in range(len(_CODES)):
        for number in range(4):
            german = texts.of_pieces("german" if code < 3 else "other", [number + 4 * code])
            yield bytes([code]) + b"\xfe\xfe" + german + b"\xfe\xfe" + texts.of_pieces("english", [number + code])
