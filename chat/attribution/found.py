"""A claim as the German engine finds it in a sentence: spans of the text, before it has a number, a role or a name.

`engine` makes it the claim that everybody else knows (chat/schema/).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chat.schema import ClaimType, Stance

Offsets = tuple[int, int]
Content = tuple[ClaimType, tuple[Offsets, ...]]


@dataclass(frozen=True)
class FoundClaim:
    """A claim before it has a number; spans are offsets into the text as given, the cue's with its lemma."""

    type: ClaimType
    content: tuple[Offsets, ...]
    speaker: Offsets | None
    cue: tuple[int, int, str] | None
    stance: Stance
    sentence: int
    hedged: bool = False
    negated: bool = False  # the cue is: nobody said it, or it is doubted
    within: bool = False  # its cue is part of what another claim of the sentence says
    plural: bool | None = None  # the number of the cue, where it shows
    stands_for: Offsets | None = None  # the full name that a label, a possessive or the like stands for
    others: tuple[Offsets, ...] = ()  # who says it together with the speaker
    addressee: Offsets | None = None
    occasion: Offsets | None = None
    knows_by: Offsets | None = None  # how the source is said to know


def tells_of(report: FoundClaim, claim: FoundClaim) -> bool:
    """Return whether a report has the claim of somebody else in it: "lehnte den Vorschlag des Ministers ab, … zu …"."""
    if report.type != "reported" or report.speaker == claim.speaker:
        return False
    return lie_within(claim.content, report.content)


def is_told(claim: FoundClaim, other: FoundClaim) -> bool:
    """Return whether a claim, its speaker included, is told within what somebody else says."""
    if other.type not in ("indirect", "free_indirect") or claim.speaker is None or claim.speaker == other.speaker:
        return False
    return is_inside(claim.speaker[0], other.content) and not (claim.cue and claim.cue == other.cue)


def is_inside(place: int, spans: Sequence[Offsets]) -> bool:
    """Return whether a place lies in one of some spans."""
    return any(start <= place < end for start, end in spans)


def lie_within(inner: Sequence[Offsets], outer: Sequence[Offsets]) -> bool:
    """Return whether each of some spans lies in one of others."""
    return all(any(start <= a and b <= end for start, end in outer) for a, b in inner)
