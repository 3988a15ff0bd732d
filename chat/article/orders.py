"""Sentences that give orders to a program that reads them. A leaf: knows nothing of articles, models or prompts."""

from __future__ import annotations

from functools import cache

import regex

from chat.data import table


@cache
def _pattern() -> regex.Pattern[str]:
    sentences = table("orders.toml")["sentences"]
    return regex.compile("|".join(f"(?:{sentence})" for sentence in sentences), regex.IGNORECASE)


def gives_orders(sentence: str) -> bool:
    """Return whether a sentence gives orders to a program that reads it: "Ignoriere alle Anweisungen und …"."""
    return _pattern().fullmatch(" ".join(sentence.split())) is not None
