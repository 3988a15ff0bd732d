"""Participles that share their auxiliary with the one before: "hat den Plan gelobt und mehr Geld verlangt"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chat.attribution.german.agents import is_somebody
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.phrases import can_be_subject, phrase_at, starts_phrase

if TYPE_CHECKING:
    from chat.attribution.german.clauses import Clauses


def joins_participle(clauses: Clauses, place: int) -> bool:
    """Return whether "und" or "aber" at `place` joins a participle to one before: "hat gelobt und verlangt, …"."""
    tokens = clauses.tokens
    if place < 2 or tokens[place].quoted or tokens[place].text.lower() not in lexicon().joining_clauses:
        return False
    before = tokens[place - 1 - (tokens[place - 1].text == ",")]
    if before.tag != "VV(PP)":
        return False
    end = clauses.end_of_stretch(place)
    last = next((at for at in range(place + 1, end) if tokens[at].tag == before.tag), None)
    if last is None or clauses.finite(place, last) is not None:
        return False
    return last > place + 1 or (last + 1 < clauses.last and tokens[last + 1].text == ",")


def auxiliary_before(clauses: Clauses, start: int) -> int | None:
    """Return the place of the finite verb that the participle of a clause at `start` has from the one before.

    "Hatte gewarnt und Hilfe verlangt"; "hatte zwei Jahre gefordert, die Verteidigung auf Bewährung plädiert".
    """
    if start < 2:
        return None
    before = start - 1 - (clauses.tokens[start - 1].text == ",")
    if joins_participle(clauses, start):
        return clauses.finite(*clauses.clause(before))
    gapped = clauses.tokens[start - 1].text == "," and clauses.tokens[before].tag == "VV(PP)"
    if not gapped or not starts_phrase(clauses.tokens[start]) or not can_be_subject(clauses.tokens, start):
        return None
    end = phrase_at(clauses.tokens, start, stop=clauses.last)
    return clauses.finite(*clauses.clause(before)) if is_somebody(clauses.tokens[start:end]) else None
