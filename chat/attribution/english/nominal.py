"""Nouns as cues: "his claim that …", "warnings from doctors of …", "the company's promise to …", "fears that …"."""

from __future__ import annotations

from chat.attribution.english.agents import is_person, may_speak
from chat.attribution.english.boundaries import end_of_content
from chat.attribution.english.circumstances import is_time_told
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import Cue, lexicon, listed
from chat.attribution.english.making import claim_of
from chat.attribution.english.phrases import noun_phrase, with_attributes
from chat.attribution.english.speaking import speaking_subject
from chat.attribution.english.subjects import Subject
from chat.attribution.found import FoundClaim, Offsets

_FROM = frozenset({"from", "by", "of", "among"})


def nominal_frames(clauses: Clauses) -> list[FoundClaim]:
    """Return the claims that nouns report."""
    found: list[FoundClaim] = []
    for place, unit in enumerate(clauses.units):
        cue = lexicon().nouns.get(unit.lemma.lower()) if unit.is_noun and unit.tag != "NP0" else None
        if cue is not None:
            found += _of(clauses, place, cue)
    return found


def _of(clauses: Clauses, place: int, cue: Cue) -> list[FoundClaim]:
    """Return the claim of the noun at a place."""
    owner = _owner(clauses, place)
    at, source = _source_behind(clauses, place + 1)
    by_verb = _giver(clauses, place) if owner is None and source is None else None
    if owner is None and source is None and by_verb is None and clauses.lower(place - 1) in ("no", "little", "any"):
        return []  # "there is no doubt that"
    if owner and clauses.lower(at) == "to" and (told := noun_phrase(clauses.units, at + 1, clauses.last)):
        at = told if clauses.tag(told)[:2] == "VB" else at
    if clauses.lower(at) == "," and clauses.tag(at + 1) == "CJT":
        at += 1
    letter, first = _opened(clauses, at, cue, owned=owner is not None, sourced=source is not None)
    if letter not in cue.letters or not letter:
        return _about(clauses, place, at, cue, by=owner or source)
    stance = cue.letters[letter]
    return claim_of(
        clauses,
        by=owner or source or by_verb,
        cue=(place, place + 1, cue.lemma),
        type_="indirect",
        stance=stance,
        content=[(first, _end(clauses, first, place, clause=letter == "t"))],
        hedged=stance == "assumes" and owner is None,
    )


def _about(clauses: Clauses, place: int, at: int, cue: Cue, *, by: Offsets | None) -> list[FoundClaim]:
    """Return the claim of a noun with a preposition: "her remark about the cost", "a plea by the union for calm"."""
    stance = cue.prepositions.get(clauses.lower(at))
    end = noun_phrase(clauses.units, at + 1, clauses.last)
    dated = clauses.units[at + 1].text in listed("months_and_days") if end else False  # "its verdict on Thursday"
    if by is None or stance in (None, "assumes") or end is None or dated:
        return []
    stop = with_attributes(clauses.units, end, clauses.last)
    pieces = [(place, stop)] if at == place + 1 else [(place, place + 1), (at, stop)]
    return claim_of(clauses, by=by, cue=(place, place + 1, cue.lemma), type_="reported", stance=stance, content=pieces)


def _opened(clauses: Clauses, at: int, cue: Cue, *, owned: bool, sourced: bool) -> tuple[str, int]:
    """Return the letter of the frame that opens at a place behind a noun, and where its content begins."""
    if clauses.tag(at) == "CJT":
        return ("t", at + 1) if _is_clause(clauses, at + 1) else ("", at)
    if (to := _asked(clauses, at, cue)) is not None:
        return "i", to
    if clauses.tag(at) == "TO0" and (owned or sourced):
        return "i", at
    if owned and clauses.tag(at) in ("VBZ", "VBD") and clauses.tag(at + 1) == "AV0":
        adverb = at + 1  # "is always that"
        return ("t", adverb + 2) if clauses.tag(adverb + 1) == "CJT" else ("", at)
    if owned and _copula(clauses, at):
        behind = at + 1 + (clauses.lower(at + 2) == ":")
        if clauses.tag(behind) == "CJT" or clauses.lower(behind) == ":":
            return "t", behind + 1
        return "i", behind
    return "", at


def _asked(clauses: Clauses, at: int, cue: Cue) -> int | None:
    """Return where what somebody is asked to do begins: "an appeal to customers to use less water"."""
    if cue.letters.get("i") != "demands" or clauses.lower(at) not in ("to", "for", "on") or clauses.tag(at) == "TO0":
        return None
    end = noun_phrase(clauses.units, at + 1, clauses.last)
    return end if end is not None and clauses.tag(end) == "TO0" else None


