"""What hangs on a phrase for a speaker behind its verb: "said Hale, the owner of Norlink, at a meeting"."""

from __future__ import annotations

from collections.abc import Sequence

from chat.attribution.english.lexicon import listed
from chat.attribution.english.phrases import is_phrase_start, noun_phrase, prepositional_phrase, time_phrase
from chat.attribution.english.phrasing import is_source
from chat.attribution.english.units import Unit

_RELATIVE = frozenset({"who", "which", "that", "whom"})


def attributes_of(units: Sequence[Unit], core: int) -> int:
    """Return the place behind what hangs on a phrase by "of", "for" and the like, but no place or time."""
    end = core
    while end < len(units):
        if (close := _close_to(units, end)) is not None:
            return close
        if units[end].tag != "PRF" and units[end].lower not in ("of", "for", "at", "from", "with", "behind"):
            return end
        behind = units[end + 1] if end + 1 < len(units) else None
        if behind is not None and behind.tag in ("VVG", "AJ0") and behind.lower.endswith("ing"):
            return end  # "accused by his partner of hiding assets"
        other = noun_phrase(units, end + 1, len(units))
        if other is None or is_circumstance(units, end):
            return end
        end = other
    return end


def _close_to(units: Sequence[Unit], at: int) -> int | None:
    """Return the place behind "close to the talks", "familiar with them" behind a noun; None for none."""
    if units[at].lower not in listed("of_sources") or at + 2 >= len(units):
        return None
    if units[at + 1].lower not in ("to", "with", "on"):
        return None
    return noun_phrase(units, at + 2, len(units))


def is_circumstance(units: Sequence[Unit], at: int) -> bool:
    """Return whether a prepositional phrase says when or with what something was said: "at a news conference"."""
    end = prepositional_phrase(units, at, len(units))
    inside = {word for unit in units[at + 1 : end] for word in (unit.lower, unit.lemma)} if end else set()
    named = {unit.text for unit in units[at + 1 : end]} if end else set()
    told = listed("media") | listed("times") | {"conference", "meeting", "event", "hearing", "rally", "sidelines"}
    return units[at].tag != "PRF" and bool(inside & told or named & listed("months_and_days"))


def with_apposition(units: Sequence[Unit], first: int, end: int) -> int:
    """Return the place behind an apposition that a comma parts from a phrase: "Hale, the owner of Norlink"."""
    if end + 1 >= len(units) or units[end].text != "," or units[first].tag == "PNP":
        return end
    at = end + 1
    if units[at].tag == "CRD" and at + 1 < len(units) and units[at + 1].text == ",":
        at += 2  # an age
    if at >= len(units) or units[at].quoted >= 0 or not is_phrase_start(units[at]):
        return end
    if units[at].tag in ("PNP", "DTQ", "EX0", "CRD"):
        return end
    core = noun_phrase(units, at, len(units))
    if core is None or time_phrase(units, at, len(units)):
        return end
    whole = attributes_of(units, core)
    named = any(unit.is_capital for unit in units[first:end])
    closes = whole >= len(units) or units[whole].is_stop or units[whole].is_quotation
    other = closes or units[whole].lower in (*_RELATIVE, "in", "on", "at", "and", "after")
    verb = whole < len(units) and units[whole].is_verb and units[whole].tag != "VVG"
    head = next((unit for unit in reversed(units[at:core]) if unit.is_noun), units[at])
    person = named or head.tag == "NP0" or is_source(head.lemma)
    return whole if other and person and not verb else end
