"""The pronouns and articles of English."""

from __future__ import annotations

from functools import cache

from chat.data import table


@cache
def pronouns(*kinds: str) -> frozenset[str]:
    """Return the pronouns of some kinds; data/en/pronouns.toml has the kinds."""
    lists: dict[str, str] = table("en/pronouns.toml")["pronouns"]
    return frozenset(pronoun for kind in kinds for pronoun in lists[kind].split())


@cache
def articles() -> frozenset[str]:
    """Return the articles."""
    return frozenset(table("en/pronouns.toml")["articles"].split())
