"""What looks like a claim and is something done: "denied bail", "conceded a goal", "rejected it by six votes"."""

from __future__ import annotations

from collections.abc import Sequence

from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import Cue, lexicon, listed
from chat.attribution.english.phrases import noun_phrase, time_phrase
from chat.attribution.english.phrasing import kind_of_source
from chat.attribution.english.units import Unit

_PERSONAL = frozenset({"him", "her", "them", "me", "us"})
_WITH_NAMES = frozenset({"deny", "admit", "question"})  # "denied Ott with his feet"
_AWAY = frozenset({"aside", "off", "away"})
_OPEN_NUMBERS = frozenset(
    ["about", "around", "some", "nearly", "almost", "between", "more", "less", "up", "least", "zero"]
)
_PARTS = frozenset({"half", "third", "quarter", "fifth", "sixth", "tenth", "fraction", "few"})
_FURTHEST = 12  # units behind an object among which votes are counted


def is_action(clauses: Clauses, cue: Cue, place: int, end: int) -> bool:
    """Return whether a cue only acts on the object from `place` to `end`."""
    phrase = clauses.units[place:end]
    if any(unit.quoted >= 0 for unit in phrase):
        return False
    head = head_of(phrase)
    does = lexicon().actions.get(cue.lemma, frozenset())
    entered = cue.lemma == "announce" and phrase[0].tag == "PNX"  # "announced themselves with a roar"
    if head in does or entered or cue.lemma == "agree":
        return True
    other = noun_phrase(clauses.units, end, clauses.last)
    if cue.lemma == "deny" and other is not None and head_of(clauses.units[end:other]) in does:
        return True  # "denied her side a penalty"
    if cue.lemma == "call" and _is_phoned(clauses, place, end):
        return True
    return is_of_somebody(phrase, cue) or _is_voted(clauses, end)


def is_done_to(clauses: Clauses, cue: Cue, place: int) -> bool:
    """Return whether a cue with a preposition or a particle at a place only acts: "shrugged off a knock"."""
    end = noun_phrase(clauses.units, place + 1, clauses.last)
    phrase = clauses.units[place + 1 : end] if end else []
    if not phrase or any(unit.quoted >= 0 for unit in phrase):
        return False
    head = head_of(phrase)
    if cue.lemma == "agree" and clauses.lower(place) == "to":
        return bool(head) and head not in listed("said_things")
    if clauses.lower(place) in _AWAY:
        return bool(head) and head not in listed("said_things") | listed("brushed_aside")
    actions = lexicon().actions
    return head in actions.get(f"{cue.lemma} {clauses.lower(place)}", actions.get(cue.lemma, ()))


def is_figure(clauses: Clauses, place: int) -> bool:
    """Return whether a number or a quotation stands behind "at": "put it at 40 million", no "put it at the top"."""
    unit = clauses.units[place] if place < clauses.last else None
    if unit is None:
        return False
    part = unit.lower == "a" and clauses.lower(place + 1) in _PARTS
    counted = part or unit.tag == "CRD" or unit.text[0] in "£$€" or unit.text[0].isdigit()
    return counted or unit.is_quotation or unit.quoted >= 0 or unit.lower in _OPEN_NUMBERS


def is_of_somebody(phrase: Sequence[Unit], cue: Cue) -> bool:
    """Return whether an object is somebody, to whom a verb does something else than it says."""
    if cue.lemma not in listed("not_of_people"):
        return False
    head = head_of(phrase)
    if len(phrase) == 1 and (phrase[0].tag == "CRD" or phrase[0].lower in _PERSONAL):
        return True  # "each ticket admits two"
    if cue.lemma in _WITH_NAMES and all(unit.tag == "NP0" for unit in phrase):
        return True
    return head in listed("people") or kind_of_source(head) in ("office", "anonymous")


def head_of(phrase: Sequence[Unit]) -> str:
    """Return the lemma of the last noun of a phrase, nothing where it has none."""
    return next((unit.lemma.lower() for unit in reversed(phrase) if unit.is_noun), "")


def _is_phoned(clauses: Clauses, place: int, end: int) -> bool:
    """Return whether somebody is called at a time, or a day is called one: "calls her mother every Sunday"."""
    day = clauses.lower(place) == "it" and clauses.lower(place + 2) in ("day", "night")
    return day or clauses.lower(end) in ("every", "each") or time_phrase(clauses.units, end, clauses.last) is not None


def _is_voted(clauses: Clauses, end: int) -> bool:
    """Return whether votes are told behind an object: "rejected the plan by six votes to two"."""
    for at in range(end, min(end + _FURTHEST, clauses.last - 1)):
        if clauses.units[at].is_stop:
            return False
        if clauses.lower(at) == "by" and clauses.tag(at + 1) == "CRD":
            return clauses.lower(at + 2) in ("vote", "votes", "to")
    return False
