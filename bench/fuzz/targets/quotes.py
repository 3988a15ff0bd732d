"""What somebody quotes from an article → what the quotation is worth."""

from __future__ import annotations

from collections.abc import Iterable

from bench.fuzz import invariants, shown, texts, variants
from bench.fuzz.draw import parts
from bench.fuzz.findings import require
from bench.fuzz.readings import example, reading
from chat import pipeline
from chat.errors import ChatError


def once(data: bytes) -> int:
    """Check a quotation."""
    how, article, said, quote = parts(data, 4)
    try:
        read, text = reading(how, article, said, lied=False)
        given = texts.line(quote, 2_500)
        checked = pipeline.verify(read, given)
    except ChatError:
        return 1
    other = pipeline.verify(read, how.one_of(variants.WAYS)(given))
    require((other.verdict, other.citations) == (checked.verdict, checked.citations),
            "what looks the same is worth the same", (checked.verdict, other.verdict))  # fmt: skip
    for citation in checked.citations:
        invariants.of_citation(citation, read)
    shown.of_quote(checked)
    return len(text) + len(given)


def seeds() -> Iterable[bytes]:
    """Return quotations of the example, and of pieces from texts of pieces."""
    for sentence in example().content:
        yield b"\xfe\xfe".join([b"\x00", b"", b"", texts.encoded(f"She said: {sentence.best}")])
        yield b"\xfe\xfe".join([b"\x00", b"", b"", texts.encoded(sentence.text)])
    for number in range(0, 60, 6):
        article = texts.of_pieces("german", range(number, number + 4))
        quote = texts.of_pieces("german", [number + 1])
        yield b"\xfe\xfe".join([bytes([1 + number % 2]), article, texts.of_pieces("english", [number]), quote])
