"""What something is met with, and from whom: "was met with criticism from parents", "came under fire from doctors"."""

from __future__ import annotations

from chat.attribution.english.agents import may_speak
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import listed
from chat.attribution.english.making import claim_of
from chat.attribution.english.phrases import noun_phrase
from chat.attribution.english.verbs import Group
from chat.attribution.found import FoundClaim
from chat.schema import Stance

_FROM = frozenset({"from", "by", "among"})
_FIRE = frozenset({"fire", "attack", "criticism"})
_MET = frozenset({"meet", "greet"})


def reception_frames(clauses: Clauses) -> list[FoundClaim]:
    """Return the claims of those from whom something meets with criticism or praise."""
    found: list[FoundClaim] = []
    for group in clauses.groups:
        if group.lemma == "come":
            found += _come_under(clauses, group)
        elif group.lemma in _MET and clauses.lower(group.end) == "with":
            found += _received(clauses, group, group.end + 1)
    return found


def _come_under(clauses: Clauses, group: Group) -> list[FoundClaim]:
    """Return the claim of "came under fire from residents", "came in for criticism from doctors"."""
    words = [clauses.lower(group.end), clauses.lower(group.end + 1)]
    if words[0] == "under" and clauses.lower(group.end + 1) in _FIRE:
        return _received(clauses, group, group.end + 1, stance="says")
    return _received(clauses, group, group.end + 2) if words == ["in", "for"] else []


def _received(clauses: Clauses, group: Group, at: int, *, stance: Stance | None = None) -> list[FoundClaim]:
    """Return the claim of a verb behind which criticism or praise stands at a place, and who it is from."""
    subject = clauses.subject_of[group.start]
    end = noun_phrase(clauses.units, at, clauses.last)
    if subject is None or end is None or group.infinitive or group.modal:
        return []
    stance = stance or _stance(clauses.units[end - 1].lemma.lower())
    source = clauses.subjects.behind(end + 1) if clauses.lower(end) in _FROM else None
    if stance is None or source is None or not may_speak(clauses.units[source.first : source.core]):
        return []
    return claim_of(
        clauses,
        by=source,
        cue=(group.main, end, group.lemma),
        type_="reported",
        stance=stance,
        content=[(subject.first, end)],
    )


def _stance(noun: str) -> Stance | None:
    """Return how somebody takes something by the noun for it, None where the noun tells of no words."""
    if noun in listed("refusing_nouns"):
        return "denies"
    return "says" if noun in listed("judging_nouns") else None
