"""A bomb: a few bytes that are made to take all memory, or all time, of whoever opens them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bomb:
    """What it does, its bytes, and how they come.

    Args:
        about: what it is made of.
        data: all of it, or how it begins.
        file: the name of the file that it is.
        again: what a server sends after it, again and again.
    """

    about: str
    data: bytes
    file: str = ""
    again: bytes = b""
