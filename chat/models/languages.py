"""Which languages are read, and how well an engine translates each, as far as that was tried."""

from __future__ import annotations

from functools import cache

from chat.models.weights.catalogue import of_role

ENGLISH = "en"


@cache
def readable() -> frozenset[str]:
    """Return the languages that are read by themselves: those of the catalogue's translators, and English."""
    return frozenset({ENGLISH, *(code for entry in of_role("translator") for code in entry.languages)})