def _giver(clauses: Clauses, place: int) -> Subject | None:
    """Return who gives, makes or repeats it: "gave evidence that"."""
    at = place - 1
    while at > 0 and clauses.tag(at) in ("AT0", "AJ0", "DT0", "ORD", "AV0", "NN1"):
        at -= 1
    group = next((group for group in clauses.groups if group.main == at), None)
    if group is None or group.passive or group.lemma not in listed("light"):
        return None
    return speaking_subject(clauses, group)


def _copula(clauses: Clauses, at: int) -> bool:
    """Return whether "is that", "was to" or "is simple:" stands at a place."""
    if clauses.tag(at) in ("VBZ", "VBD") and clauses.tag(at + 1) == "AJ0" and clauses.lower(at + 2) == ":":
        return True
    return clauses.tag(at) in ("VBZ", "VBD", "VBB") and clauses.tag(at + 1) in ("CJT", "TO0")


def _owner(clauses: Clauses, place: int) -> Offsets | None:
    """Return whose claim it is: "his claim", "the minister's repeated claim"."""
    at = place - 1
    while at >= 0 and (
        clauses.tag(at) in ("AJ0", "ORD", "AV0", "NN1", "CRD", "VVN", "VVG") or clauses.lower(at) == "own"
    ):
        at -= 1
    if at >= 0 and clauses.tag(at) == "DPS":
        return clauses.span(at, at + 1)
    if at < 1 or clauses.tag(at) != "POS":
        return None
    for first in range(max(0, at - 12), at):
        if noun_phrase(clauses.units, first, at) == at and _opens(clauses, first):
            return clauses.span(first, at) if may_speak(clauses.units[first:at]) else None
    return None


def _opens(clauses: Clauses, first: int) -> bool:
    """Return whether a phrase may begin at a place, behind a verb, a preposition or a stop."""
    before = clauses.units[first - 1] if first else None
    return before is None or not (before.is_noun or before.tag in ("AT0", "DPS", "AJ0", "POS", "ORD"))


def _source_behind(clauses: Clauses, at: int) -> tuple[int, Offsets | None]:
    """Return the place behind who a claim is from, and their span: "warnings from doctors that"."""
    if clauses.lower(at) not in _FROM:
        return at, None
    source = clauses.subjects.behind(at + 1)
    of_source = is_person if clauses.lower(at) == "of" else may_speak  # "claims of murder"
    if source is None or not of_source(clauses.units[source.first : source.core]):
        return at, None
    whole = clauses.tag(source.end) in ("CJT", "TO0") and clauses.lower(source.core) != "for"
    end = source.end if whole else source.core
    return end, clauses.span(source.first, end)


def _is_clause(clauses: Clauses, first: int) -> bool:
    """Return whether a clause with a subject begins at a place: no relative clause as in "the claim that he made"."""
    group = clauses.opens_clause(first)
    if group is None:
        return False
    transitive = group.lemma in ("make", "raise", "issue", "give", "express", "voice")
    return not (transitive and clauses.is_stop(group.end))


def _end(clauses: Clauses, first: int, place: int, *, clause: bool) -> int:
    """Return where a clause behind a noun ends: before the verb that the noun is the subject of."""
    stop = end_of_content(clauses, first, None)
    for at in range(first, stop - 1):
        joined = clauses.lower(at + 1) in ("which", "where", "who") or clauses.tag(at + 1) in ("ORD", "VVN")
        if clauses.units[at].text == "," and (joined or is_time_told(clauses, at + 1)):
            stop = at
            break
    held = 0 if clause else 1
    previous = first
    heads = not any(group.finite and group.start < place for group in clauses.groups)
    for group in clauses.groups:
        wished = clauses.tag(group.start) == "VBI" and not group.infinitive  # "the demand that it be rebuilt"
        if group.start < first or group.start >= stop or not (group.finite or group.maybe_finite or wished):
            continue
        own = clauses.subject_of[group.start]
        held += 1
        joined = any(
            clauses.tag(at) in ("CJC", "CJS", "CJT", "DTQ", "PNQ", "AVQ") or clauses.lower(at) == ","
            for at in range(previous, group.start)
        )
        object_behind = clauses.tag(group.end) in ("AT0", "DPS", "PNP", "NP0")
        finite = group.finite or (group.maybe_finite and (object_behind or heads))  # "Her hope that he lived faded"
        if held > 1 and finite and not joined and (clauses.tag(group.start) != "VVB"):
            return group.start
        if (
            held > 1
            and group.finite
            and own is not None
            and clauses.lower(own.begins - 1) == ","
            and own.begins > first
        ):
            return own.begins - 1
        previous = group.end
    return stop
