"""Bytes → numbers and choices, always the same ones; when they have run out, the first of each.

Every read takes few bytes at a fixed place, so that a small change of the bytes is a small change of what they stand
for: an engine that changes bytes by chance finds its way by that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

PARTING = b"\xfe\xfe"  # between the parts of an input


class Draw:
    """What is drawn of some bytes, from the first to the last."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def __bool__(self) -> bool:
        """Whether there are bytes left."""
        return self._at < len(self._data)

    def byte(self) -> int:
        """Return the next byte, 0 where there is none."""
        if not self:
            return 0
        self._at += 1
        return self._data[self._at - 1]

    def number(self, limit: int) -> int:
        """Return a number from 0 up to and without a limit, of two bytes."""
        return (self.byte() << 8 | self.byte()) % limit

    def one_of(self, things: Sequence[T]) -> T:
        """Return one of some things."""
        return things[self.byte() % len(things) if len(things) <= 256 else self.number(len(things))]

    def some(self, count: int) -> bytes:
        """Return the next bytes, as many as there are of so many."""
        taken = self._data[self._at : self._at + count]
        self._at += len(taken)
        return taken

    def rest(self) -> bytes:
        """Return all that is left."""
        return self.some(len(self._data))


def parts(data: bytes, count: int) -> list[Draw]:
    """Return so many draws, of the parts of some bytes; missing ones are empty."""
    given = data.split(PARTING, count - 1)
    return [Draw(part) for part in (*given, *[b""] * count)][:count]
