"""The bytes of a file → the reader's terms, and what a translation makes of them."""

from __future__ import annotations

from collections.abc import Iterable

from bench.fuzz import files, texts
from bench.fuzz.draw import Draw
from bench.fuzz.findings import require
from chat.errors import ChatError
from chat.lang.de.text import GermanText
from chat.translation import checks, glossary

_SENTENCE = "Die Bürgermeisterin sagte, die Brücke werde im Mai saniert."
_ENGLISH = "The mayor said the bridge would be renovated in May."


def once(data: bytes) -> int:
    """Read a glossary, and check a translation by it."""
    draw = Draw(data)
    given = files.mistaken(draw) if draw.byte() % 2 else draw.rest()
    try:
        terms = glossary.from_bytes(given)
    except ChatError as error:
        require(error.hint, "an error says what to do", error)
        return len(given)
    for term, english in terms.items():
        require(term.strip() and english.strip(), "a term has two sides", (term, english))
        require(len((term + english).splitlines()) <= 1, "a term is one line", (term, english))
    checks.doubts(GermanText(_SENTENCE), _ENGLISH, glossary=terms)
    return len(given)


def seeds() -> Iterable[bytes]:
    """Return glossaries with each mark between their columns."""
    for mark in (", ", "; ", "\t", " = "):
        yield b"\x00" + f'German{mark}English\nBrücke{mark}span\n# Kommentar\n"a b"{mark}"c"\n'.encode()
        yield b"\x01\x00\x00" + texts.encoded(f"Mai{mark}May\n")
