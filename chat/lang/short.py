"""Expressions for what is short: a word, a line. A leaf.

What an expression has to go through again and again costs nothing in a word; in a hostile "word" of a hundred thousand
letters it never ends. So the length that is looked at stands beside the expression, and is kept here.
"""

from __future__ import annotations

import re

import regex

Compiled = re.Pattern[str] | regex.Pattern[str]
Match = re.Match[str] | regex.Match[str]


class Short:
    """An expression that matches no text of more than `longest` characters."""

    def __init__(self, compiled: Compiled, *, longest: int) -> None:
        self.compiled, self.longest = compiled, longest

    def fullmatch(self, text: str) -> Match | None:
        """Return the match of a whole text, None where it is none or too long."""
        return self.compiled.fullmatch(text) if len(text) <= self.longest else None
