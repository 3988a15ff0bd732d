"""Pasted text and files of all kinds → text, and where it came from."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from bench.fuzz import files, texts
from bench.fuzz.draw import Draw
from bench.fuzz.findings import require
from chat.errors import ChatError
from chat.intake import source
from chat.intake.source import Taken
from chat.schema import Origin

_PASTED = 0x40  # a first byte below it is of a text that is pasted


def once(data: bytes) -> int:
    """Take a text or a file in."""
    draw = Draw(data)
    if draw.byte() < _PASTED:
        given = _pasted(draw)
        with suppress(ChatError):
            of_text(source.from_text(given))
        return len(given)
    name, content = files.file(draw)
    try:
        _of_taken(source.take_bytes(content, name))
    except ChatError as error:
        require(error.message and error.hint, "an error says what to do", error)
    return len(content)


def _pasted(draw: Draw) -> str:
    return files.html(draw).decode() if draw.byte() % 2 else texts.text(draw)


def of_text(text: str) -> None:
    """Require of a text that was taken in that there is something in it, and that it can be written."""
    require(text.strip(), "a text has something to read", text[:80])
    text.encode("utf-8")


def _of_taken(taken: Taken) -> None:
    for one in (taken, *taken.attached):
        of_text(one.text)
        of_origin(one.origin)


def of_origin(origin: Origin) -> None:
    """Require of where a text came from that it is short, on one line, and its address one of the web."""
    for name, value in origin:
        require(
            len(value) <= 2_000 and len(value.splitlines()) <= 1,
            "what is told of a text is a short line",
            (name, value),
        )
    require(
        not origin.url or origin.url.startswith(("http://", "https://")), "an address is one of the web", origin.url
    )


def seeds() -> Iterable[bytes]:
    """Return a seed of each kind of file."""
    said = texts.of_pieces("german", range(8))
    told = b"".join(bytes([0x10, 4]) + texts.of_pieces("german", [number, number + 1]) for number in range(0, 12, 2))
    for kind in range(len(files.KINDS)):
        for middle in (b"", bytes(range(0x40, 0x70)), bytes([0x45, 0x10, 30])):
            yield bytes([0xFF, kind]) + middle + said
        yield bytes([0xFF, kind, 1]) + told
        yield bytes([0xFF, kind, 1]) + bytes(range(0x58, 0x60)) + told
    for header in range(0x58, 0x58 + 36):
        yield bytes([0xFF, 1, 0, header, 0x7A, 0x10]) + told[1:]
        yield bytes([0xFF, 1, 0, 0x65, 0x7A, 0x78, header, 0x7A, 0x41, 120, 1]) + told + bytes([0x79])
    yield b"\x00\x00" + said
    yield b"\x00\x01" + bytes(range(0x40, 0x90)) + said
