"""Noun phrases and prepositional phrases, told by tags: where one that begins at a unit ends."""

from __future__ import annotations

from collections.abc import Sequence

from chat.attribution.english.lexicon import listed
from chat.attribution.english.units import Unit

_ALONE = ("PNP", "PNX", "EX0")
_DETERMINERS = ("AT0", "DPS", "DT0", "DTQ")
_BEFORE_HEAD = ("AJ0", "AJC", "AJS", "ORD", "CRD", "UNC", "ZZ0")
_HEADS = ("NN0", "NN1", "NN2", "NP0", "PNI")
_PREPOSITIONS = ("PRP", "PRF")
_QUANTIFYING = frozenset({"least", "most"})  # behind "at": no place
_QUANTIFIERS = frozenset(
    {
        "about",
        "around",
        "over",
        "under",
        "nearly",
        "almost",
        "roughly",
        "some",
        "only",
        "just",
        "another",
        "approximately",
    }
)
_QUANTIFIERS_OF_TWO = frozenset(
    {
        ("at", "least"),
        ("at", "most"),
        ("more", "than"),
        ("fewer", "than"),
        ("less", "than"),
        ("up", "to"),
        ("as", "many"),
    }
)
_BEFORE_DETERMINERS = frozenset({"all", "both", "half", "such", "not", "many"})
_LIKE_ADJECTIVES = frozenset(
    {"same", "few", "many", "other", "more", "most", "several", "such", "former", "own", "certain"}
)
_BEFORE_NUMBERS = frozenset({"all", "both", "these", "those", "this", "that"})
_PERIODS = frozenset({"years", "months", "weeks", "days", "hours", "decades", "minutes"})
_PRONOUNS_ALONE = frozenset(
    {
        "this",
        "that",
        "these",
        "those",
        "some",
        "many",
        "most",
        "all",
        "both",
        "others",
        "few",
        "several",
        "another",
        "each",
        "half",
        "none",
        "neither",
        "either",
    }
)

_HOW_FAR_BACK = frozenset({"recently", "late", "early", "lately", "long"})
_LONGEST = 40  # units of a phrase
_TITLES = frozenset({"Mr", "Mrs", "Ms", "Miss", "Mr.", "Mrs.", "Ms."})
_WHOEVER = frozenset({"those", "anyone", "everyone", "someone", "anybody", "everybody", "people"})


def noun_phrase(units: Sequence[Unit], at: int, stop: int) -> int | None:
    """Return the place behind the noun phrase that begins at a unit, without what hangs on it; None for none."""
    if at >= stop or units[at].is_quotation or units[at].is_stop:
        return None
    stop = min(stop, at + _LONGEST)
    at = _behind_quantifier(units, at, stop)
    first = units[at]
    if first.tag in _ALONE:
        behind = at + 1
        return behind + (behind < stop and units[behind].tag == "PNX")
    if first.text in ("No", "No.", "Number") and at + 1 < stop and units[at + 1].tag == "CRD":
        return at + 2  # "No 10"
    if first.lower in _WHOEVER and at + 1 < stop and units[at + 1].lower in listed("of_those"):
        return at + 2
    place, head = at, False
    while place < stop:
        step = _step(units, at, place, stop, head)
        if step is None:
            break
        head = step
        place += 1
    if head:
        return place + (place < stop and units[place].tag == "PNX")
    if place == at + 1 and (first.lower in _PRONOUNS_ALONE or first.tag in ("CRD", "DTQ")):
        return place
    if place == at + 2 and first.lower in _BEFORE_NUMBERS and units[at + 1].tag == "CRD":
        return place  # "all three", "this one"
    if place == at + 2 and units[at + 1].lower == "few":
        return place  # "a few"
    if place == at + 3 and first.tag == "AT0" and units[at + 1].tag == "ORD" and units[at + 2].tag == "CRD":
        return place  # "the first three"
    adjective = place > at + 1 and first.tag == "AT0" and units[place - 1].tag in ("AJ0", "AJS", "AJC", "ORD", "VVN")
    return place if adjective else None  # "the accused", "the first"


