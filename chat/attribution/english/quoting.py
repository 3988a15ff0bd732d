"""Whom a medium quotes: "The paper quoted the minister as saying that …", "citing him as telling aides …"."""

from __future__ import annotations

from chat.attribution.english.boundaries import end_of_content
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import lexicon
from chat.attribution.english.making import claim_of
from chat.attribution.english.verbs import Group
from chat.attribution.found import FoundClaim
from chat.schema import ClaimType

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
    if source is None or clauses.lower(source.end) != "as" or clauses.tag(source.end + 1) != "VVG":
        return []
    saying = source.end + 1
    if clauses.units[saying].lemma.lower() not in lexicon().verbs:
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
