"""Clauses that no "that" opens behind a cue, and whose subject is no plain phrase: "said all that remained was"."""

from __future__ import annotations

from chat.attribution.english.clauses import Clauses
from chat.attribution.english.verbs import Group

_RELATIVE = ("PNQ", "DTQ", "AVQ", "CJT")
_JOINING = frozenset({"and", "but", "or", "then"})
_PREPOSITIONS_BEFORE_A_CLAUSE = ("PRP", "CJS")


def holds_clause(clauses: Clauses, place: int, *, anything: bool) -> Group | None:
    """Return the verb of the clause that a place opens; None where a noun with a relative clause may stand there.

    Args:
        clauses: the sentence.
        place: where the clause would begin, right behind its cue.
        anything: the cue, as "said", has hardly anything else behind it: a preposition may open the clause too.
    """
    if clauses.is_stop(place) or (clauses.tag(place) in _PREPOSITIONS_BEFORE_A_CLAUSE and not anything):
        return None
    opened, seen = 0, place
    for group in clauses.groups:
        if group.start < place or not group.finite:
            continue
        if any(clauses.units[at].is_quotation or clauses.units[at].text in ",;:" for at in range(seen, group.start)):
            return None
        opened += sum(clauses.tag(at) in _RELATIVE for at in range(max(seen, place + 1), group.start))
        seen = group.end
        if opened:
            opened -= 1
            continue
        if clauses.lower(group.start - 1) in _JOINING or group.start == place:
            return None
        return group if anything or _is_subject(clauses, place, group) else None
    return None


def _is_subject(clauses: Clauses, place: int, group: Group) -> bool:
    """Return whether all from a place on to a verb can be its subject: no second phrase stands before the verb."""
    subject = clauses.subject_of[group.start]
    return subject is None or subject.begins <= place
