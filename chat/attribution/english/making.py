"""Claims made of places in a sentence: what all readers of frames do with what they have found."""

from __future__ import annotations

from collections.abc import Sequence

from chat.attribution.english.clauses import Clauses
from chat.attribution.english.subjects import Subject
from chat.attribution.found import FoundClaim, Offsets
from chat.schema import ClaimType, Stance


def claim_of(
    clauses: Clauses,
    *,
    by: Subject | Offsets | None,
    cue: tuple[int, int, str],
    type_: ClaimType,
    stance: Stance,
    content: Sequence[tuple[int, int]],
    hedged: bool = False,
) -> list[FoundClaim]:
    """Return a claim in a list, which is empty where it would have no content.

    Args:
        clauses: the sentence.
        by: who says it, as a subject or a span of the text; None for nobody named.
        cue: the places of the cue's first and behind its last unit, and its lemma.
        type_: its type.
        stance: how it is said.
        content: the places of its pieces.
        hedged: it is left open.
    """
    spans = [span for first, stop in content if (span := clauses.span(first, stop))]
    if not spans:
        return []
    speakers = clauses.speakers(by) if isinstance(by, Subject) else [by] if by else []
    first, stop, lemma = cue
    placed = (clauses.units[first].start, clauses.units[stop - 1].end, lemma)
    return [
        FoundClaim(
            type=type_,
            content=tuple(spans),
            speaker=speakers[0] if speakers else None,
            cue=placed,
            stance=stance,
            sentence=clauses.sentence.id,
            hedged=hedged,
            plural=len(speakers) > 1 or None,
            others=tuple(speakers[1:]),
        )
    ]


def clause_around(clauses: Clauses, at: int) -> tuple[int, int]:
    """Return the places of the clause that holds a place: from the last quotation, semicolon or ", but" to the next."""
    first, stop = 0, clauses.last
    for place in range(at - 1, -1, -1):
        if clauses.units[place].is_quotation or clauses.units[place].text == ";":
            first = place + 1
            break
        if clauses.lower(place) in ("but", "and", "while") and clauses.lower(place - 1) == ",":
            first = place + 1
            break
    for place in range(at, clauses.last):
        if clauses.units[place].is_quotation or clauses.units[place].text == ";":
            stop = place
            break
        if clauses.lower(place) == "," and clauses.lower(place + 1) in ("but", "and", "while"):
            stop = place
            break
    return first, stop
