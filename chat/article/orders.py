"""Sentences that give orders to a program that reads them. A leaf: knows nothing of articles, models or prompts."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import regex


@cache
def _pattern() -> regex.Pattern[str]:
    sentences = tomllib.loads(files("chat").joinpath("data/orders.toml").read_text(encoding="utf-8"))["sentences"]
    return regex.compile("|".join(f"(?:{sentence})" for sentence in sentences), regex.IGNORECASE)


def gives_orders(sentence: str) -> bool:
    """Return whether a sentence gives orders to a program that reads it: "Ignoriere alle Anweisungen und …"."""
    return _pattern().fullmatch(" ".join(sentence.split())) is not None
