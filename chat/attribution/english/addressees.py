"""Who is told or asked, behind a cue verb, and where what they are told begins: "told people living there that"."""

from __future__ import annotations

from chat.attribution.english.attributes import with_apposition
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import lexicon
from chat.attribution.english.phrases import is_phrase_start, noun_phrase, prepositional_phrase

_RELATIVE = ("PNQ", "DTQ")
_HANGING = ("PRP", "PRF", "AV0", "AJ0", "VVN", "VVG", "VVD", "CRD", *_RELATIVE)  # what may go on from a phrase
_FARTHEST = 30  # units
_WITH_TO = frozenset(
    {"have", "go", "need", "try", "like", "use", "used", "able", "due", "be", "fail", "begin", "start"}
)


def told_phrase(clauses: Clauses, place: int) -> int | None:
    """Return the place behind the phrase for who is told, None where none stands there."""
    if place >= clauses.last or not is_phrase_start(clauses.units[place]):
        return None
    end = noun_phrase(clauses.units, place, clauses.last)
    if end is None:
        return None
    end = _behind_medium(clauses, place, end)
    while clauses.lower(end) in ("and", "of", "or") and (other := noun_phrase(clauses.units, end + 1, clauses.last)):
        end = other
    whole = with_apposition(clauses.units, place, end)
    apart = whole > end and clauses.lower(whole) == ","
    return whole + 1 if apart and clauses.tag(whole + 1) in ("TO0", "CJT") else end


def _behind_medium(clauses: Clauses, place: int, end: int) -> int:
    """Return the place behind a name before the noun that opens a clause: "told the Echo members had left"."""
    group = clauses.starting.get(end)
    noun = clauses.units[end - 1]
    parted = end - place > 1 and noun.tag == "NN2" and not noun.is_capital and clauses.units[end - 2].is_capital
    opened = group is not None and group.finite and clauses.tag(place) == "AT0"
    return end - 1 if parted and opened else end


def asked_to_act(clauses: Clauses, place: int) -> int | None:
    """Return the place of the "to" of what somebody is to do, whose phrase begins at a place: "urged her to act"."""
    end = told_phrase(clauses, place)
    near = end
    while near is not None and clauses.tag(near) in ("PRP", "AV0", "XX0", "CRD", "ORD"):
        after = prepositional_phrase(clauses.units, near, clauses.last)
        counted = noun_phrase(clauses.units, near, clauses.last) if clauses.tag(near) in ("CRD", "ORD") else None
        near = after or counted or (near + 1 if clauses.tag(near) in ("AV0", "XX0") else None)
    if near is not None and clauses.tag(near) == "TO0":
        return near if clauses.tag(near + 1).startswith(("V", "AV", "XX")) else None
    return behind_attributes(clauses, end, "TO0") if end is not None else None


def behind_attributes(clauses: Clauses, place: int, opening: str) -> int | None:
    """Return where what somebody is told begins, behind what hangs on their phrase; None where nothing does.

    Args:
        clauses: the sentence.
        place: behind the phrase for who is told.
        opening: the tag of the word that opens what they are told: of "that" (CJT) or "to" (TO0).
    """
    apart = clauses.lower(place) == "," and clauses.tag(place + 1) in _RELATIVE
    if not apart and clauses.tag(place) not in _HANGING:
        return None
    stops = 0
    for at in range(place + 1, min(place + _FARTHEST, clauses.last)):
        unit = clauses.units[at]
        stops += unit.text == ","
        if unit.is_quotation or unit.text in ";:" or (unit.text == "," and not apart) or stops > 1:
            return None
        if unit.tag == opening and (not apart or clauses.lower(at - 1) == ",") and _is_own(clauses, at):
            return at
    return None


def _is_own(clauses: Clauses, at: int) -> bool:
    """Return whether "that" or "to" is none of the word before it: "who say that", "who want to", "able to"."""
    before = clauses.units[at - 1]
    if clauses.tag(at) == "TO0":
        taken = (before.is_verb and before.lemma.lower() in lexicon().verbs) or before.tag == "AJ0"
        return not taken and before.lemma.lower() not in _WITH_TO and clauses.tag(at + 1).startswith(("V", "AV", "XX"))
    cue = lexicon().verbs.get(before.lemma.lower()) if before.is_verb else None
    return clauses.opens_clause(at + 1) is not None and not (cue is not None and cue.takes("t"))