def _behind_quantifier(units: Sequence[Unit], at: int, stop: int) -> int:
    """Return where a number begins that words before it leave open: "about 3,400 homes", "at least 20 people"."""
    if at + 3 < stop and (units[at].tag, units[at + 1].lower, units[at + 2].tag) == ("CRD", "in", "CRD"):
        return at + 2  # "one in six carers"
    two = at + 2 < stop and (units[at].lower, units[at + 1].lower) in _QUANTIFIERS_OF_TWO
    for skip, told in ((1, units[at].lower in _QUANTIFIERS), (2, two)):
        if told and at + skip < stop and units[at + skip].tag == "CRD":
            return at + skip
    return at


def before_part(units: Sequence[Unit], at: int) -> int:
    """Return where the words begin that leave a part of a number open: "nearly half", "more than half of teachers"."""
    if units[at].lower not in ("half", "all"):
        return at
    if at > 1 and (units[at - 2].lower, units[at - 1].lower) in _QUANTIFIERS_OF_TWO:
        return at - 2
    return at - 1 if at and units[at - 1].lower in _QUANTIFIERS else at


def _step(units: Sequence[Unit], at: int, place: int, stop: int, head: bool) -> bool | None:
    """Return whether a phrase has a head after the unit at `place`; None where it does not belong to the phrase."""
    unit, behind = units[place], units[place + 1] if place + 1 < stop else None
    before = units[place - 1] if place > at else None
    if unit.lower == "&" and head and before is not None and behind is not None and behind.is_capital:
        return False
    if unit.is_quotation or unit.is_stop or unit.tag in ("PUN", "PUQ", "CJS", "CJT", "XX0", "TO0"):
        return None
    if unit.tag in _HEADS:
        return None if before and head and _begins_another(before, unit, behind, opens=place == at + 1) else True
    if unit.tag == "POS":
        return False if head else None
    if unit.tag in _DETERMINERS:
        first = before is None or before.lower in _BEFORE_DETERMINERS or before.tag == "POS"
        return False if (first or unit.lower in _LIKE_ADJECTIVES) and not head else None
    noun_behind = behind is not None and (behind.tag in _HEADS or behind.tag in _BEFORE_HEAD)
    if unit.tag == "CRD" and head and before is not None and before.is_capital and before.is_noun and not noun_behind:
        return True if before.text not in listed("months_and_days") else None  # "Channel 6"
    if unit.tag == "CRD" and head and before is not None and before.lower in ("number", "no.", "no"):
        return True  # "world number two"
    if unit.tag in _BEFORE_HEAD:
        if unit.lower in ("one", "ones") and _is_of_one(before) and not noun_behind:
            return True  # "the upper one"
        if not head:
            return unit.tag in ("CRD", "ORD") and not noun_behind and before is None
        return False if noun_behind and _is_title_within(unit, before, behind) else None
    if unit.tag in ("VVN", "VVG") and not head and noun_behind:
        return False
    if unit.tag == "AV0" and not head and behind is not None and behind.tag in ("AJ0", "AJC", "CRD", "VVN", "DT0"):
        return False
    if unit.lower in ("and", "or", "&") and before is not None and behind is not None:
        of_adjectives = not head and before.tag == behind.tag == "AJ0"
        in_name = head and before.is_capital and behind.is_capital and unit.lower == "&"
        return head if of_adjectives or in_name else None
    return None


def _is_of_one(before: Unit | None) -> bool:
    """Return whether "one" behind a word is what a phrase is about: "the upper one"."""
    return before is not None and before.tag[:2] in ("AJ", "AT")


def _begins_another(before: Unit, unit: Unit, behind: Unit | None, *, opens: bool) -> bool:
    """Return whether a noun behind another begins a phrase of its own: "on Monday Hale said"."""
    day = before.text in listed("months_and_days")
    titled = unit.lower in listed("titles_of_office") and behind is not None and behind.tag == "NP0"
    if titled and unit.is_capital and before.tag == "NN1" and not before.is_capital:
        return True  # "In a written judgment Judge Coates said"
    if before.tag == "NN1" and before.lower in listed("said_things") and unit.tag == "NP0":
        return behind is None or behind.is_verb  # ", a charge NorthRail denies"
    if day and opens and unit.tag == "NP0" and unit.text not in listed("months_and_days"):
        return True
    if unit.text in _TITLES and before.is_noun and not before.is_capital:
        return True  # "Outside the court Mr Hale said"
    if before.tag == "NN1" and before.lower in listed("media") and unit.tag == "NP0":
        return True  # "In a radio interview Fogarty had floated the idea"
    if before.tag == "PNI" or (before.lower in _PERIODS and unit.tag in ("NN2", "NP0", "NN0", "PNI")):
        return True
    if unit.text in listed("months_and_days") and behind is not None and not behind.is_noun:
        return unit.text.endswith("day")  # "Hale Monday said"
    return before.tag == "NN2" and unit.tag == "NP0" and behind is not None and behind.is_verb


