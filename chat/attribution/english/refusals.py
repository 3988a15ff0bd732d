"""Who will not speak: "declined to comment", "would not say whether", "did not respond to a request for comment"."""

from __future__ import annotations

from chat.attribution.english.boundaries import end_of_content
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import listed
from chat.attribution.english.making import claim_of
from chat.attribution.english.speaking import speaking_subject
from chat.attribution.english.subjects import Subject
from chat.attribution.english.verbs import Group
from chat.attribution.found import FoundClaim

_ANSWERING = frozenset({"respond", "reply", "answer", "return", "comment"})
_WILL_NOT = frozenset({"would", "will", "wo", "could", "ca", "can"})
_EXCEPTING = frozenset({"except", "beyond"})  # "would not comment except to say that"
_QUESTIONS = frozenset({"whether", "if", "how", "why", "what", "who", "whom", "where", "when", "which"})


def refusal_frames(clauses: Clauses) -> list[FoundClaim]:
    """Return the refusals of a sentence as claims."""
    found: list[FoundClaim] = []
    for group in clauses.groups:
        if not _refuses(clauses, group):
            continue
        subject = speaking_subject(clauses, group) or _neither(clauses, group)
        if subject is None:
            continue
        stop = end_of_content(clauses, group.end, group)
        stop = next((at for at in range(group.end, stop) if clauses.lower(at) in _EXCEPTING), stop)
        lemma = clauses.units[group.main].lemma.lower()
        found += claim_of(
            clauses,
            by=subject,
            cue=(group.start, group.end, lemma),
            type_="reported",
            stance="declines",
            content=[(group.main if lemma in listed("declining") else group.start, stop)],
        )
    return found


def _neither(clauses: Clauses, group: Group) -> Subject | None:
    """Return who "neither" stands before: "Neither the company nor the union would comment"."""
    subject = clauses.subject_of[group.start]
    return subject if subject and clauses.lower(subject.begins) == "neither" else None


def _refuses(clauses: Clauses, group: Group) -> bool:
    """Return whether a verb group tells that somebody will not speak."""
    if _keeps_silent(clauses, group):
        return True
    if group.lemma in listed("declining") and clauses.tag(group.end) == "TO0" and not group.infinitive:
        return _is_declined(clauses, group)
    if group.negated and group.lemma in _ANSWERING:
        behind = {unit.lemma.lower() for unit in clauses.units[group.end : group.end + 8]}
        return group.lemma == "comment" or bool(behind & listed("comment_nouns"))
    if (
        group.modal in _WILL_NOT
        and group.lemma == "confirm"
        and "neither" in {unit.lower for unit in clauses.units[group.start : group.main]}
    ):
        return True
    subject = clauses.subject_of[group.start]
    neither = subject is not None and clauses.lower(subject.begins) == "neither"
    if (
        (group.negated or neither)
        and group.modal in _WILL_NOT
        and group.lemma in ("say", "confirm", "comment", "discuss", "elaborate")
    ):
        if group.modal in ("can", "ca") and (subject is None or subject.relative):
            return False
        return clauses.lower(group.end) in _QUESTIONS or group.lemma in ("comment", "discuss", "elaborate", "confirm")
    if group.negated and group.lemma == "say" and clauses.lower(group.end) in _QUESTIONS:
        return clauses.is_stop(group.end + 1)  # "He did not say when."
    if group.modal in _WILL_NOT and group.lemma == "say" and clauses.lower(group.end) in ("nothing", "little"):
        return True
    return _is_not_reached(clauses, group)


def _is_not_reached(clauses: Clauses, group: Group) -> bool:
    """Return whether somebody has said nothing so far, or could not be asked: "was unavailable for comment"."""
    if group.lemma in ("comment", "respond", "reply") and clauses.lower(group.start - 2) == "yet":
        return True
    if group.lemma == "draw" and group.passive and group.negated:
        return True
    if group.lemma == "be" and _is_unavailable(clauses, group):
        return True
    if group.lemma == "confirm" and clauses.lower(group.end) == "nor":
        return group.end + 1 < clauses.last and clauses.units[group.end + 1].lemma == "deny"
    if group.lemma == "have" and clauses.lower(group.end) == "no" and clauses.lower(group.end + 1) == "comment":
        return True
    reached = group.lemma == "reach" and group.passive and group.negated
    return reached and any(unit.lower == "comment" for unit in clauses.units[group.end : group.end + 4])


def _is_unavailable(clauses: Clauses, group: Group) -> bool:
    """Return whether "unavailable for comment" or, with "not", "available for comment" stands behind a verb."""
    at = group.end
    while clauses.tag(at) in ("AV0", "XX0"):
        at += 1
    negated = group.negated or any(unit.tag == "XX0" for unit in clauses.units[group.end : at])
    called = "available" if negated else "unavailable"
    return clauses.lower(at) == called and (clauses.lower(at + 1), clauses.lower(at + 2)) == ("for", "comment")


def _is_declined(clauses: Clauses, group: Group) -> bool:
    """Return whether what "declined to" stands before is to speak."""
    at = group.end + 1
    said = clauses.units[at].lemma.lower() if at < clauses.last else ""
    if said == "be":
        return clauses.lower(at + 1) in ("drawn", "named", "identified", "interviewed", "quoted")
    if said in ("take", "pick", "choose"):
        return any(unit.lemma.lower() in listed("not_taken") for unit in clauses.units[at + 1 : at + 4])
    if said in ("make", "issue"):
        return bool({"statement", "comment", "available"} & {unit.lower for unit in clauses.units[at : at + 4]})
    return said in listed("speaking") and (said != "speak" or group.lemma == "decline")


def _keeps_silent(clauses: Clauses, group: Group) -> bool:
    """Return whether somebody "does not wish to respond" or "refrained from commenting"."""
    if group.lemma in ("wish", "want") and group.negated and not group.infinitive:
        answering = clauses.lower(group.end + 1) in _ANSWERING - {"return"}
        return clauses.tag(group.end) == "TO0" and answering
    if group.lemma in ("choose", "opt", "prefer", "elect") and not group.infinitive:
        silent = clauses.tag(group.end) == "XX0" and clauses.tag(group.end + 1) == "TO0"
        return silent and clauses.lower(group.end + 2) in _ANSWERING | {"say", "speak"}
    if group.lemma != "refrain" or clauses.lower(group.end) != "from" or clauses.tag(group.end + 1) != "VVG":
        return False
    return clauses.units[group.end + 1].lemma in listed("speaking")
