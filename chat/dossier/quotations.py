"""The same quotation in two articles: word for word, shortened, or changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Literal

from chat.dossier.sources import Place, Source
from chat.lang.words import words
from chat.schema import Claim

Kind = Literal["verbatim", "shortened", "changed"]

_LEAST_WORDS = 4  # of a quotation that can be told from another by its words
_LEAST_SHARED = 0.6  # share of the shorter one's words that stand in the other in the same order
_KEPT = 0.95  # where it is that large the shorter one is a part of the longer, or both are the same


@dataclass(frozen=True)
class Repeated:
    """Two claims of two articles that quote the same words, by their places, the earlier article first."""

    kind: Kind
    one: Place
    other: Place


def repeated(sources: Sequence[Source], *, copies: Sequence[Collection[int]] = ()) -> tuple[Repeated, ...]:
    """Return the quotations that two articles have; those of articles that are one text are left out."""
    quoted = [
        (source.number, claim, _words(claim))
        for source in sources
        for claim in source.analysed.claims
        if claim.type == "direct" and len(_words(claim)) >= _LEAST_WORDS
    ]
    return tuple(_pairs(quoted, copies))


def are_same_words(claim: Claim, other: Claim) -> bool:
    """Return whether two claims say much the same word for word, or one is a part of the other."""
    own, others = _words(claim), _words(other)
    return min(len(own), len(others)) >= _LEAST_WORDS and _kind(own, others) in ("verbatim", "shortened")


def _pairs(quoted: Sequence[tuple[int, Claim, list[str]]], copies: Sequence[Collection[int]]) -> Iterator[Repeated]:
    for (one, claim, own), (other, also, theirs) in combinations(quoted, 2):
        if one == other or any(one in group and other in group for group in copies):
            continue
        if kind := _kind(own, theirs):
            yield Repeated(kind, Place(one, claim.id), Place(other, also.id))


def _words(claim: Claim) -> list[str]:
    return [word.casefold() for span in claim.content for word in words(span.text)]


def _kind(own: list[str], other: list[str]) -> Kind | None:
    """Return how two quotations are the same, None where they are not."""
    if own == other:
        return "verbatim"
    matcher = SequenceMatcher(None, own, other, autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    shorter = min(len(own), len(other))
    if shared < _LEAST_SHARED * shorter:
        return None
    return "shortened" if shared >= _KEPT * shorter and len(own) != len(other) else "changed"
