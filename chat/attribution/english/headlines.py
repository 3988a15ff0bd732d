"""Labels and headlines: "Minister: no new taxes", "Vasko: “Nobody won”", "Exit poll by Demos: Alliance ahead"."""

from __future__ import annotations

from chat.attribution.english.agents import is_person
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import listed
from chat.attribution.english.making import claim_of
from chat.attribution.english.phrases import noun_phrase, with_attributes
from chat.attribution.found import FoundClaim

_LONGEST = 14  # units of a label
_SHORT = 6  # units of a label before a quotation


def label_frames(clauses: Clauses) -> list[FoundClaim]:
    """Return the claim behind a colon that only a speaker stands before."""
    colon = next((at for at, unit in enumerate(clauses.units[:_LONGEST]) if unit.text == ":"), None)
    if colon is None or colon == 0 or colon + 1 >= clauses.last:
        return []
    end = noun_phrase(clauses.units, 0, colon)
    end = with_attributes(clauses.units, end, colon) if end else None
    head = clauses.units[colon - 1]
    if clauses.lower(0) in listed("no_labels"):
        return []
    quoted = clauses.units[colon + 1].is_quotation and colon < _SHORT
    named = (
        quoted or head.tag == "NP0" or is_person([head]) or any(unit.lower == "by" for unit in clauses.units[:colon])
    )
    if not named or any(group.lemma == "say" for group in clauses.groups if group.start > colon):
        return []
    if end == colon and clauses.units[colon + 1].is_quotation and colon < _SHORT:
        pass
    elif (
        end != colon or not any(is_person([unit]) for unit in clauses.units[:colon]) or not _is_speaker(clauses, colon)
    ):
        return []
    direct = clauses.units[colon + 1].is_quotation
    stop = colon + 2 if direct else clauses.last
    return claim_of(
        clauses,
        by=clauses.span(0, colon),
        cue=(colon, colon + 1, ":"),
        type_="direct" if direct else "indirect",
        stance="says",
        content=[(colon + 1, stop)],
    )


def _is_speaker(clauses: Clauses, colon: int) -> bool:
    """Return whether what stands before a colon speaks: what is quoted or told behind it is a clause."""
    if clauses.units[colon + 1].is_quotation:
        return True
    title = clauses.sentence.kind == "title"
    return title or any(group.start > colon for group in clauses.groups)
