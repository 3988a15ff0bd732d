"""Verbs that are tagged as nouns or adverbs right behind who does it: "he fumes", "they still dream", "never tires"."""

from __future__ import annotations

from collections.abc import Sequence

from chat.attribution.english.lexicon import lexicon
from chat.attribution.english.units import Unit
from chat.attribution.english.verbs import FINITE

ALONE = frozenset({"he", "she", "it"})
OF_SEVERAL = frozenset({"they", "we", "i"})  # whose verb is its bare form
_SELDOM = frozenset({"never", "seldom", "rarely"})


def tag_behind_subject(units: Sequence[Unit], place: int) -> str:
    """Return the tag of the verb that stands at a place behind its subject, empty where none does."""
    unit, before = units[place], units[place - 1]
    if unit.tag == "AV0" and before.tag == "NN2" and _leads_to_clause(units, place):
        return "VVB"
    if unit.tag not in ("NN1", "NN2") or unit.is_capital:
        return ""
    if unit.tag == "NN1":
        return "VVB" if _is_behind_pronoun(units, place) else ""
    alone = before.lower in ALONE and before.tag == "PNP"
    seldom = before.lower in _SELDOM and place > 1 and units[place - 2].is_noun  # "never tires of saying"
    return "VVZ" if alone or seldom else ""


def _leads_to_clause(units: Sequence[Unit], place: int) -> bool:
    """Return whether a word that can be a cue stands first before "that": "Supporters counter that"."""
    cue = lexicon().verbs.get(units[place].lower)
    that = place + 1 < len(units) and units[place + 1].tag == "CJT"
    return cue is not None and cue.takes("t") and that and not any(unit.tag in FINITE for unit in units[:place])


def _is_behind_pronoun(units: Sequence[Unit], place: int) -> bool:
    """Return whether "they", "we" or "I" stands before a word, adverbs between or not: "they still dream of it"."""
    before = place - 1
    while before > 0 and units[before].tag == "AV0":
        before -= 1
    return units[before].tag == "PNP" and units[before].lower in OF_SEVERAL
