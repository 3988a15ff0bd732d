"""Where what a cue reports ends: with the sentence, or before the next frame that stands beside it."""

from __future__ import annotations

from chat.attribution.english.circumstances import opens_main
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import lexicon, listed
from chat.attribution.english.phrases import noun_phrase
from chat.attribution.english.verbs import Group

_CONTRASTING = frozenset({"but", "while", "whereas", "although", "though", "and", "yet"})


_REMARKS = frozenset(
    {
        *("claim", "charge", "view", "accusation", "suggestion", "point", "remark", "allegation", "argument", "word"),
        *("term", "call", "prediction", "description", "verdict", "demand", "notion", "assertion", "promise", "label"),
    }
)
_COUNTED = frozenset({"figure", "number", "sum", "total", "estimate", "move", "step", "decision", "idea", "plan"})
_OPENING = frozenset(
    {"while", "although", "though", "as", "when", "because", "since", "after", "whereas", "once", "if"}
)
_UNCHANGED = frozenset(
    {"put", "set", "cut", "let", "read", "shut", "hit", "cost", "cast", "quit", "split", "spread"}
)  # in the past


def is_cue(group: Group) -> bool:
    """Return whether a verb group is one of a cue."""
    return group.lemma in lexicon().verbs or group.lemma in listed("declining")


def _reports(clauses: Clauses, group: Group) -> bool:
    """Return whether a verb group, or an adjective behind it, reports something."""
    if is_cue(group):
        return True
    at = group.end if not group.passive else group.main
    while clauses.tag(at) == "AV0":
        at += 1
    return (group.passive or group.lemma in listed("copulas")) and clauses.lower(at) in lexicon().adjectives


def end_of_content(clauses: Clauses, place: int, group: Group | None, *, within: Group | None = None) -> int:
    """Return the place behind what is reported from `place` on.

    Args:
        clauses: the sentence.
        place: where the content begins.
        group: the cue's verb group, None where the cue is no verb.
        within: the first verb group of the content, where that is known.
    """
    last = _end_of_participle(clauses, group, _end_of_parenthesis(clauses, place, group))
    last = _end_of_relative(clauses, group, last)
    for at in range(place, last):
        unit = clauses.units[at]
        if unit.is_quotation and at > place:
            return at
        if unit.text == ";":
            return at
        if unit.text in "–—" and _closes_with_frame(clauses, at):
            return at
        if unit.text == "," and (
            opens_main(clauses, at, group)
            or _is_relative(clauses, group)
            or _is_subordinate(clauses, group)
            or _ends_at_comma(clauses, at, group)
        ):
            return at
        goes_on = unit.lower in ("and", "but") and unit.tag == "CJC"
        if goes_on and _is_end(clauses, at, place, group):
            return at - (clauses.lower(at - 1) == ",")
    return last


def _refuses(group: Group | None) -> bool:
    """Return whether a verb tells that its subject would not speak: "and would not say whether"."""
    return (
        group is not None and group.negated and group.modal == "would" and group.lemma in ("say", "comment", "discuss")
    )


def _is_end(clauses: Clauses, at: int, place: int, group: Group | None) -> bool:
    """Return whether what is reported from a place on ends before "and" or "but"."""
    if clauses.tag(place - 1) == "TO0" and clauses.lower(at + 1) in _UNCHANGED:
        return False  # "promised to keep the name and put flats behind it"
    if _joins_cue(clauses, at, place, group) or _ends_infinitive(clauses, at, place):
        return True
    held = [inner for inner in clauses.groups if place <= inner.start < at and inner.finite]
    other = clauses.starting.get(at + 1)
    if _refuses(other) and clauses.subject_of[at + 1] is None:
        return True
    acts = other is not None and other.finite and clauses.tag(at + 1) in ("VVD", "VVZ")
    if other is not None and clauses.units[at + 1].quoted != clauses.units[at].quoted:
        return False  # "said he had bought it and ‘assumed it was safe’"
    return acts and bool(held) and bool(held[-1].modal)  # "said talks would go on and flew home"


