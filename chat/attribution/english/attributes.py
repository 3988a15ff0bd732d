"""What hangs on a phrase for a speaker behind its verb: "said Hale, the owner of Norlink, at a meeting"."""

from __future__ import annotations

from collections.abc import Sequence

from chat.attribution.english.lexicon import listed
from chat.attribution.english.phrases import (
    is_phrase_start,
    noun_phrase,
    prepositional_phrase,
    time_phrase,
    with_attributes,
)
from chat.attribution.english.phrasing import is_source, own_kind
from chat.attribution.english.units import Unit

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_LONGEST_HEAD = 10  # units of a phrase before its apposition
_WITHIN = ("AT0", "DPS", "POS", "AJ0", "ORD", "CRD")  # what a phrase does not begin behind
_BEHIND = _RELATIVE | {"whose", "where", "in", "on", "at", "and", "after"}  # what tells more behind an apposition


def attributes_of(units: Sequence[Unit], core: int) -> int:
    """Return the place behind what hangs on a phrase by "of", "for" and the like, but no place or time."""
    end = core
    while end < len(units):
        if told := close_to(units, end, len(units)) or seen_by(units, end, len(units)):
            end = told
            continue
        behind_noun = ("of", "for", "at", "from", "with", "behind")
        hangs = units[end].lower in behind_noun or _is_on_board(units, end) or _is_published_in(units, end)
        if units[end].tag != "PRF" and not hangs:
            return end
        behind = units[end + 1] if end + 1 < len(units) else None
        if behind is not None and behind.tag in ("VVG", "AJ0") and behind.lower.endswith("ing"):
            return end  # "accused by his partner of hiding assets"
        other = noun_phrase(units, end + 1, len(units))
        if other is None or is_circumstance(units, end) or _is_told_of(units, core, end, other):
            return end
        end = other
    return end


def _is_published_in(units: Sequence[Unit], at: int) -> bool:
    """Return whether a text is told to stand in a journal, or to be of a month: "a paper in the journal Nature"."""
    if units[at].lower != "in" or units[at - 1].lemma.lower() not in listed("documents"):
        return False
    end = noun_phrase(units, at + 1, len(units))
    return end is not None and units[end - 1].is_capital


def _is_place(units: Sequence[Unit], at: int) -> bool:
    """Return whether "in" stands between somebody and a place: "diplomats in Kassiri", "teachers in the district"."""
    if units[at].lower != "in" or not at or _is_published_in(units, at):
        return False
    end = noun_phrase(units, at + 1, len(units))
    if end is None or units[at + 1].text[:1].isdigit():
        return False
    return (units[at + 1].is_capital and units[at + 1].tag != "AT0") or units[end - 1].lemma.lower() in listed(
        "regions"
    )


def _is_on_board(units: Sequence[Unit], at: int) -> bool:
    """Return whether somebody is "on the board" and the like, or "in a red cap"."""
    told = {"on": "boards", "in": "clothes"}.get(units[at].lower)
    end = noun_phrase(units, at + 1, len(units)) if told else None
    return told is not None and end is not None and units[end - 1].lower in listed(told)


def _is_told_of(units: Sequence[Unit], core: int, of: int, end: int) -> bool:
    """Return whether "of" behind a name tells of whom it is said: "said Hale of the visitors", "of her rival"."""
    phrase = units[of + 1 : end]
    if units[of].tag != "PRF" or units[core - 1].tag != "NP0" or any(unit.is_capital for unit in phrase):
        return False
    if own_kind(phrase[-1].lower) == "organisation":
        return False  # "Sergeant Hale of the county police"
    return phrase[-1].tag == "NN2" or phrase[0].tag in ("DPS", "PNP") or phrase[-1].lemma.lower() in listed("abstract")


def close_to(units: Sequence[Unit], place: int, stop: int) -> int | None:
    """Return the place behind "close to the campaign", "next door" and the like behind a noun; None for none."""
    if place + 1 < stop and (units[place].lower, units[place + 1].lower) == ("next", "door"):
        return place + 2
    if place + 1 < stop and (units[place].lower, units[place + 1].lower) == ("in", "charge"):
        of = place + 2 < stop and units[place + 2].tag == "PRF"
        return (noun_phrase(units, place + 3, stop) if of else None) or place + 2
    if place + 2 >= stop or units[place].lower not in listed("of_sources"):
        return None
    prepositional = units[place + 1].tag in ("PRP", "PRF") or units[place + 1].lower == "to"
    return noun_phrase(units, place + 2, stop) if prepositional else None


def seen_by(units: Sequence[Unit], place: int, stop: int) -> int | None:
    """Return the place behind "seen by the agency", "carried out for the trust" behind a noun; None for none."""
    if place + 2 >= stop or units[place].tag not in ("VVN", "VVD") or not units[place - 1].is_noun:
        return None
    by = place + 1 + (units[place + 1].tag == "AVP")
    if by + 1 >= stop or units[by + 1].quoted >= 0:
        return None
    told = units[by].lower == "by" or (units[by].lower == "for" and by > place + 1)  # no "apologised for the delay"
    if not told and (units[place].lower, units[by].lower) != ("known", "as"):
        return None
    if time_phrase(units, by + 1, stop) is not None:
        return None
    end = noun_phrase(units, by + 1, stop)
    return with_attributes(units, end, stop, only_of=True) if end is not None else None


