"""Which claim reports which other: "X said that Y claims …" holds what Y claims. Knows claims only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chat.schema import Claim


def nested(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims, each with the ids of those that it holds in `holds`.

    A claim holds another whose cue and content lie within its own content, where somebody else speaks, or by another
    cue. Of several that would, the smallest holds it; what that holds in turn is not repeated.
    """
    by_sentence: dict[int, list[Claim]] = {}
    for claim in claims:
        for sentence in claim.sentences:
            by_sentence.setdefault(sentence, []).append(claim)
    holds: dict[int, list[int]] = {}
    for claim in claims:
        around = [other for other in by_sentence.get(min(claim.sentences, default=0), []) if _holds(other, claim)]
        if around:
            holds.setdefault(min(around, key=_length).id, []).append(claim.id)
    return tuple(claim.model_copy(update={"holds": tuple(holds.get(claim.id, ()))}) for claim in claims)


def holders(claims: Iterable[Claim]) -> dict[int, tuple[Claim, ...]]:
    """Return the claims that report each claim which another reports, by its id, the outermost first."""
    direct = {held: claim for claim in claims for held in claim.holds}
    chains: dict[int, tuple[Claim, ...]] = {}
    for held in direct:
        chain: list[Claim] = []
        at = held
        while at in direct and direct[at] not in chain:  # a kept reading may be wrong, and go round in a circle
            chain.insert(0, direct[at])
            at = direct[at].id
        chains[held] = tuple(chain)
    return chains


def _holds(outer: Claim, inner: Claim) -> bool:
    """Return whether a claim reports another in its content."""
    if inner.cue is None or not inner.content or outer.cue == inner.cue:
        return False
    stretches = [(inner.cue.start, inner.cue.end), *((span.start, span.end) for span in inner.content)]
    within = all(any(span.start <= start and end <= span.end for span in outer.content) for start, end in stretches)
    return within and (outer.content != inner.content or _length(outer) > _length(inner))


def _length(claim: Claim) -> int:
    """Return how many characters of the German a claim's content has."""
    return sum(span.end - span.start for span in claim.content)
