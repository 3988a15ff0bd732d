"""Questions about readings, one after the other, to a model that lies → answers with their proofs."""

from __future__ import annotations

from collections.abc import Iterable

from bench.fuzz import invariants, lying, shown, texts
from bench.fuzz.draw import parts
from bench.fuzz.readings import reading
from chat import pipeline
from chat.errors import ChatError
from chat.schema import Answer


def once(data: bytes) -> int:
    """Ask up to three questions in a row."""
    how, article, said, replies, *asked = parts(data, 7)
    try:
        read, text = reading(how, article, said)
    except ChatError:
        return 1
    engines = lying.engines(replies)
    size, history = len(text), list[Answer]()
    for draw in asked:
        question = texts.line(draw, 1_200)
        size += len(question)
        try:
            answer = pipeline.ask(read, question, engines, history=history)
        except ChatError:
            continue
        invariants.of_answer(answer, read)
        shown.of_answer(answer)
        history.append(answer)
    return size


def seeds() -> Iterable[bytes]:
    """Return questions about the example, and about texts of pieces."""
    for number in range(140, 152):
        asked = texts.of_pieces("glue", [number])
        yield b"\xfe\xfe".join([b"\x00", b"", b"", b"\x45\x85\xa0", asked, texts.of_pieces("glue", [144]), b""])
        article = texts.of_pieces("german", range(number - 140, number - 136))
        yield b"\xfe\xfe".join([bytes([1 + number % 3]), article, article, b"\x45\x85", asked, asked, b""])
    for question in ("Who says the bridge is safe?", "Was sagt die Bürgermeisterin zu den Kosten?", "And why not?",
                     "Is it true that nobody was hurt, and who denies it?", "Tell me about the article."):  # fmt: skip
        yield b"\xfe\xfe".join([b"\x00", b"", b"", b"\x45\x90", texts.encoded(question), b"", b""])
