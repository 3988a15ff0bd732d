"""Whose word a sentence takes: "if the minister is to be believed", "to hear her tell it", "to its critics, …"."""

from __future__ import annotations

from chat.attribution.english.agents import is_nobody, speaks
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import listed
from chat.attribution.english.making import claim_of, clause_around
from chat.attribution.english.phrases import noun_phrase, with_attributes
from chat.attribution.english.phrasing import is_source
from chat.attribution.found import FoundClaim

_TELLING = frozenset({"tell", "talk", "speak", "describe"})
_BEING = frozenset({"be", "remain", "seem", "look", "mean", "sound"})
_PERSONS = frozenset({"him", "her", "them", "me", "us"})


def credited_frames(clauses: Clauses) -> list[FoundClaim]:
    """Return the claims that are told on somebody's word."""
    found: list[FoundClaim] = []
    for place, unit in enumerate(clauses.units):
        if unit.lower == "if":
            found += _believed(clauses, place) or _believing(clauses, place)
        elif unit.lower == "as":
            found += _seen(clauses, place)
        elif unit.lower == "to" and clauses.lower(place + 1) == "hear":
            found += _heard(clauses, place)
        elif unit.lower in ("to", "for") and place == 0:
            found += _in_eyes(clauses)
    return found


def _believed(clauses: Clauses, place: int) -> list[FoundClaim]:
    """Return the claim of "if the minister is to be believed, …"."""
    end = _phrase(clauses, place + 1)
    if end is None or [clauses.lower(at) for at in range(end + 1, end + 4)] != ["to", "be", "believed"]:
        return []
    return _rest(clauses, place, end + 4, (place + 1, end)) if clauses.tag(end)[:2] == "VB" else []


def _believing(clauses: Clauses, place: int) -> list[FoundClaim]:
    """Return the claim of "if you believe the minister, …" and "if we are to believe the minister, …"."""
    verb = next((at for at in range(place + 2, place + 5) if clauses.lower(at) in ("believe", "ask")), None)
    own = ("you", "we", "one") if verb is not None and clauses.lower(verb) == "believe" else ("you",)
    end = _phrase(clauses, verb + 1) if verb is not None and clauses.lower(place + 1) in own else None
    if verb is None or end is None:
        return []
    named = clauses.lower(verb + 1) not in ("me", "us")  # "if you ask me" is the writer's
    told = named and _may_tell(clauses, (verb + 1, end))
    return _rest(clauses, place, end, (verb + 1, end)) if told else []


def _seen(clauses: Clauses, place: int) -> list[FoundClaim]:
    """Return the claim of "as the planners see it"."""
    end = _phrase(clauses, place + 1)
    if end is None or end + 1 >= clauses.last or clauses.lower(end + 1) != "it":
        return []
    verb = clauses.units[end].lemma.lower()
    return _rest(clauses, place, end + 2, (place + 1, end), assumed=True) if verb == "see" else []


def _heard(clauses: Clauses, place: int) -> list[FoundClaim]:
    """Return the claim of "to hear the owner tell it, …"."""
    end = _phrase(clauses, place + 2)
    if end is not None and clauses.units[end - 1].lemma.lower() in _TELLING and end > place + 3:
        end -= 1  # "the owner talk"
    if end is None or end >= clauses.last or clauses.units[end].lemma.lower() not in _TELLING:
        return []
    stop = end + 1 + (clauses.lower(end + 1) in ("it", "of"))
    comma = next((at for at in range(stop, clauses.last) if clauses.is_stop(at)), clauses.last)
    return _rest(clauses, place, comma, (place + 2, end))


def _in_eyes(clauses: Clauses) -> list[FoundClaim]:
    """Return the claim of "To the council, a bench is a threat": what something is for those who see it so."""
    end = _phrase(clauses, 1)
    clause = clauses.opens_clause(end + 1) if end is not None and clauses.lower(end) == "," else None
    if end is None or clause is None or clause.lemma not in _BEING or clause.modal:
        return []
    if clauses.lower(0) == "for" and (clause.past or clauses.tag(end + 1) == "PNP"):
        return []  # "For the council, it was the third loss"
    phrase = clauses.units[1:end]
    of_people = any(is_source(unit.lemma.lower()) for unit in phrase if unit.is_noun and unit.tag != "NP0")
    if not of_people or is_nobody(phrase) or clauses.units[1].is_quotation:
        return []
    return _rest(clauses, 0, end, (1, end), assumed=True)


def _phrase(clauses: Clauses, at: int) -> int | None:
    """Return the place behind a phrase for somebody, None where none stands at a place."""
    if clauses.tag(at) == "PNP" or clauses.lower(at) in _PERSONS:
        return at + 1
    end = noun_phrase(clauses.units, at, clauses.last)
    return with_attributes(clauses.units, end, clauses.last, only_of=True) if end is not None else None


def _rest(
    clauses: Clauses, place: int, end: int, source: tuple[int, int], *, assumed: bool = False
) -> list[FoundClaim]:
    """Return the rest of a clause as the claim of a source whose frame goes from `place` to `end`."""
    nobody = is_nobody(clauses.units[slice(*source)]) and clauses.lower(source[0]) not in _PERSONS
    if not clauses.is_stop(end) or nobody:
        return []
    begin, stop = clause_around(clauses, place)
    begin += clauses.tag(begin) == "CJC"
    pieces = [piece for piece in ((begin, place), (end, stop)) if piece[1] > piece[0] + 1]
    return claim_of(
        clauses,
        by=clauses.span(*source),
        cue=(place, end, clauses.lower(place)),
        type_="indirect",
        stance="assumes" if assumed else "says",
        content=pieces,
        hedged=True,
    )


def _may_tell(clauses: Clauses, source: tuple[int, int]) -> bool:
    """Return whether somebody, or something written, can be believed."""
    phrase = clauses.units[slice(*source)]
    texts = listed("documents") | listed("writings") | listed("rumours")
    return speaks(phrase) or phrase[0].lower in _PERSONS or any(unit.lemma.lower() in texts for unit in phrase)
