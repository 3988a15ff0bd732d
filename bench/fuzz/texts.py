"""Bytes → texts of news: the project's own sentences, put together, cut, said again, with odd characters between.

The bytes are a program: each step adds a piece or changes the one before. A text can be written as such a program too.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from bench.fuzz.draw import Draw

PIECES = Path(__file__).parents[1] / "data" / "fuzz" / "pieces.toml"
LONGEST = 6_000  # characters of a text
VERY_LONG = 100_000  # of one whose program begins with _LONG
_LONG = 0xFD
_STEPS = 16
_RAW, _LAST = 9, 0xFF
_MOST_TIMES = 4  # a piece is said again as often as the square of a byte, by this

_GAPS = ("\n\n", "\n", " ", "  ", "\r\n", "\r\n\r\n", "\t", "\u2028", "\x0b", "\u00a0", "\n \n", "\n\n\n\n")
_CHANGES: Sequence[Callable[[str], str]] = (
    str.upper,
    str.lower,
    str.title,
    str.swapcase,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: unicodedata.normalize("NFKC", text),
    lambda text: text[::-1],
    lambda text: text.replace(" ", ""),
    lambda text: text.replace(" ", "\n"),
    lambda text: "".join(character for character in text if character.isalnum() or character == " "),
    lambda text: text.replace("„", "\"").replace("“", "\""),
    lambda text: text.replace("“", "„"),
    lambda text: "\u00ad".join(text),
    lambda text: "- ".join(text.split()),
    lambda text: ", ".join(text.split()),
    lambda text: f"„{text}“",
    lambda text: f"({text})",
    lambda text: " ".join(reversed(text.split())),
)  # fmt: skip


@cache
def pieces() -> dict[str, tuple[str, ...]]:
    """Return what texts are put together of, by kind."""
    told = tomllib.loads(PIECES.read_text(encoding="utf-8"))
    return {kind: tuple(listed) for kind, listed in told.items()}


_KINDS = ("german", "german", "german", "german", "glue", "glue", "odd", "english", "other")


def text(draw: Draw) -> str:
    """Return the text that the bytes left in a draw are the program of, at most LONGEST characters, or VERY_LONG."""
    writing = _Writing(LONGEST)
    while draw and writing.length < writing.longest:
        step = draw.byte()
        if step == _LONG and not writing.pieces:
            writing.longest = VERY_LONG
        else:
            writing.take(step, draw)
    return "".join(writing.pieces)[: writing.longest]


def line(draw: Draw, longest: int = 1_000) -> str:
    """Return such a text on one line, and shorter."""
    return " ".join(text(draw).split())[:longest]


def encoded(text: str) -> bytes:
    """Return a program that writes a text; those of two texts one after the other write both.

    The text must be shorter than LONGEST.
    """
    given = text.encode("utf-8", "replace")
    steps, at = [], 0
    while at < len(given):
        end = min(at + _LAST, len(given))
        while end < len(given) and given[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        steps.append(bytes([_RAW, end - at]) + given[at:end])
        at = end
    return b"".join(steps)


def of_pieces(kind: str, numbers: Iterable[int]) -> bytes:
    """Return a program that writes pieces of a kind, by their numbers, with spaces between."""
    step = _KINDS.index(kind)
    return b"".join(bytes([step + _STEPS * 2 * (number >> 8), number & 0xFF]) for number in numbers)


class _Writing:
    """A text as its program writes it."""

    def __init__(self, longest: int) -> None:
        self.pieces: list[str] = []
        self.longest = longest
        self.length = 0

    def take(self, step: int, draw: Draw) -> None:
        """Take one step of a program."""
        kind, high = step % _STEPS, step // _STEPS
        if kind < _RAW:
            listed = pieces()[_KINDS[kind]]
            gap = "" if high % 2 else " "
            self._add(listed[((high >> 1) << 8 | draw.byte()) % len(listed)] + gap)
        elif kind == _RAW:
            self._add(draw.some(draw.byte()).decode("utf-8", "replace"))
        elif kind == 10:
            self._add(_GAPS[draw.byte() % len(_GAPS)])
        elif kind == 11:
            code = draw.number(0x10000) + (0x10000 if high == 1 else 0)
            self._add("\ufffd" if 0xD800 <= code < 0xE000 else chr(code))
        else:
            self._change(kind, draw)

    def _add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def _change(self, kind: int, draw: Draw) -> None:
        """Say the last piece again, cut or change it, or take the white space behind it away."""
        last = self.pieces.pop() if self.pieces else ""
        self.length -= len(last)
        if kind == 12:
            times = 1 + draw.byte() ** 2 // _MOST_TIMES
            last *= min(times, self.longest // max(len(last), 1) + 1)
        elif kind == 13:
            last = last[: len(last) * draw.byte() // 255]
        elif kind == 14:
            last = draw.one_of(_CHANGES)(last)
        else:
            last = last.rstrip()
        self._add(last)
