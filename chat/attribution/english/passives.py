"""Cues in the passive: "was criticised by Hale", "is said to be", "was told that", "it is believed that"."""

from __future__ import annotations

from chat.attribution.english.actions import is_figure, is_of_somebody
from chat.attribution.english.agents import is_nobody, may_speak
from chat.attribution.english.boundaries import end_of_content
from chat.attribution.english.by_whom import agent_of
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import Cue, lexicon, listed
from chat.attribution.english.making import claim_of, clause_around
from chat.attribution.english.objects import is_told
from chat.attribution.english.phrases import noun_phrase
from chat.attribution.english.predicates import end_of_predicate
from chat.attribution.english.quoting import saying_at
from chat.attribution.english.reputed import reputed
from chat.attribution.english.speaking import speaking_subject
from chat.attribution.english.subjects import Subject
from chat.attribution.english.verbs import Group
from chat.attribution.found import FoundClaim
from chat.schema import Stance

_REPUTED = frozenset({"put", "estimate"})  # verbs with "at" and a figure
_LONGEST_TO_NOUN = 14  # units from a participle to its noun
_REASONS = frozenset({"after", "because", "since", "as"})
_STANCES: dict[str, Stance] = {"say": "says", "report": "says", "allege": "says", "rumour": "says", "claim": "says"}
_ALWAYS_TOLD = frozenset({"tell", "urge", "order", "advise", "instruct"})  # never "told to" of who tells
_ORDERED = frozenset(
    {
        "ask",
        "urge",
        "advise",
        "warn",
        "tell",
        "order",
        "instruct",
        "encourage",
        "remind",
        "caution",
        "command",
        "direct",
        "request",
    }
)


def passive_frames(clauses: Clauses) -> list[FoundClaim]:
    """Return the claims that cues in the passive report."""
    found: list[FoundClaim] = []
    for group in clauses.groups:
        cue = lexicon().verbs.get(group.lemma)
        bare = group.participle == "ed" and not group.finite
        if group.passive and group.lemma in ("quote", "cite", "report"):
            found += _quoted_as(clauses, group)
            if found and found[-1].cue and found[-1].cue[0] == clauses.units[group.main].start:
                continue
        alone = bare or (group.past and clauses.tag(group.end) == "TO0" and clauses.subject_of[group.start] is None)
        if alone and clauses.lower(group.start - 1) == "," and group.lemma in listed("rumoured"):
            found += _rumoured(clauses, group)
            continue
        if cue is None and group.passive and group.lemma in listed("rumoured"):
            cue = Cue(group.lemma, {}, {})
        if cue is None or group.infinitive or group.modal in ("should", "may", "might", "can", "could", "must"):
            continue
        if group.passive:
            found += _passive(clauses, group, cue)
        elif bare and clauses.lower(group.end) == "by":
            found += _reduced(clauses, group, cue)
        elif _is_headline(clauses, group):
            found += _told(clauses, group, cue, agent_of(clauses, group))
    return found


def _is_headline(clauses: Clauses, group: Group) -> bool:
    """Return whether "was" is left out before a participle, as in headlines: "Residents told to shut their windows"."""
    subject = clauses.subject_of[group.start]
    only = not any(other.finite for other in clauses.groups if other.start < group.start)
    opens = subject is not None and subject.first == 0 and clauses.tag(0) not in ("AT0", "PNP", "DPS")
    return opens and only and group.lemma in _ALWAYS_TOLD and clauses.tag(group.end) == "TO0"


def _passive(clauses: Clauses, group: Group, cue: Cue) -> list[FoundClaim]:
    """Return the claim of a passive."""
    agent = agent_of(clauses, group)
    subject = clauses.subject_of[group.start]
    impersonal = (
        subject is not None and clauses.lower(subject.first) in ("it", "there") and subject.core == subject.first + 1
    )
    if group.lemma in listed("rumoured") and clauses.tag(group.end) == "TO0":
        return _said_to(clauses, group, subject, None)
    if impersonal and group.lemma in listed("rumoured") | listed("told") | listed("argued"):
        return _it_is_said(clauses, group, agent)
    if subject and group.lemma in _REPUTED and clauses.lower(group.end) == "at" and is_figure(clauses, group.end + 1):
        return reputed(clauses, group, subject)
    if group.lemma in listed("told") and (said := _told(clauses, group, cue, agent)):
        return said
    if group.lemma in listed("charged") and clauses.lower(group.end) == "of" and agent is None:
        return _accused(clauses, group)
    if agent is None:
        return _framed(clauses, group, subject)
    return _with_agent(clauses, group, cue, subject, agent)