def _ends_infinitive(clauses: Clauses, at: int, place: int) -> bool:
    """Return whether "and" goes on from what somebody is to do to what they do: "offered to go and will meet"."""
    before = {clauses.tag(place), clauses.tag(place - 1)}
    if "TO0" not in before or any(inner.finite and place <= inner.start < at for inner in clauses.groups):
        return False
    behind = at + 1
    if clauses.lower(behind) == ",":  # "to go and, when nobody did, left"
        behind = next((k + 1 for k in range(behind + 1, clauses.last) if clauses.units[k].text == ","), behind)
    while clauses.tag(behind) == "AV0":
        behind += 1
    other = clauses.starting.get(behind)
    acts = (
        other is not None and other.finite and clauses.tag(behind) in ("VM0", "VVD", "VVZ", "VBZ", "VBD", "VHZ", "VHD")
    )
    return acts and clauses.subject_of[behind] is None


def _is_remark(clauses: Clauses, place: int) -> bool:
    """Return whether what is told of what was said stands behind a comma: ", a claim that the union disputes"."""
    noun = next((at for at in range(place, min(place + 3, clauses.last)) if clauses.units[at].is_noun), None)
    if noun is None:
        return False
    told = clauses.tag(noun + 1) in ("AT0", "PNP", "DPS", "NP0")  # ", a figure the institute describes as too high"
    return clauses.units[noun].lemma.lower() in (_REMARKS | _COUNTED if told else _REMARKS)


def _is_subordinate(clauses: Clauses, group: Group | None) -> bool:
    """Return whether a cue stands in a subordinate clause at the head: "While he insists it is so, she …"."""
    subject = clauses.subject_of[group.start] if group is not None else None
    if subject is None or subject.first > 2:
        return False
    return any(clauses.lower(at) in _OPENING for at in range(subject.begins - 1, subject.first))


def _is_relative(clauses: Clauses, group: Group | None) -> bool:
    """Return whether a cue stands in a relative clause that a comma ends: ", who said no, left"."""
    subject = clauses.subject_of[group.start] if group is not None else None
    return subject is not None and subject.relative and clauses.lower(subject.end) == ","


def _end_of_relative(clauses: Clauses, group: Group | None, last: int) -> int:
    """Return where a relative clause without commas ends, at its noun's verb: "The man who said it was late left"."""
    subject = clauses.subject_of[group.start] if group is not None else None
    if group is None or subject is None or not subject.relative or clauses.is_stop(subject.end):
        return last
    if last < clauses.last:
        return last  # the noun's verb stands behind a parenthesis
    if any(other.finite and other.start < subject.first for other in clauses.groups):
        return last
    for other in clauses.groups:
        own = clauses.subject_of[other.start]
        if group.end < other.start < last and own is not None and own.first == subject.first and not own.relative:
            return other.start
    for other in reversed(clauses.groups):
        if other.start <= group.end or other.start >= last or not (other.finite or other.maybe_finite):
            continue
        if clauses.tag(group.end) == "CJT" and clauses.finite_behind(group.end, other.start) is None:
            return last  # the verb of what is reported
        own = clauses.subject_of[other.start]
        before = other.start - 1
        while clauses.tag(before) in ("AV0", "XX0"):
            before -= 1
        joined = clauses.tag(before) in ("CJC", "CJT", "CJS", "DTQ", "PNQ", "PNP", "EX0") or clauses.is_stop(before)
        before_own = clauses.tag(own.first - 1) if own is not None else ""
        opened = before_own in ("CJS", "CJC", "DTQ", "PNQ") and own is not None and clauses.tag(own.first) != "CRD"
        if not joined and not opened:
            return other.start
    return last


def _end_of_participle(clauses: Clauses, group: Group | None, last: int) -> int:
    """Return where a participle ends, at its noun's verb: "a petition calling for a stop has failed"."""
    own = clauses.subject_of[group.start] if group is not None and group.participle == "ing" else None
    if group is None or own is None:
        return last
    for other in clauses.groups:
        subject = clauses.subject_of[other.start]
        if other.start > group.end and other.finite and (subject is None or subject.first == own.first):
            joined = clauses.tag(other.start - 1) in ("CJC", "CJT", "CJS", "DTQ", "PNQ")
            return last if joined else min(last, other.start)
    return last


def _end_of_parenthesis(clauses: Clauses, place: int, group: Group | None) -> int:
    """Return where the parenthesis ends that a cue stands in, between a subject and its verb; else the sentence."""
    at = group.start if group else place
    closing = [stop for first, stop in clauses.subjects.parentheses if first < at < stop]
    return min(closing, default=clauses.last)


