"""Relative clauses without commas: "a man who was shot", "the panel that drew it up", "the town where it stands"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chat.attribution.english.units import Unit
from chat.attribution.english.verbs import Group

RELATIVE = frozenset({"who", "which", "that", "whom"})
_INNER = frozenset({"i", "we", "you", "he", "she", "they"})  # subjects of relative clauses without a pronoun
_FARTHEST = 45  # units from a verb to the first relative pronoun before it


def first_relative(units: Sequence[Unit], end: int) -> int | None:
    """Return the place of the first relative pronoun before `end` that no stop parts from it; None for none."""
    first = None
    for place in range(end - 1, max(0, end - _FARTHEST), -1):
        apart = units[place].quoted != units[end - 1].quoted
        if units[place].is_stop or units[place].is_quotation or apart:
            break
        if is_relative(units, place):
            first = place
    return first


def is_relative(units: Sequence[Unit], place: int) -> bool:
    """Return whether a relative clause begins at a place: with "who", or with "that" behind a noun."""
    unit, before = units[place], units[place - 1]
    if unit.lower == "that":
        behind = units[place + 1] if place + 1 < len(units) else None
        return unit.tag in ("CJT", "PNQ") and before.is_noun and behind is not None and behind.is_verb
    if unit.lower in ("where", "when"):
        return before.is_noun
    return unit.lower in (*RELATIVE, "whose") and unit.tag != "NP0"


def bare_relative(units: Sequence[Unit], group_at: Mapping[int, Group], end: int) -> int | None:
    """Return where a relative clause without a pronoun begins that goes up to `end`: "a doctor I know".

    None where none ends there.
    """
    last = end - 1 - (end > 1 and units[end - 1].tag in ("PRP", "AVP"))  # "the drivers I spoke to"
    inner = group_at.get(last)
    if inner is None or not inner.finite or inner.end != last + 1 or inner.start < 2:
        return None
    pronoun = inner.start - 1 - (units[inner.start - 1].tag == "AV0")
    if units[pronoun].lower not in _INNER or units[pronoun].tag != "PNP":
        return None
    before = units[pronoun - 1] if pronoun else None
    return pronoun if before is not None and (before.is_noun or before.lower in ("those", "most")) else None