def _accused(clauses: Clauses, group: Group) -> list[FoundClaim]:
    """Return what nobody named accuses somebody of: "is accused of theft", no "was"."""
    if group.past:
        return []
    return claim_of(
        clauses,
        by=None,
        cue=(group.main, group.end, group.lemma),
        type_="reported",
        stance="assumes" if group.lemma == "suspect" else "says",
        content=[(group.main, end_of_predicate(clauses, group.end, group))],
        hedged=True,
    )


def _quoted_as(clauses: Clauses, group: Group) -> list[FoundClaim]:
    """Return what "was quoted by the radio as saying that …" reports, by its subject."""
    subject = clauses.subject_of[group.start]
    said = saying_at(clauses, group.end)
    if subject is None or said is None:
        return []
    at = clauses.skip_circumstances(said + 1)
    if at >= clauses.last or clauses.is_stop(at):
        pieces = [(0, subject.begins - 1)] if clauses.lower(subject.begins - 1) == "," else []
    else:
        first = at + (clauses.tag(at) == "CJT")
        pieces = [(first, end_of_content(clauses, first, None))]
    direct = len(pieces) == 1 and clauses.units[pieces[0][0]].is_quotation
    return claim_of(
        clauses,
        by=subject,
        cue=(group.main, said + 1, group.lemma),
        type_="direct" if direct else "indirect",
        stance="says",
        content=pieces,
    )


def _said_to(clauses: Clauses, group: Group, subject: Subject | None, agent: Subject | None) -> list[FoundClaim]:
    """Return the claim of "is said to have …": the subject and what it is said to do, by nobody named."""
    subject = subject or _of_relative(clauses, group) or speaking_subject(clauses, group)
    if subject is None or is_nobody(clauses.units[subject.first : subject.core]):
        return []
    stop = end_of_content(clauses, group.end + 1, group)
    if group.lemma in ("expect", "suppose") and agent is None:
        return []
    stance = _STANCES.get(group.lemma, "assumes")
    return claim_of(
        clauses,
        by=agent,
        cue=(group.main, group.end, group.lemma),
        type_="indirect",
        stance=stance,
        content=[(subject.first, subject.end), (group.end, stop)],
        hedged=True,
    )


def _rumoured(clauses: Clauses, group: Group) -> list[FoundClaim]:
    """Return the claim of a participle behind a comma: "a fee, believed to be four million"."""
    comma = group.start - 1
    first = next((at for at in range(max(0, comma - _LONGEST_TO_NOUN), comma) if _is_whole(clauses, at, comma)), None)
    figure = clauses.lower(group.end) == "at" and is_figure(clauses, group.end + 1)
    if first is None or not (clauses.tag(group.end) == "TO0" or figure):
        return []
    closing = range(group.end + 1, clauses.last)
    stop = next((at for at in closing if clauses.is_stop(at)), clauses.last)
    return claim_of(
        clauses,
        by=None,
        cue=(group.main, group.end, group.lemma),
        type_="indirect",
        stance=_STANCES.get(group.lemma, "assumes"),
        content=[(first, comma), (group.end, stop)],
        hedged=True,
    )


def _is_whole(clauses: Clauses, first: int, stop: int) -> bool:
    """Return whether a noun phrase, which no other word belongs to, stands between two places."""
    opens = first == 0 or not (
        clauses.units[first - 1].is_noun or clauses.tag(first - 1) in ("AT0", "DPS", "AJ0", "CRD")
    )
    return opens and noun_phrase(clauses.units, first, stop) == stop


