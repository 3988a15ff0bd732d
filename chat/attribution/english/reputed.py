"""What something is taken for by nobody named: "is widely seen as too cautious", "nine miners are feared dead"."""

from __future__ import annotations

from chat.attribution.english.agents import is_nobody
from chat.attribution.english.boundaries import end_of_content
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import lexicon, listed
from chat.attribution.english.making import claim_of
from chat.attribution.english.subjects import Subject
from chat.attribution.english.verbs import Group
from chat.attribution.found import FoundClaim


def reputed_frames(clauses: Clauses) -> list[FoundClaim]:
    """Return the claims of passives that tell what something is taken for."""
    return [
        claim
        for group in clauses.groups
        if group.passive and (_is_widely_seen(clauses, group) or _is_feared_dead(clauses, group))
        for claim in _of_subject(clauses, group)
    ]


def _is_widely_seen(clauses: Clauses, group: Group) -> bool:
    """Return whether an adverb tells that many regard something so: "widely seen as", "commonly called"."""
    between = {unit.lower for unit in clauses.units[group.start : group.end]}
    cue = lexicon().verbs.get(group.lemma)
    as_it = cue is not None and "as" in cue.prepositions and clauses.lower(group.end) == "as"
    return bool(between & listed("widely")) and (as_it or (cue is not None and cue.takes("s")))


def _is_feared_dead(clauses: Clauses, group: Group) -> bool:
    """Return whether it is only thought how somebody fares: "feared dead", "believed missing"."""
    if group.lemma == "report" or (group.past and group.perfect):
        return False
    return group.lemma in listed("rumoured") and clauses.lower(group.end) in listed("feared_so")


def _of_subject(clauses: Clauses, group: Group) -> list[FoundClaim]:
    subject = clauses.subject_of[group.start]
    if subject is None or subject.relative or group.modal or is_nobody(clauses.units[subject.first : subject.core]):
        return []
    return reputed(clauses, group, subject)


def reputed(clauses: Clauses, group: Group, subject: Subject) -> list[FoundClaim]:
    """Return the claim of a passive and its subject by nobody named: "the cost is put at 40 million"."""
    return claim_of(
        clauses,
        by=None,
        cue=(group.main, group.end, group.lemma),
        type_="indirect",
        stance="assumes",
        content=[(subject.first, end_of_content(clauses, group.end, group))],
        hedged=True,
    )
