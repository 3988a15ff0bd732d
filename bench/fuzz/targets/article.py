"""A text → its language, paragraphs and sentences."""

from __future__ import annotations

from collections.abc import Iterable

from bench.fuzz import invariants, texts
from bench.fuzz.draw import Draw
from chat.errors import ChatError
from chat.preparing import prepare

_CODES = ("de", "de", "de", None, "en", "fr", "ru", "uk", "ar", "zh", "ja", "tr", "pl", "es", "xx", "la")
_LENGTHS = (100_000, 100_000, 1, 50, 500)  # characters after which a text is cut


def once(data: bytes) -> int:
    """Prepare a text."""
    draw = Draw(data)
    code, longest, kept = draw.one_of(_CODES), draw.one_of(_LENGTHS), draw.byte()
    text = texts.text(draw)
    try:
        numbers = frozenset(number for number in range(8) if kept >> number & 1)
        prepared = prepare(text, code=code, max_characters=longest, kept=numbers)
    except ChatError:
        return len(text)
    invariants.of_article(prepared.article, text)
    invariants.of_sentences(prepared.sentences, prepared.article)
    return len(text)


def seeds() -> Iterable[bytes]:
    """Return a text in each language, and how each is to be read."""
    for number in range(len(_CODES)):
        yield bytes([number, 0, 0]) + texts.of_pieces("german", range(number, number + 6))
        yield bytes([number, 0, 0]) + texts.of_pieces("other", range(number * 4, number * 4 + 4))
    yield bytes([3, 0, 0]) + texts.of_pieces("english", range(6))
    yield bytes([0, 0, 0, 0xFD]) + texts.of_pieces("german", range(3)) + b"\x0c\xff"