def _of_relative(clauses: Clauses, group: Group) -> Subject | None:
    """Return the subject of a relative clause that "and" goes on with: "a watchman who read and is said to write"."""
    before = next((other for other in reversed(clauses.groups) if other.start < group.start and other.finite), None)
    subject = clauses.subject_of[before.start] if before is not None else None
    return subject if subject is not None and subject.relative and clauses.lower(group.start - 1) == "and" else None


def _it_is_said(clauses: Clauses, group: Group, agent: Subject | None) -> list[FoundClaim]:
    """Return the claim of "it is believed that"."""
    at = agent.end if agent else clauses.skip_circumstances(group.end)
    if clauses.tag(at) == "PRF":  # "it is said of our clock that"
        at = noun_phrase(clauses.units, at + 1, clauses.last) or at
    if clauses.tag(at) != "CJT" and clauses.opens_clause(at) is None:
        return []
    first = at + (clauses.tag(at) == "CJT")
    stance = _STANCES.get(group.lemma, "assumes")
    stop = end_of_content(clauses, first, group)
    return claim_of(
        clauses,
        by=agent,
        cue=(group.main, group.end, group.lemma),
        type_="indirect",
        stance=stance,
        content=[(first, stop)],
        hedged=agent is None,
    )


def _told(clauses: Clauses, group: Group, cue: Cue, agent: Subject | None) -> list[FoundClaim]:
    """Return what somebody is told: "was told by inspectors that", "are asked to call"."""
    at = clauses.skip_circumstances(agent.end if agent else group.end)
    stance = cue.letters.get("a") or cue.letters.get("t") or "says"
    if clauses.lower(at) == "," and agent:
        at += 1
    to = at + (clauses.tag(at) == "XX0")
    if clauses.tag(at) == "CJT" or clauses.lower(at) == "that":
        pieces = [(at + 1, end_of_content(clauses, at + 1, group))]
    elif clauses.tag(to) == "TO0" and _asks_for_nothing(clauses, group, to + 1, agent):
        return []
    elif clauses.tag(to) == "TO0" and group.lemma in _ORDERED and not _is_author(clauses, group):
        stance = cue.letters.get("o") or "demands"
        pieces = [(at, _end_of_order(clauses, to + 1, group))]
    elif clauses.opens_clause(at) is not None and group.lemma in ("tell", "warn", "inform"):
        pieces = [(at, end_of_content(clauses, at + 1, group))]
    else:
        return []
    return claim_of(
        clauses, by=agent, cue=(group.main, group.end, cue.lemma), type_="indirect", stance=stance, content=pieces
    )


def _asks_for_nothing(clauses: Clauses, group: Group, verb: int, agent: Subject | None) -> bool:
    """Return whether somebody is asked for a comment, or a court sentences them: "was ordered to pay costs"."""
    sentenced = group.lemma == "order" and clauses.lower(verb) in listed("sentenced")
    return sentenced or (agent is None and clauses.lower(verb) in ("comment", "respond"))


def _is_author(clauses: Clauses, group: Group) -> bool:
    """Return whether whoever writes tells what they were asked to do: "I have been asked to write about courage"."""
    subject = clauses.subject_of[group.start]
    return subject is not None and clauses.lower(subject.first) in ("i", "we")


def _end_of_order(clauses: Clauses, place: int, group: Group) -> int:
    """Return where it ends what somebody is told to do: before what tells why, "after three emus escaped"."""
    stop = end_of_content(clauses, place, group)
    for at in range(place, stop):
        subjects = (subject for start, subject in clauses.subject_of.items() if start > at and subject is not None)
        if clauses.lower(at) in _REASONS and any(subject.first == at + 1 for subject in subjects):
            return at
    return stop


def _framed(clauses: Clauses, group: Group, subject: Subject | None) -> list[FoundClaim]:
    """Return what "…, the jury was told" or "The jury, we are told, is out" reports: the clause around it."""
    if subject is None or group.lemma not in ("tell", "say") or clauses.lower(subject.begins - 1) != ",":
        return []
    end = clauses.skip_circumstances(group.end)
    if not clauses.is_stop(end):
        return []
    behind = clauses.starting.get(end + 1)
    pieces = [(0, subject.begins - 1)]
    if behind is not None and behind.finite and clauses.lower(end) == ",":
        pieces.append((end + 1, clauses.last))
    return claim_of(
        clauses, by=None, cue=(group.main, group.end, group.lemma), type_="indirect", stance="says", content=pieces
    )


