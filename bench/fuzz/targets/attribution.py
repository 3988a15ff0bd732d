"""A text → who claims what in it, the ledger, and how the page shows them."""

from __future__ import annotations

from collections.abc import Iterable

from bench.fuzz import invariants, shown, texts, variants
from bench.fuzz.draw import Draw
from chat import pipeline
from chat.errors import ChatError

_CODES = ("de", "de", "de", "en", None)


def once(data: bytes) -> int:
    """Find who claims what in a text."""
    draw = Draw(data)
    head = draw.byte()
    code, way = _CODES[head % len(_CODES)], variants.WAYS[head // len(_CODES) % len(variants.WAYS)]
    text = texts.text(draw)
    try:
        reading = pipeline.known(text, code=code)
        if code:
            variants.looks_the_same(reading, pipeline.known(way(text), code=code))
    except ChatError:
        return len(text)
    ledger = pipeline.analysed(reading).ledger
    invariants.of_reading(reading, text, ledger)
    shown.of_reading(reading, ledger)
    return len(text)


def seeds() -> Iterable[bytes]:
    """Return texts of all pieces, some at a time."""
    for number in range(0, len(texts.pieces()["german"]), 4):
        yield b"\x00" + texts.of_pieces("german", range(number, number + 4))
    for number in range(0, len(texts.pieces()["english"]), 6):
        yield b"\x03" + texts.of_pieces("english", range(number, number + 6))
    for number in range(0, len(texts.pieces()["glue"]), 8):
        yield b"\x00" + texts.of_pieces("german", [number % 50]) + texts.of_pieces("glue", range(number, number + 8))