def _ends_at_comma(clauses: Clauses, at: int, group: Group | None) -> bool:
    """Return whether another frame begins behind a comma."""
    behind = at + 1
    if clauses.lower(behind) == "as" and clauses.lower(behind + 1) in ("though", "if"):
        return True
    if clauses.lower(behind) in ("a", "an") and _is_remark(clauses, behind + 1):
        return True
    if clauses.lower(behind) in ("who", "which") and _is_told_by_another(clauses, behind):
        return True
    if clauses.lower(behind) == "according" or (clauses.lower(behind) == "as" and _is_frame_with_as(clauses, behind)):
        return True
    if clauses.tag(behind) == "VVG" and clauses.units[behind].lemma in lexicon().verbs:
        return clauses.units[behind].lemma not in ("find", "show", "want", "see", "plan")
    if clauses.lower(behind) in listed("citing_forms"):
        return True
    if clauses.lower(behind) in _CONTRASTING:
        if _goes_on_with_author(clauses, behind + 1, group) or _goes_on_with_speaker(clauses, at, group):
            return True
        if _is_clause_beside(clauses, behind, group):
            return True
        return _is_frame(clauses, behind + 1, group) or _is_own_clause(clauses, at, group)
    return _closes_with_frame(clauses, at)


def _is_told_by_another(clauses: Clauses, place: int) -> bool:
    """Return whether somebody says something in the relative clause at a place: ", who told a meeting that"."""
    group = next((other for other in clauses.groups if other.start > place and other.finite), None)
    if group is None or not is_cue(group) or group.passive:
        return False
    subject = clauses.subject_of[group.start]
    own = group.start == place + 1 and (clauses.tag(group.end) == "CJT" or _tells(group))
    gap = subject is not None and subject.begins == place + 1 and clauses.lower(group.end) == "as"
    return own or gap


def _tells(group: Group) -> bool:
    """Return whether a verb says who is told: "told a meeting"."""
    cue = lexicon().verbs.get(group.lemma)
    return cue is not None and cue.takes("a")


def _is_clause_beside(clauses: Clauses, place: int, group: Group | None) -> bool:
    """Return whether "and" or "but" begins a clause of its own, which no tense of the past joins to a past cue.

    Taking such clauses for the writer's lost no claim of the gold for development, and rid it of four false ones.
    """
    if clauses.lower(place) not in ("and", "but", "so") or clauses.lower(place + 1) == "that":
        return False
    opened = clauses.opens_clause(place + 1)
    if opened is None:
        return False
    shifted = opened.past or opened.modal in ("would", "could", "might", "should")
    return not (group is not None and group.past and shifted)


def _goes_on_with_author(clauses: Clauses, place: int, group: Group | None) -> bool:
    """Return whether "we" or "I" who says it goes on: "We expect it to hold, and we are hurt when it does not"."""
    subject = clauses.subject_of[group.start] if group is not None else None
    own = subject is not None and clauses.lower(subject.first) == clauses.lower(place)
    return own and clauses.lower(place) in ("i", "we")


def _goes_on_with_speaker(clauses: Clauses, at: int, group: Group | None) -> bool:
    """Return whether a verb behind a comma and "and" is the speaker's: "ruled that it was so, and suspended her"."""
    behind = at + 2
    while clauses.tag(behind) == "AV0":
        behind += 1
    other = clauses.starting.get(behind)
    if group is None or other is None or not group.finite or clauses.tag(group.end) != "CJT":
        return False
    plain = clauses.tag(behind) == ("VVD" if group.past else "VVZ") and not other.perfect
    alike = group.perfect and other.perfect and clauses.tag(behind) == clauses.tag(group.start) == "VHZ"
    return (plain or alike) and other.finite and clauses.subject_of[other.start] is None


def _is_own_clause(clauses: Clauses, at: int, group: Group | None) -> bool:
    """Return whether "but" and a clause stand behind a plan without one: "intends to go, but who pays is open"."""
    if group is None or clauses.lower(at + 1) not in ("but", "and", "though", "although"):
        return False
    planned = clauses.tag(group.end) == "TO0" and not any(
        inner.finite and group.end < inner.start < at for inner in clauses.groups
    )
    behind = clauses.finite_behind(at + 2)
    opens = clauses.opens_clause(at + 2) is not None or clauses.tag(at + 2) in ("PNQ", "DTQ", "AVQ")
    return planned and behind is not None and opens


