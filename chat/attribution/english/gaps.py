"""What a relative clause says of the thing that it hangs on: "a report which he called fiction"."""

from __future__ import annotations

from dataclasses import replace

from chat.attribution.english.agents import can_speak
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import Cue, lexicon, listed
from chat.attribution.english.making import claim_of
from chat.attribution.english.phrases import noun_phrase
from chat.attribution.english.predicates import end_of_predicate
from chat.attribution.english.speaking import speaking_subject
from chat.attribution.english.subjects import Subject
from chat.attribution.english.verbs import Group
from chat.attribution.found import FoundClaim
from chat.schema import Stance

_OPENING = ("AT0", "DPS", "PNP", "NP0")
_RELATIVE = frozenset({"which", "that", "what", "whom"})


def gap_frames(clauses: Clauses) -> list[FoundClaim]:
    """Return what relative clauses say of the thing that they hang on, as predicates."""
    found: list[FoundClaim] = []
    for group in clauses.groups:
        cue = lexicon().verbs.get(group.lemma)
        if cue is None or group.passive or not (group.finite or group.maybe_finite) or not _has_gap(clauses, group):
            continue
        stance = _judged(clauses, group, cue)
        subject = _judge(clauses, group) if stance else None
        if (
            stance is None
            or subject is None
            or not can_speak(clauses.units[subject.first : subject.core], cue, "reported")
        ):
            continue
        found += claim_of(
            clauses,
            by=subject,
            cue=(group.start, group.end, cue.lemma),
            type_="reported",
            stance=stance,
            content=[(group.main, end_of_predicate(clauses, group.end, group))],
        )
    return found


def _has_gap(clauses: Clauses, group: Group) -> bool:
    """Return whether a verb and its subject stand in a relative clause about its object."""
    subject = clauses.subject_of[group.start]
    if subject is None or subject.relative or not subject.begins:
        return False
    if _behind_noun(clauses, subject) is not None:
        return True
    return clauses.lower(subject.begins - 1) in _RELATIVE


def _behind_noun(clauses: Clauses, subject: Subject) -> int | None:
    """Return where a subject begins right behind what it says something of: "a figure Mr Hale called absurd"."""
    near = subject.begins == subject.first or noun_phrase(clauses.units, subject.begins, subject.first) == subject.first
    if near and clauses.units[subject.first - 1].is_noun:
        return subject.first if clauses.tag(subject.first) in _OPENING else None
    if clauses.lower(subject.first - 1) != "," or clauses.tag(subject.first) not in ("AT0", "NN1", "NN2"):
        return None
    for at in range(subject.first + 1, subject.end):
        unit, before = clauses.units[at], clauses.units[at - 1]
        if before.is_noun and not before.is_capital and unit.tag in _OPENING:
            return at
    return None


def _judge(clauses: Clauses, group: Group) -> Subject | None:
    """Return who says something of a thing, without the thing before them."""
    subject = speaking_subject(clauses, group)
    first = _behind_noun(clauses, subject) if subject is not None else None
    if subject is None or first is None:
        return subject
    return replace(subject, first=first, core=max(subject.core, first + 1))


def _may_be_complement(clauses: Clauses, group: Group) -> bool:
    """Return whether "that" may open what a noun says: "speculation that the minister will call an election"."""
    subject = clauses.subject_of[group.start]
    before = subject.begins - 2 if subject else -1
    noun = lexicon().nouns.get(clauses.units[before].lemma.lower()) if before >= 0 else None
    return noun is not None and noun.takes("t") and clauses.lower(before + 1) == "that"


def _judged(clauses: Clauses, group: Group, cue: Cue) -> Stance | None:
    """Return the stance of a verb that says "as …" or an adjective, a quotation or a phrase of its object."""
    place = group.end
    while clauses.tag(place) == "AV0":
        place += 1
    if clauses.is_stop(place):
        return None
    if clauses.lower(place) == "as":
        return cue.prepositions.get("as")
    if not cue.takes("s") and cue.lemma not in listed("judging"):
        return None
    unit = clauses.units[place]
    quoted = unit.is_quotation or unit.quoted >= 0
    if not quoted and _may_be_complement(clauses, group):
        return None
    end = noun_phrase(clauses.units, place, clauses.last)
    named = end is not None and clauses.units[end - 1].is_capital
    told = quoted or unit.tag in ("AJ0", "AJS", "VVG") or (end is not None and not named)
    return cue.letters.get("s") or cue.letters.get("t") or "says" if told else None
