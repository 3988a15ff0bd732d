"""What is told beside a claim: when or where it was made, and how the source knows: "citing two officials"."""

from __future__ import annotations

from dataclasses import replace

from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import listed
from chat.attribution.english.phrases import prepositional_phrase, time_phrase
from chat.attribution.english.verbs import Group
from chat.attribution.found import FoundClaim, Offsets, is_inside

_EVENTS = frozenset(
    {"conference", "meeting", "event", "hearing", "rally", "sidelines", "summit", "debate", "session", "match", "visit"}
)
_SEEN = frozenset({"seen", "obtained", "reviewed"})
_FURTHEST = 12  # units behind a cue among which its circumstances stand


def with_circumstances(clauses: Clauses, claim: FoundClaim) -> FoundClaim:
    """Return a claim with its occasion and how its source knows, where its sentence tells them."""
    if claim.cue is None or claim.within:
        return claim
    cue = next((at for at, unit in enumerate(clauses.units) if unit.end >= claim.cue[1]), None)
    if cue is None:
        return claim
    return replace(claim, occasion=_occasion(clauses, claim, cue + 1), knows_by=_knows_by(clauses, claim))


def _occasion(clauses: Clauses, claim: FoundClaim, place: int) -> Offsets | None:
    """Return the span of the phrase behind a cue that says when or where it was said."""
    stop = min(place + _FURTHEST, clauses.last)
    while place < stop and not is_inside(clauses.units[place].start, claim.content):
        end = prepositional_phrase(clauses.units, place, clauses.last)
        if end is None:
            after = time_phrase(clauses.units, place, clauses.last)
            if after is not None:
                return clauses.span(place, after)
            place += 1
            continue
        words = {unit.lemma.lower() for unit in clauses.units[place:end]}
        days = {unit.text for unit in clauses.units[place:end]}
        if words & (listed("media") | listed("times") | _EVENTS) or days & listed("months_and_days"):
            return clauses.span(place, end)
        place = end
    return None


def _knows_by(clauses: Clauses, claim: FoundClaim) -> Offsets | None:
    """Return the span that tells how a source knows: ", citing two officials", "a memo seen by the paper"."""
    for at, unit in enumerate(clauses.units):
        if is_inside(unit.start, claim.content):
            continue
        if unit.lower in listed("citing_forms") or (unit.lower in _SEEN and clauses.lower(at + 1) == "by"):
            stop = next((k for k in range(at + 1, clauses.last) if clauses.is_stop(k)), clauses.last)
            return clauses.span(at, stop)
    return None


def is_time_told(clauses: Clauses, place: int) -> bool:
    """Return whether "eight days after" or "hours before" stands at a place."""
    lemmas = [unit.lemma.lower() for unit in clauses.units[place + 1 : place + 2]]
    counted = clauses.tag(place) in ("CRD", "AT0") and lemmas and lemmas[0] in listed("times")
    bare = clauses.lower(place) in ("hours", "days", "weeks", "months", "minutes", "years")
    return bool(counted or bare) and any(clauses.lower(at) in ("after", "before") for at in range(place, place + 3))


def opens_main(clauses: Clauses, at: int, group: Group | None) -> bool:
    """Return whether the main clause of a participle stands behind a comma: "Praising the nurses, she left"."""
    if group is None or group.start or group.participle != "ing":
        return False
    subjects = (subject for subject in clauses.subject_of.values() if subject is not None)
    return any(subject.begins == at + 1 and not subject.relative for subject in subjects)
