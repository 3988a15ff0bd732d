"""What an argument, a rumour or a line holds, told by its noun: "the theory goes that", "rumour has it that"."""

from __future__ import annotations

from chat.attribution.english.actions import head_of
from chat.attribution.english.agents import may_speak
from chat.attribution.english.boundaries import end_of_content
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import listed
from chat.attribution.english.making import claim_of
from chat.attribution.english.subjects import Subject
from chat.attribution.english.verbs import Group
from chat.attribution.found import FoundClaim

_GOING = frozenset({"go", "run"})
_SOMEHOW = frozenset({"something", "somewhat", "roughly", "like", "this", "thus", "as", "follows", "so"})


def doctrine_frames(clauses: Clauses) -> list[FoundClaim]:
    """Return the claims of nouns for what is commonly argued, told or rumoured, with their verbs."""
    found: list[FoundClaim] = []
    for group in clauses.groups:
        subject = clauses.subject_of[group.start]
        if subject is None or subject.relative or not group.finite or group.negated or group.modal or group.passive:
            continue
        if _is_called_into_question(clauses, subject):
            continue
        found += _behind(clauses, group, subject) or _around(clauses, group, subject)
    return found


def _is_called_into_question(clauses: Clauses, subject: Subject) -> bool:
    return clauses.lower(subject.begins - 1) in ("if", "whether", "how") or clauses.lower(subject.begins) in (
        "if",
        "whether",
    )


def _behind(clauses: Clauses, group: Group, subject: Subject) -> list[FoundClaim]:
    """Return the claim behind "the theory goes that", "rumour has it that", "the official line is that"."""
    at = _opened(clauses, group, head_of(clauses.units[subject.first : subject.core]))
    if at is None:
        return []
    possessive = next((k for k in range(subject.first, subject.core) if clauses.tag(k) == "POS"), None)
    owner = clauses.span(subject.first, possessive) if possessive is not None else None
    if clauses.tag(subject.first) == "DPS":
        owner = clauses.span(subject.first, subject.first + 1)
    if clauses.lower(subject.core) == "from" and may_speak(clauses.units[subject.core + 1 : subject.end]):
        owner = clauses.span(subject.core + 1, subject.end)  # "the line from the party is that"
    return _claim(clauses, group, [(at, end_of_content(clauses, at, group))], by=owner)


def _opened(clauses: Clauses, group: Group, noun: str) -> int | None:
    """Return where the clause begins that a noun and its verb open; None where they open none."""
    at = group.end
    if group.lemma == "have" and clauses.lower(at) == "it" and noun in listed("rumours"):
        at += 1
        at += clauses.tag(at) == "CJT"
        return at if clauses.opens_clause(at) is not None else None
    told = group.lemma in _GOING and noun in listed("arguments") | listed("rumours")
    is_so = group.lemma in ("be", "remain") and noun in listed("arguments") | listed("rumours")
    while (told or is_so) and (clauses.tag(at) == "AV0" or clauses.lower(at) in _SOMEHOW):
        at += 1
    if told and clauses.lower(at) == ":" and at + 1 < clauses.last:
        return at + 1
    return at + 1 if (told or is_so) and clauses.tag(at) == "CJT" and clauses.opens_clause(at + 1) is not None else None


def _around(clauses: Clauses, group: Group, subject: Subject) -> list[FoundClaim]:
    """Return the claim around "…, so the story goes" and "A camel, the saying goes, is …"."""
    noun = head_of(clauses.units[subject.first : subject.core])
    if group.lemma not in _GOING or noun not in listed("arguments") | listed("rumours"):
        return []
    first = subject.begins
    while clauses.lower(first - 1) in ("so", "or", "as"):
        first -= 1
    if clauses.lower(first - 1) not in (",", "–", "—", "(") and first > 0:
        return []
    if any(clauses.lower(at) in ("who", "whose", "which") for at in range(first)):
        return []  # "a man who, the story goes, …"
    opens = first == 0 and clauses.lower(0) in ("so", "as")
    if not clauses.is_stop(group.end) or (first == 0 and not opens):
        return []
    pieces = [(0, first - 1)] if first > 1 else []
    if clauses.lower(group.end) in (",", "–", "—") and group.end + 1 < clauses.last:
        pieces.append((group.end + 1, clauses.last))
    by = clauses.phrase(subject) if noun in listed("sayings") else None
    return _claim(clauses, group, pieces, by=by)


def _claim(
    clauses: Clauses, group: Group, content: list[tuple[int, int]], *, by: tuple[int, int] | None
) -> list[FoundClaim]:
    """Return the claim of whoever owns the noun, or of nobody named."""
    return claim_of(
        clauses,
        by=by,
        cue=(group.main, group.end, group.lemma),
        type_="indirect",
        stance="says",
        content=content,
        hedged=by is None,
    )
