"""One sentence of an English article: the claims that its cues report; none lies across another."""

from __future__ import annotations

from dataclasses import replace

from chat.attribution.english.attitudes import attitude_frames
from chat.attribution.english.circumstances import with_circumstances
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.credited import credited_frames
from chat.attribution.english.doctrines import doctrine_frames
from chat.attribution.english.frames import verb_frames
from chat.attribution.english.gaps import gap_frames
from chat.attribution.english.headlines import closing_label_frames, label_frames
from chat.attribution.english.hearsay import hearsay_frames
from chat.attribution.english.lexicon import listed
from chat.attribution.english.nominal import nominal_frames
from chat.attribution.english.passives import passive_frames
from chat.attribution.english.prepositions import prepositional_frames
from chat.attribution.english.quoting import quoting_frames
from chat.attribution.english.reception import reception_frames
from chat.attribution.english.refusals import refusal_frames
from chat.attribution.english.reputed import reputed_frames
from chat.attribution.found import FoundClaim, lie_within

_ONES_OWN = frozenset({"renew", "restate", "withdraw", "retract", "justify", "regret"})  # what is done with a demand
_SAME_OF_ANOTHER = 0.97
_SAME = 0.8  # of the characters of two contents that are one claim


def claims_of(clauses: Clauses) -> list[FoundClaim]:
    """Return the claims of a sentence, in order; one within another is marked so."""
    gaps = gap_frames(clauses)
    readings = [
        *quoting_frames(clauses),
        *refusal_frames(clauses),
        *passive_frames(clauses),
        *reputed_frames(clauses),
        *attitude_frames(clauses),
        *gaps,
        *verb_frames(clauses),
        *reception_frames(clauses),
        *prepositional_frames(clauses),
        *(claim for claim in nominal_frames(clauses) if not any(_is_of_gap(claim, gap) for gap in gaps)),
        *doctrine_frames(clauses),
        *credited_frames(clauses),
        *label_frames(clauses),
        *closing_label_frames(clauses),
        *hearsay_frames(clauses),
    ]
    kept: list[FoundClaim] = []
    for reading in readings:
        if not any(_repeats(reading, other) for other in kept):
            kept.append(reading)
    kept = [claim for claim in kept if not any(_is_own(other, claim, clauses.text) for other in kept)]
    kept = [_clipped(claim, kept) for claim in kept]
    kept = [claim for claim in kept if not any(_is_own(other, claim, clauses.text) for other in kept)]
    held = [claim for claim in kept if any(_holds(other, claim) for other in kept if other is not claim)]
    claims = [replace(claim, within=True) if claim in held else claim for claim in kept]
    claims = [with_circumstances(clauses, claim) for claim in claims]
    return sorted((claim for claim in claims if claim.content), key=lambda claim: (claim.content[0][0], claim.within))


def _is_of_gap(claim: FoundClaim, gap: FoundClaim) -> bool:
    """Return whether a noun's clause is a relative clause of it: "a charge that the campaign called grotesque"."""
    return gap.speaker is not None and bool(claim.content) and claim.content[0][0] == gap.speaker[0]


def _clipped(claim: FoundClaim, claims: list[FoundClaim]) -> FoundClaim:
    """Return a claim whose cue stands in what another reports, no longer than that."""
    for outer in claims:
        if outer.cue == claim.cue or outer.cue is None or claim.cue is None or outer.type != "indirect":
            continue
        start, end = outer.content[-1]
        if start <= claim.cue[0] and claim.cue[1] <= end and claim.content and claim.content[-1][0] >= start:
            first, last = claim.content[-1]
            if first < end < last:
                return replace(claim, content=(*claim.content[:-1], (first, end)))
    return claim


def _length(claim: FoundClaim) -> int:
    return sum(end - start for start, end in claim.content)


def _repeats(claim: FoundClaim, other: FoundClaim) -> bool:
    """Return whether a claim is another once more: the same words, or the same cue."""
    if claim.cue and other.cue and claim.cue[:2] == other.cue[:2]:
        return True
    if claim.cue and other.cue and other.cue[0] <= claim.cue[0] < other.cue[1]:
        return True
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in claim.content for c, d in other.content)
    union = _length(claim) + _length(other) - shared
    same = _SAME if claim.speaker == other.speaker else _SAME_OF_ANOTHER
    return union > 0 and shared / union >= same


def _is_own(outer: FoundClaim, inner: FoundClaim, text: str) -> bool:
    """Return whether somebody says that they say or think something themselves: "said she was proud of her pupils"."""
    of_being = inner.cue is not None and inner.cue[2] == "be"  # "said she was in no doubt it was safe"
    if inner.speaker is None or not (inner.type == "reported" or inner.stance == "assumes" or of_being):
        return False
    if not _holds(outer, inner) or inner is outer:
        return False
    own = text[slice(*inner.speaker)].lower()
    made = outer.cue is not None and outer.cue[2] in listed("light") | _ONES_OWN
    if inner.type == "reported" and own in ("his", "her", "their", "its", "my", "our"):
        return made  # "renewed her call for a bridge"
    return own in ("he", "she", "they", "it", "i", "we")


def _holds(outer: FoundClaim, inner: FoundClaim) -> bool:
    """Return whether a claim says that somebody else claims the other."""
    if inner.cue is None or outer.cue == inner.cue or outer.type == "direct":
        return False
    return lie_within([(inner.cue[0], inner.cue[1]), *inner.content], outer.content) and _length(inner) < _length(outer)
