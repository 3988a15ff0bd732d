"""Claims of nobody named, told by an adverb: "reportedly", "allegedly"."""

from __future__ import annotations

from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import listed
from chat.attribution.english.making import claim_of, clause_around
from chat.attribution.found import FoundClaim


def hearsay_frames(clauses: Clauses) -> list[FoundClaim]:
    """Return the claims of adverbs that leave a clause to what others say."""
    found: list[FoundClaim] = []
    for place, unit in enumerate(clauses.units):
        if unit.lower not in listed("hearsay") or unit.quoted >= 0:
            continue
        first, stop = clause_around(clauses, place)
        found += claim_of(
            clauses,
            by=None,
            cue=(place, place + 1, unit.lower),
            type_="indirect",
            stance="says",
            content=[(first, place), (place + 1, stop)],
            hedged=True,
        )
    return found