def _is_title_within(unit: Unit, before: Unit | None, behind: Unit | None) -> bool:
    """Return whether an adjective behind a noun goes on with a name or a title: "Norlink chief executive"."""
    if before is None or behind is None or unit.lower in ("last", "next", "this"):
        return False
    return (unit.is_capital and behind.is_capital) or (unit.tag == "AJ0" and behind.is_noun and before.tag != "NN2")


def with_attributes(units: Sequence[Unit], end: int, stop: int, *, only_of: bool = False) -> int:
    """Return the place behind a noun phrase that ends at `end` with what hangs on it by prepositions.

    `only_of`: with "of" alone, as others may say where something was said.
    """
    while end < stop:
        unit = units[end]
        if unit.tag == "PRF" or unit.lower == "of" or (unit.tag == "PRP" and not only_of):
            behind = noun_phrase(units, end + 1, stop)
            if behind is None:
                return end
            end = behind
            continue
        joined = unit.lower in ("and", "&", "or") and end + 1 < stop and not only_of
        behind = noun_phrase(units, end + 1, stop) if joined else None
        if behind is None or (behind < stop and units[behind].is_verb):
            return end
        end = behind
    return end


def prepositional_phrase(units: Sequence[Unit], at: int, stop: int) -> int | None:
    """Return the place behind the prepositional phrase that begins at a unit, "of" within it; None for none."""
    if at + 1 >= stop or units[at].tag not in _PREPOSITIONS or units[at + 1].lower in _QUANTIFYING:
        return None
    if units[at].lower in ("about", "over", "around") and units[at + 1].tag == "CRD":
        return None
    end = noun_phrase(units, at + 1, stop)
    if end is None:
        return None
    return with_attributes(units, _behind_day(units, end, stop), stop, only_of=True)


def _behind_day(units: Sequence[Unit], end: int, stop: int) -> int:
    """Return the place behind the number of a day, where a month stands before it: "on October 3"."""
    dated = end < stop and units[end].tag == "CRD" and units[end - 1].text in listed("months_and_days")
    return end + dated


def time_phrase(units: Sequence[Unit], at: int, stop: int) -> int | None:
    """Return the place behind a phrase that says when, without a preposition: "last night", "Monday"; None for none."""
    if at >= stop:
        return None
    if (
        at + 3 < stop
        and (units[at].lower, units[at + 2].lower) == ("as", "as")
        and units[at + 1].lower in _HOW_FAR_BACK
    ):
        return time_phrase(units, at + 3, stop) or noun_phrase(units, at + 3, stop)  # "as recently as last week"
    if units[at].text in listed("months_and_days"):
        return at + 1
    if units[at].tag == "CJT" or (units[at].is_capital and units[at].tag == "NP0"):
        return None
    if units[at].lower not in listed("before_times"):
        return at + 1 if units[at].lower in listed("times") and units[at].tag in ("AV0", "NN1") else None
    end = at + 1
    while end < stop and units[end].lower in listed("within_times"):
        end += 1
    whole = end if end > at + 1 and units[end - 1].lower in listed("times") else None
    if end >= stop or (units[end].is_capital and units[end].text not in listed("months_and_days")):
        return whole
    if units[end].lower == "then":
        return whole  # "the then minister"
    if units[end].lower in listed("times") or units[end].text in listed("months_and_days"):
        return end + 1 + (end + 1 < stop and units[end + 1].lower in ("ago", "later", "earlier", "before"))
    return whole


def is_phrase_start(unit: Unit) -> bool:
    """Return whether a noun phrase can begin with a unit."""
    return unit.tag in (*_ALONE, *_DETERMINERS, *_HEADS, "AJ0", "AJC", "AJS", "ORD", "CRD", "DPS", "UNC")
