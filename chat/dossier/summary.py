"""What a dossier comes to: what all articles have, what some have, what is disputed; each statement cited."""

from __future__ import annotations

from dataclasses import dataclass

from chat.dossier.sources import Place


@dataclass(frozen=True)
class Statement:
    """A statement in English, and the sentences that prove it, by article."""

    text: str
    sentences: tuple[Place, ...]


@dataclass(frozen=True)
class Overview:
    """The summary of a dossier in three parts, of which each can be empty.

    Args:
        all: what all articles have.
        some: what more than one has, and not all.
        disputed: both sides of each disagreement between articles, a statement each pair.
    """

    all: tuple[Statement, ...] = ()
    some: tuple[Statement, ...] = ()
    disputed: tuple[Statement, ...] = ()