def is_circumstance(units: Sequence[Unit], at: int) -> bool:
    """Return whether a prepositional phrase says when or with what something was said: "at a news conference"."""
    shown = at > 0 and units[at - 1].lemma.lower() in listed("put_up") and units[at].lower in listed("of_place")
    if shown or _is_place(units, at):
        return True
    end = prepositional_phrase(units, at, len(units))
    words = [unit for unit in units[at + 1 : end] if not unit.is_capital] if end else []
    inside = {word for unit in words for word in (unit.lower, unit.lemma)}
    named = {unit.text for unit in units[at + 1 : end]} if end else set()
    if units[at].lower == "with" and inside & listed("manners"):
        return True  # "said Hale with a smile"
    told = listed("media") | listed("times") | listed("decades_of_life") | listed("gatherings")
    told |= listed("occasions") if units[at].lower == "at" else set()
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
    one = units[at].lower == "one" and at + 1 < len(units) and units[at + 1].tag == "PRF"  # ", one of the owners"
    if units[at].tag in ("PNP", "DTQ", "EX0", "CRD") and not one:
        return end
    core = noun_phrase(units, at, len(units))
    if core is None or _is_time(units, at, core):
        return end
    whole = _with_second(units, core, attributes_of(units, core))
    named = any(unit.is_capital for unit in units[first:end])
    head = next((unit for unit in reversed(units[at:core]) if unit.is_noun), units[at])
    person = named or any(unit.tag == "NP0" for unit in units[at:core]) or is_source(head.lemma)
    if not person or not _ends_apposition(units, whole):
        return end
    if whole < len(units) and units[whole].tag == "TO0":  # "the first woman to take a club up"
        return next((place for place in range(whole, len(units)) if _is_end(units[place])), len(units))
    return _with_name(units, core, whole) if named else whole


def _with_name(units: Sequence[Unit], core: int, whole: int) -> int:
    """Return the place behind the name of a body that an apposition ends with: "head of the sponsor, Otto Watches"."""
    if whole + 1 >= len(units) or units[whole].text != "," or core == whole or units[whole - 1].is_capital:
        return whole
    end = noun_phrase(units, whole + 1, len(units))
    if end is None or not all(unit.is_capital for unit in units[whole + 1 : end]):
        return whole
    time = any(unit.text in listed("months_and_days") for unit in units[whole + 1 : end])
    return whole if time or (end < len(units) and not _is_end(units[end])) else end


def _is_end(unit: Unit) -> bool:
    return unit.is_stop or unit.is_quotation


def before_apposition(units: Sequence[Unit], first: int, end: int) -> tuple[int, int] | None:
    """Return where a phrase begins, and its core ends, that the one from `first` to `end` is an apposition of."""
    comma = first - 1
    if comma < 1 or units[comma].text != ",":
        return None
    for start in range(max(0, comma - _LONGEST_HEAD), comma):
        opens = start == 0 or not (units[start - 1].is_noun or units[start - 1].tag in _WITHIN)
        core = noun_phrase(units, start, comma) if opens and is_phrase_start(units[start]) else None
        if core is None or attributes_of(units, core) != comma:
            continue
        of_place = start > 0 and units[start - 1].tag == "PRP" and units[start - 1].lower not in ("by", "from")
        return None if of_place or with_apposition(units, start, comma) < end else (start, core)
    return None


def _is_time(units: Sequence[Unit], at: int, core: int) -> bool:
    """Return whether a phrase says when; "last year’s winner" does not."""
    return time_phrase(units, at, len(units)) is not None and not any(unit.tag == "POS" for unit in units[at:core])


def _with_second(units: Sequence[Unit], core: int, whole: int) -> int:
    """Return the place behind what somebody is besides: "president and CEO", "a nurse and one of the founders"."""
    if whole + 1 >= len(units) or units[whole].lower != "and":
        return whole
    other = noun_phrase(units, whole + 1, len(units))
    if other is None:
        return whole
    head = next((unit for unit in reversed(units[whole + 1 : other]) if unit.is_noun), units[whole + 1])
    told = is_source(head.lower) or units[whole + 1].lower == "one"
    named = any(unit.tag == "NP0" and not unit.text.isupper() for unit in units[whole + 1 : other])
    return attributes_of(units, other) if told and not named else whole


def _ends_apposition(units: Sequence[Unit], whole: int) -> bool:
    """Return whether an apposition ends at a place: with its clause, or before what tells more of it."""
    if whole >= len(units) or _is_end(units[whole]):
        return True
    return units[whole].lower in _BEHIND or units[whole].tag == "TO0"
