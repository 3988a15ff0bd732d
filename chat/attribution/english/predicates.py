"""Where a predicate that is reported as a whole ends, or what somebody is to do: before what only tells more."""

from __future__ import annotations

from chat.attribution.english.boundaries import end_of_content, is_cue
from chat.attribution.english.circumstances import is_time_told
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import lexicon
from chat.attribution.english.verbs import Group

_ADVERBIAL = frozenset({"though", "although", "while", "whereas", "because", "after", "when", "as", "since", "despite"})
_TAILS = frozenset({"who", "which", "where", "whose"})


def end_of_predicate(clauses: Clauses, place: int, group: Group) -> int:
    """Return the place behind a predicate that is reported as a whole, without a relative clause at its end."""
    stop = end_of_content(clauses, place, group)
    for at in range(place + 1, stop):
        if _is_reason(clauses, at):
            return at
        if clauses.units[at].text == ":" or (clauses.tag(at) == "CJC" and _goes_on_acting(clauses, at, place, group)):
            return at
        if clauses.units[at].text != "," or at + 1 >= stop:
            continue
        going_on = clauses.tag(at + 1) == "VVG" and clauses.units[at + 1].lemma not in lexicon().verbs
        if (
            going_on
            or _is_time_or_list(clauses, at + 1, group)
            or clauses.lower(at + 1) in _TAILS
            or (clauses.lower(at + 2) == "of" and clauses.lower(at + 3) in ("whom", "which"))
            or clauses.lower(at + 1) in _ADVERBIAL
            or _is_main_clause(clauses, at + 1)
            or _is_told_beside(clauses, at + 1, stop)
        ):
            return at
        if _is_apposition_with_relative(clauses, at, stop):
            return at
    return stop


def end_before_aside(clauses: Clauses, place: int, stop: int) -> int:
    """Return where what somebody wants or plans to do ends: before ", which …", ", a man who …"."""
    for at in range(place + 1, stop - 1):
        if clauses.units[at].text != ",":
            continue
        told = clauses.lower(at + 1) in ("who", "which", "whose") or _is_apposition_with_relative(clauses, at, stop)
        if told and not any(clauses.units[k].text == "," for k in range(at + 1, stop)):
            return at
    return stop


def _is_reason(clauses: Clauses, at: int) -> bool:
    """Return whether "as" or "after" begins a clause without a comma: "calls for action as prices rise"."""
    if (
        clauses.lower(at) not in ("as", "after")
        or clauses.units[at].quoted >= 0
        or clauses.lower(at + 1) in ("though", "if", "to")
    ):
        return False
    if clauses.lower(at) == "after" and clauses.tag(at + 1) == "VVG":
        return True
    return any(
        subject is not None
        and subject.begins in (at, at + 1)
        and not subject.relative
        and clauses.starting[start].finite
        for start, subject in clauses.subject_of.items()
        if start > at
    )


def _is_time_or_list(clauses: Clauses, place: int, group: Group) -> bool:
    """Return whether a time or another verb of the subject stands behind a comma: ", eight days after it fell"."""
    if is_time_told(clauses, place):
        return True
    other = clauses.starting.get(place)
    listed_ = other is not None and other.finite and other.past == group.past and not other.infinitive
    return listed_ and clauses.tag(place) in ("VVD", "VVZ") and clauses.subject_of[place] is None


def _is_apposition_with_relative(clauses: Clauses, at: int, stop: int) -> bool:
    """Return whether a phrase with a relative clause stands behind a comma: ", a young man who can tell"."""
    near = range(at + 2, min(at + 9, stop))
    relative = next((k for k in near if clauses.lower(k) in ("who", "which")), None)
    if relative is None or clauses.tag(at + 1) not in ("AT0", "NN1", "NP0"):
        return False
    return not any(at < inner.start < relative for inner in clauses.groups)


def _goes_on_acting(clauses: Clauses, at: int, place: int, group: Group) -> bool:
    """Return whether "and" or "but" goes on with another verb of the same subject: "denied theft but later left"."""
    behind = at + 1
    while clauses.tag(behind) == "AV0":
        behind += 1
    other = clauses.starting.get(behind)
    named = other is not None and other.maybe_finite and clauses.tag(other.end) in ("AT0", "DPS", "NP0", "PNP", "NN1")
    if named and group.past and not any(place <= inner.start < at for inner in clauses.groups):
        return True
    contrasts = clauses.lower(at) == "but" and other is not None and is_cue(other) and not other.infinitive
    if contrasts and not any(place <= inner.start < at for inner in clauses.groups):
        return True
    plain = ("VVB",) if clauses.tag(group.main) == "VVB" else ()
    acts = other is not None and other.finite and clauses.tag(behind) in ("VVD", "VVZ", "VBD", "VHD", "VM0", *plain)
    return acts and not any(place <= inner.start < at for inner in clauses.groups)


def _is_main_clause(clauses: Clauses, place: int) -> bool:
    """Return whether a clause with a subject of its own stands behind a comma and "and" or "but"."""
    if clauses.lower(place) not in ("and", "but", "so"):
        return False
    return any(
        subject is not None and subject.begins in (place, place + 1) and not subject.relative
        for start, subject in clauses.subject_of.items()
        if start > place and clauses.starting[start].finite
    )


def _is_told_beside(clauses: Clauses, place: int, stop: int) -> bool:
    """Return whether what stands behind a comma tells more of a thing, or is a clause: ", a plan of nine pages"."""
    if clauses.lower(place) in ("a", "an"):
        rest = range(place, stop)
        return not any(clauses.lower(at) in ("and", "or", ",") or clauses.units[at].is_quotation for at in rest)
    return any(
        subject is not None and subject.begins == place and clauses.starting[start].finite and not subject.relative
        for start, subject in clauses.subject_of.items()
        if place < start < stop
    )
