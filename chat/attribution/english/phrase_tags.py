"""Words of noun phrases that are tagged as verbs or adverbs, and pronouns that are tagged as possessives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chat.attribution.english.lexicon import lexicon, listed
from chat.attribution.english.phrasing import is_source
from chat.attribution.english.units import Unit

_OPENING = ("AT0", "DPS", "POS")
_FEELING = frozenset({"feel", "seem", "look", "appear", "become", "remain"})
_FINITE = ("VVD", "VVZ", "VM0", "VBD", "VBZ", "VHD", "VHZ", "VDD", "VDZ")
_VAINLY = frozenset({"in", "vain"})
_BESIDE = ("co-", "vice-", "ex-")  # "the council’s co-chair"


def as_part_of_phrase(units: Sequence[Unit], place: int) -> Unit:
    """Return a unit with the tag that it has in a noun phrase, itself where it stands in none."""
    unit = units[place]
    behind = units[place + 1] if place + 1 < len(units) else None
    if (unit.tag == "UNC" and unit.lower == "police") or unit.lower in listed("decades_of_life"):
        return replace(unit, tag="NN2")
    if unit.tag == "UNC" and unit.is_capital and unit.text.isalpha():
        return _as_unknown_name(units, place)
    if unit.tag == "DPS" and unit.lower == "her" and _is_object(units, place):
        return replace(unit, tag="PNP")
    if (
        unit.lower in _VAINLY
        and {unit.lower, (units[place - 1] if unit.lower == "vain" else behind or unit).lower} == _VAINLY
    ):
        return replace(unit, tag="AV0")
    if unit.lower == "no" and unit.tag == "PRP" and behind is not None and behind.lower == "one":
        return replace(unit, tag="AT0")
    if unit.lower == "one" and place and units[place - 1].lower == "no":
        return replace(unit, tag="PNI")
    if unit.lower == "as" and unit.tag == "AV0" and place and _takes_as(units[place - 1]):
        return replace(unit, tag="PRP")
    if unit.tag in ("AV0", "AJ0") and (tag := _of_adverb(units, place)):
        return replace(unit, tag=tag, lemma=unit.text if tag == "NP0" else unit.lemma)
    if unit.tag == "VVD" and place and units[place - 1].is_verb and units[place - 1].lemma.lower() in _FEELING:
        return replace(unit, tag="VVN")  # "felt betrayed"
    if unit.is_verb and _is_noun(units, place):
        return replace(unit, tag="NN1", lemma=unit.lower)
    if unit.lower == "chief" and unit.tag == "AJ0" and _is_office(units, place):
        return replace(unit, tag="NN1")
    return unit


def _takes_as(unit: Unit) -> bool:
    """Return whether a unit is a verb that says "as" what it takes something: "a house she described as a shed"."""
    cue = lexicon().verbs.get(unit.lemma.lower()) if unit.is_verb else None
    return cue is not None and "as" in cue.prepositions


def _of_adverb(units: Sequence[Unit], place: int) -> str:
    """Return the tag of a word that is taken for an adverb or an adjective, empty where it is one."""
    unit = units[place]
    before = units[place - 1] if place else None
    behind = units[place + 1] if place + 1 < len(units) else None
    if unit.lower == "last" and before is not None and before.tag in _OPENING:
        return "ORD"
    if unit.lower == "then" and before is not None and before.tag in _OPENING and behind is not None:
        return "AJ0" if behind.is_noun or behind.tag == "AJ0" else ""  # "the then prime minister"
    if unit.lower.endswith("-year-old") and (behind is None or behind.is_stop or behind.tag in _FINITE):
        return "NN1"
    if unit.lower.endswith("-year-old") and behind is not None and behind.lower in ("said", "told"):
        return "NN1"
    if unit.lower == "well" and before is not None and before.tag in _OPENING and behind is not None:
        return "NN1" if behind.tag in _FINITE else ""  # "the well was dry"
    opens = before is None or before.is_stop or before.is_quotation
    if unit.lower == "most" and opens and behind is not None and behind.is_verb:
        return "DT0"
    closes = behind is None or behind.is_stop or behind.is_verb
    if unit.is_capital and before is not None and before.is_capital and before.is_noun and closes:
        return "NP0"  # "Orbit Weekly"
    return "AJ0" if unit.lower == "same" else ""


def _as_unknown_name(units: Sequence[Unit], place: int) -> Unit:
    """Return a word that the tagger does not know, with a capital, as a name beside another or an office."""
    unit = units[place]
    beside = [units[at] for at in (place - 1, place + 1) if 0 <= at < len(units)]
    named = any(other.is_capital and other.tag in ("UNC", "NP0", "NN1") for other in beside)
    return replace(unit, tag="NP0", lemma=unit.text) if named else unit


def _is_object(units: Sequence[Unit], place: int) -> bool:
    """Return whether "her" is somebody and owns nothing: "branded her “a vandal”", "told her the truth"."""
    behind = units[place + 1] if place + 1 < len(units) else None
    return behind is None or behind.tag in ("AT0", "DPS", "PNP", "TO0", "CJT", "PRP") or behind.is_stop


def _is_noun(units: Sequence[Unit], place: int) -> bool:
    """Return whether a verb is a noun: behind "the last", before an office and a name, or with "co-" before it."""
    unit = units[place]
    before = units[place - 1] if place else None
    if unit.lower.startswith(_BESIDE):
        return True
    if unit.tag == "VVG" and before is not None and before.tag == "ORD" and before.lower == "last":
        return not (place + 1 < len(units) and units[place + 1].is_noun)
    opens = before is None or before.is_quotation or before.is_stop
    return opens and unit.tag in ("VVB", "VVI") and _is_office(units, place)


def _is_office(units: Sequence[Unit], place: int) -> bool:
    """Return whether a word belongs to an office before a name: "Trust director Simon Ley", "Roads chief Ann Hale"."""
    if units[place].lower == "chief":
        named = place + 1 < len(units) and units[place + 1].tag == "NP0"
        return named and place > 0 and units[place - 1].is_noun
    name = next((at for at in range(place + 1, len(units)) if not _is_common(units[at])), len(units))
    verb = next((at for at in range(name, len(units)) if units[at].tag != "NP0"), len(units))
    acts = verb < len(units) and (units[verb].is_verb or units[verb].is_stop)
    return name > place + 1 and verb > name and acts and is_source(units[name - 1].lower)


def _is_common(unit: Unit) -> bool:
    """Return whether a unit is a noun and no name."""
    return unit.is_noun and unit.tag != "NP0"