def _with_agent(
    clauses: Clauses, group: Group, cue: Cue, subject: Subject | None, agent: Subject | None
) -> list[FoundClaim]:
    """Return the claim of "was criticised by Hale as …": the predicate, without who does it."""
    stance = _stance_of_object(cue)
    particle = clauses.tag(group.end) == "AVP" and clauses.lower(group.end) not in cue.prepositions  # "called up by"
    if stance is None or agent is None or particle or not _is_said_of(clauses, group, cue, subject, agent):
        return []
    closed = clauses.lower(agent.end) in (",", "who", "which", "that")
    stop = agent.end if closed else end_of_content(clauses, agent.end, group)
    if group.participle == "ed":
        stop = next((at for at in range(group.end, stop) if clauses.units[at].text == ","), stop)
    by = next(at for at in range(agent.first, 0, -1) if clauses.lower(at) == "by")
    alone = stop <= agent.end + 1 and by == group.end and group.participle != "ed"
    whole = subject.first if subject and not _is_within(clauses, group, subject) else _clause_start(clauses, group)
    pieces = [(whole if alone else group.main, by), (agent.end, stop)]
    return claim_of(
        clauses, by=agent, cue=(group.main, group.end, cue.lemma), type_="reported", stance=stance, content=pieces
    )


def _is_within(clauses: Clauses, group: Group, subject: Subject) -> bool:
    """Return whether a subject is that of a clause behind the passive's own noun: "Rumours that it was sold"."""
    opened = clauses.tag(subject.first - 1) == "CJT"
    return opened and any(other.finite and subject.end <= other.start < group.start for other in clauses.groups)


def _is_said_of(clauses: Clauses, group: Group, cue: Cue, subject: Subject | None, agent: Subject) -> bool:
    """Return whether a passive says something of its subject, unlike "a road supported by a wall"."""
    if cue.lemma in listed("need_a_source") and not may_speak(clauses.units[agent.first : agent.core]):
        return False
    if subject is not None and is_of_somebody(clauses.units[subject.first : subject.core], cue):
        return clauses.lower(agent.end) == "as"  # "was questioned by police"
    if cue.lemma in listed("finding"):
        return clauses.tag(agent.end) == "TO0"  # "found by a meter reader"
    if cue.takes("n"):
        return True
    if cue.takes("k") and not cue.takes("s"):
        objects = lexicon().objects.get(cue.lemma, {})
        nouns = (unit.lemma.lower() for unit in clauses.units[: group.start])
        told = any(noun in objects or is_told(cue, noun) for noun in nouns)
        if subject is None or told or clauses.lower(agent.end) == "as":
            return True
        return clauses.tag(subject.first) in ("PNP", "DT0") and subject.core == subject.first + 1
    behind = clauses.skip_circumstances(agent.end)
    return clauses.lower(group.end) != "by" or not clauses.is_stop(behind)


def _clause_start(clauses: Clauses, group: Group) -> int:
    """Return where the clause of a passive begins whose subject has a clause of its own."""
    first, _ = clause_around(clauses, group.start)
    return first


def _stance_of_object(cue: Cue) -> Stance | None:
    """Return the stance of a cue that says something of an object."""
    for letter in ("n", "k", "s"):
        if letter in cue.letters:
            return cue.letters[letter]
    return cue.prepositions.get("as")


def _reduced(clauses: Clauses, group: Group, cue: Cue) -> list[FoundClaim]:
    """Return the claim of a participle behind its noun: "a plan described by Hale as a mistake"."""
    agent = agent_of(clauses, group)
    if agent is None or _stance_of_object(cue) is None:
        return []
    said = clauses.lower(agent.end) == "as" or cue.takes("n") or cue.takes("s")
    if not said or noun_phrase(clauses.units, agent.first, clauses.last) is None:
        return []
    return _with_agent(clauses, group, cue, None, agent)
