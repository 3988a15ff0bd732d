"""Nouns of what somebody else says, as the object of a verb: "lehnte den Vorschlag des Ministers ab, … zu …"."""

from __future__ import annotations

from chat.attribution.found import Offsets
from chat.attribution.german.agents import can_speak, is_somebody
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.grammar import grammar
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.phrases import phrase_at

_VERBAL = ("PTKVZ", "VV(PP)", "VV(INF)", "VA", "VM", "ADJ(D)", "ADV")  # what ends a clause behind its object
_ACCUSATIVE = ("den", "die", "das", "einen", "eine", "ein", "diesen", "diese")


def attribute_of(clauses: Clauses, place: int, end: int) -> Offsets | None:
    """Return the span of who a noun is from: "die Forderung der Gewerkschaft", "Forderungen von Politikern"."""
    at = place + 1
    if at >= end:
        return None
    word = clauses.tokens[at].text.lower()
    first = at if word in grammar().genitive else at + 1 if word in ("von", "vom") else None
    if first is None:
        return None
    last = phrase_at(clauses.tokens, first, stop=end)
    return clauses.phrase_span((first, last)) if last > first else None


def told_noun(clauses: Clauses, start: int, end: int) -> int | None:
    """Return the place of the object of the clause [start, end) that names what somebody else says, None for none.

    Behind it and whoever it is from stands only what ends the clause, so that what is said follows the comma.
    """
    tokens = clauses.tokens
    for place in range(start + 1, end - 1):
        noun = tokens[place]
        if not noun.is_noun or noun.quoted or noun.lemma not in lexicon().noun_stances:
            continue
        determined = tokens[place - 1].text.lower() in _ACCUSATIVE and not can_speak([noun])
        if not determined or (place > 1 and tokens[place - 2].tag.startswith("APPR")):
            continue
        owner = attribute_of(clauses, place, end)
        if owner is None or not is_somebody(clauses.tokens_of(owner)):
            continue
        rest = tokens[clauses.place_of(owner[1]) : end]
        if all(token.tag.startswith(_VERBAL) for token in rest):
            return place
    return None


def has_told_all(clauses: Clauses, start: int, end: int, cue: str) -> bool:
    """Return whether a cue has all it reports in its clause [start, end), so that a clause behind it is none of it.

    Its object is what somebody else says, or it is "halten" with "für": "hält das für falsch, man habe …".
    """
    if told_noun(clauses, start, end) is not None:
        return True
    words = [token.text.lower() for token in clauses.tokens[start:end]]
    return cue == "halten" and "für" in words and "es" not in words
