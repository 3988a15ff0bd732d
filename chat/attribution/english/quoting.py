"""Whom a medium quotes: "The paper quoted the minister as saying that …", "citing him as telling aides …"."""

from __future__ import annotations

from chat.attribution.english.boundaries import end_of_content
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import lexicon
from chat.attribution.english.making import claim_of
from chat.attribution.english.verbs import Group
from chat.attribution.found import FoundClaim
from chat.schema import ClaimType

_FURTHEST = 14  # units from whoever is quoted to "as saying"
_QUOTING = frozenset({"quote", "cite"})


def quoting_frames(clauses: Clauses) -> list[FoundClaim]:
    """Return the claims of those whom somebody else quotes."""
    return [
        claim
        for group in clauses.groups
        if group.lemma in _QUOTING and not group.passive
        for claim in _quoted(clauses, group)
    ]


def _quoted(clauses: Clauses, group: Group) -> list[FoundClaim]:
    """Return the claim of whoever stands between a verb and "as saying"."""
    source = clauses.subjects.behind(group.end)
    saying = saying_at(clauses, source.end) if source is not None else None
    if saying is None:
        return []
    at = clauses.skip_circumstances(saying + 1)
    first = at + (clauses.tag(at) == "CJT" or clauses.lower(at) in (",", ":"))
    if first >= clauses.last:
        return []
    direct = clauses.units[first].is_quotation
    type_: ClaimType = "direct" if direct else "indirect"
    content = [(first, first + 1 if direct else end_of_content(clauses, first, None))]
    cue = (group.main, saying + 1, group.lemma)
    return claim_of(clauses, by=source, cue=cue, type_=type_, stance="says", content=content)


def saying_at(clauses: Clauses, place: int) -> int | None:
    """Return the place of "saying" in "as saying" behind whoever is quoted, what parts them left out; None for none."""
    for at in range(place, min(place + _FURTHEST, clauses.last - 1)):
        if clauses.units[at].is_quotation or clauses.units[at].text in (";", ":"):
            return None
        if clauses.lower(at) == "as" and clauses.tag(at + 1) == "VVG":
            return at + 1 if clauses.units[at + 1].lemma.lower() in lexicon().verbs else None
    return None
