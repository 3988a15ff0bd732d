"""What languages are called in English, and which are near which. Knows nothing of texts, detectors or models."""

from __future__ import annotations

from functools import cache

from chat.data import table


def name(code: str) -> str:
    """Return the English name of a language (ISO 639), or its code where that is not known."""
    return _names().get(code, code)


def near(code: str) -> tuple[str, ...]:
    """Return the languages that a language is so near to that one may be taken for the other, the nearest first."""
    return _neighbours().get(code, ())


@cache
def _names() -> dict[str, str]:
    return table("languages.toml")


@cache
def _neighbours() -> dict[str, tuple[str, ...]]:
    return {code: tuple(codes.split()) for code, codes in table("neighbours.toml").items()}
