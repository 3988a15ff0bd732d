"""Words that are tagged as something else and are names: "NorthRail", "the WHO", "Lena Coates", "of Graz"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chat.attribution.english.phrasing import is_source
from chat.attribution.english.units import Unit

_SHORTEST_NAME = 4  # letters of a name with a capital letter within


def as_name(unit: Unit) -> Unit:
    """Return a word with a capital letter within as a name: "NorthRail"."""
    inner = unit.text[1:]
    named = unit.tag == "NN1" and unit.is_capital and inner.isalpha() and not inner.islower() and not inner.isupper()
    return replace(unit, tag="NP0", lemma=unit.text) if named and len(unit.text) >= _SHORTEST_NAME else unit


def is_shouted(units: Sequence[Unit]) -> bool:
    """Return whether most words of a sentence are written in capitals."""
    return 2 * sum(unit.text.isupper() for unit in units) > len(units)


def as_acronym(unit: Unit) -> Unit:
    """Return a word in capitals as the name that it is: "WHO says", "the PM"."""
    written = unit.text.isalpha() and unit.text.isupper() and len(unit.text) > 1
    return replace(unit, tag="NP0", lemma=unit.text) if written and not unit.is_noun and not unit.is_quotation else unit


def as_surname(units: Sequence[Unit], place: int) -> Unit:
    """Return a plural with a capital letter behind a name as part of it: "Lena Coates"."""
    unit, before = units[place], units[place - 1]
    behind_name = before.tag == "NP0" and unit.tag in ("NN0", "NN2")
    behind_office = unit.tag == "NN0" and before.is_capital and is_source(before.lower)  # "President Ruiz"
    named = unit.is_capital and (behind_name or behind_office) and not is_source(unit.lower)
    return replace(unit, tag="NP0", lemma=unit.text) if named and not unit.is_quotation else unit


def as_place(units: Sequence[Unit], place: int) -> Unit:
    """Return a word with a capital letter behind "of" or "in" as a name: "the University of Graz"."""
    unit, before = units[place], units[place - 1]
    named = unit.is_capital and unit.tag[:2] in ("VV", "AV") and before.tag in ("PRF", "PRP") and not before.is_capital
    if named and not unit.is_quotation:
        return replace(unit, tag="NP0", lemma=unit.text)
    return replace(unit, tag="AV0") if unit.lower == "online" and before.is_verb else unit


def as_partner(units: Sequence[Unit], place: int) -> Unit:
    """Return a word with a capital letter behind "&" as the name that it is: "Fenn & Lowther"."""
    unit = units[place]
    return replace(unit, tag="NP0") if units[place - 1].lower == "&" and unit.is_capital else unit