def _is_frame(clauses: Clauses, place: int, group: Group | None) -> bool:
    """Return whether a clause with a subject and a cue of its own begins at a place."""
    for other in clauses.groups:
        if other.start < place or not other.finite:
            continue
        subject = clauses.subject_of[other.start]
        if subject is None or subject.relative or subject.begins < place - 1 or subject.first - place > 12:
            return False
        return _reports(clauses, other) and clauses.lower(place) != "that"
    return False


def _closes_with_frame(clauses: Clauses, at: int) -> bool:
    """Return whether "…, Hale said" or "…, said Hale" stands behind a comma, with nothing reported behind it."""
    for other in clauses.groups:
        if other.start <= at or not other.finite or other.lemma not in lexicon().verbs:
            continue
        if other.passive:
            return False
        if not lexicon().verbs[other.lemma].takes("v") and not lexicon().verbs[other.lemma].takes("c"):
            return False
        if other.start == at + 1:
            return lexicon().verbs[other.lemma].takes("v") and clauses.subjects.behind(other.end) is not None
        subject = clauses.subject_of[other.start]
        if subject is None or subject.begins != at + 1 or subject.relative:
            return False
        told = noun_phrase(clauses.units, other.end, clauses.last) if lexicon().verbs[other.lemma].takes("a") else None
        stop = clauses.skip_circumstances(told or other.end)
        return stop >= clauses.last or clauses.units[stop].text in (",", ";")
    return False


def _is_frame_with_as(clauses: Clauses, place: int) -> bool:
    """Return whether "as Hale put it" stands at a place."""
    for other in clauses.groups:
        if other.start > place and other.finite:
            subject = clauses.subject_of[other.start]
            return is_cue(other) and subject is not None and subject.first == place + 1
    return False


def _goes_on_within(clauses: Clauses, other: Group, place: int, at: int) -> bool:
    """Return whether what "and" goes on with is done to what the content is about: "began in May and were found late".

    Args:
        clauses: the sentence.
        other: the verb behind "and".
        place: where the content begins.
        at: the place of "and".
    """
    held = [inner for inner in clauses.groups if place <= inner.start < at and inner.finite]
    if not held or clauses.lower(at - 1) == ",":
        return False
    shared = held[-1].passive and clauses.tag(other.end) in ("TO0", "PRP", "AV0") and other.end == other.start + 1
    return (other.passive and clauses.tag(other.end) != "CJT") or shared


def _joins_cue(clauses: Clauses, at: int, place: int, group: Group | None) -> bool:
    """Return whether "and" or "but" goes on with a cue of the same speaker: "said it was late and urged drivers to go".

    The verb that stands behind it has the tense of the first, and no other verb of the content could be its neighbour.
    """
    behind = at + 1
    while clauses.tag(behind) == "AV0":
        behind += 1
    other = clauses.starting.get(behind)
    if other is None or group is None or clauses.units[other.start].quoted != clauses.units[at].quoted:
        return False
    if not _reports(clauses, other):
        return False
    if group.participle == "ing":
        return other.participle == "ing"
    if not (other.finite or other.maybe_finite) or _goes_on_within(clauses, other, place, at):
        return False
    if other.perfect and other.past and group.past and not group.perfect:
        return False  # "said it valued them and had offered a rise"
    if clauses.lower(at - 1) == "," and group.past == other.past and (other.finite or other.maybe_finite):
        return clauses.tag(other.start) != "VVI"
    if clauses.lower(at - 1) == "," and not group.past and clauses.tag(other.start) == "VVD":
        return True  # "believes that it is late, and pointed out that"
    if (clauses.tag(other.end) == "CJT" or clauses.lower(other.end) == "that") and other.past and group.past:
        return True
    held = [inner for inner in clauses.groups if place <= inner.start < at]
    last = held[-1] if held else None
    if last is not None and last.perfect and other.past and not other.modal:
        return clauses.tag(other.start) == "VVD" and not last.past
    if last is not None and last.modal and clauses.tag(other.start) in ("VVI", "VVB"):
        return False
    if last is not None and last.infinitive and clauses.tag(other.start) in ("VVI", "VVB"):
        return False
    if group.perfect:
        return other.maybe_finite or other.past
    return group.past == other.past
