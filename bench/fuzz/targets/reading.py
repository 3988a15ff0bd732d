"""An article, read with a model that lies, or with a translation that belongs to another → the whole reading."""

from __future__ import annotations

from collections.abc import Iterable

from bench.fuzz import invariants, shown, texts
from bench.fuzz.draw import parts
from bench.fuzz.readings import reading
from chat import pipeline
from chat.errors import ChatError


def once(data: bytes) -> int:
    """Read an article to its end."""
    how, article, said = parts(data, 3)
    try:
        read, text = reading(how, article, said)
    except ChatError:
        return 1
    ledger = pipeline.analysed(read).ledger
    invariants.of_reading(read, text, ledger)
    shown.of_reading(read, ledger)
    return len(text)


def seeds() -> Iterable[bytes]:
    """Return articles with what is said of them."""
    for number in range(0, 108, 4):
        article = texts.of_pieces("german", range(number, number + 4))
        said = texts.of_pieces("english", range(number, number + 4)) if number % 8 else bytes(range(0x20, 0xE0, 7))
        yield b"\xfe\xfe".join([bytes([2 + number % 8 // 4]), article, said])
        yield b"\xfe\xfe".join([bytes([3]), article, b"\x45\x83\x90\xa1\x30"])
