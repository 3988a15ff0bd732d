"""Second verbs: a finite verb that goes on with the subject of the clause before, and is no frame put behind it.

"Die CDU lobte den Einsatz, kritisierte aber die Ausrüstung" has two verbs of one subject; "Der Einsatz war richtig,
lobte die CDU" has a frame behind what is said. Word order is the same: what tells them apart is a particle of contrast,
whether the verb takes what is said as an object, and whether the phrase behind it can speak.
"""

from __future__ import annotations

from chat.attribution.found import Offsets
from chat.attribution.german.agents import can_speak, is_somebody
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.cue_verbs import cue_of_clause
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.mood import is_only_konjunktiv

_PARTICLES_WITHIN = 3  # tokens behind the verb: "kritisierte sie aber"


def goes_on(clauses: Clauses, place: int, lemma: str) -> bool:
    """Return whether the finite verb at `place` has the subject of the clause before."""
    tokens = clauses.tokens
    if not clauses.is_finite(place) or place < 2 or is_only_konjunktiv(tokens[place]) or lemma in lexicon().sourced:
        return False
    before = tokens[place - 1]
    if before.tag == "KON" and not before.quoted:
        return True
    if before.text not in (",", "–", "-") or before.quoted or tokens[place - 2].quoted:
        return False
    start, end = place, _end_of_stretch(clauses, place)
    previous = clauses.main_finite(0, place - 1)
    if previous is None or is_only_konjunktiv(tokens[previous]) or subject_before(clauses, place) is None:
        return False
    behind = clauses.first_phrase(place + 1, end, end)
    if behind is None:
        return not any(t.text.lower() == "es" for t in tokens[start:end])
    if tokens[previous].text.endswith("n") != tokens[place].text.endswith("n"):
        return False  # another number: "Kunden bekommen ihr Geld, verspricht die Firma"
    takes_object = lemma in lexicon().reporting
    if any(t.text.lower() in lexicon().contrasting for t in tokens[place + 1 : place + 1 + _PARTICLES_WITHIN]):
        return takes_object or not is_somebody(tokens[slice(*behind)])
    if not takes_object or lemma in lexicon().verb_second:
        return takes_object and not can_speak(tokens[slice(*behind)])
    return not can_speak(tokens[slice(*behind)]) or _is_listed(clauses, end)


def subject_before(clauses: Clauses, place: int) -> Offsets | None:
    """Return the places of the subject of the nearest main clause before `place`."""
    for first, last in reversed(list(clauses.stretches(0, place))):
        finite = clauses.finite(first, last)
        if finite is None or clauses.is_subordinate(first, last):
            continue
        if first and is_only_konjunktiv(clauses.tokens[finite]) and not is_only_konjunktiv(clauses.tokens[place]):
            continue  # what is reported: "kritisierte, die Stadt habe geschlafen, und kündigte Proteste an"
        start, end = clauses.clause(finite)
        governed = lexicon().governed.get(cue_of_clause(clauses, finite) or "", frozenset())
        behind = clauses.first_phrase(finite + 1, end, clauses.last, governed=governed)
        subject = clauses.first_phrase(start, finite, finite) or behind
        joined = clauses.tokens[finite - 1].tag == "KON" if finite else False
        opens = finite == first and first > 0 and not clauses.first_phrase(start, finite, finite)
        framed = last == place - 1 and behind is not None and can_speak(clauses.tokens[slice(*behind)])
        if framed and not goes_on(clauses, finite, cue_of_clause(clauses, finite) or ""):
            opens = False  # "…, sagte sie und rief zu Protesten auf"
        if subject and not joined and not opens:
            return subject
    return None


def _end_of_stretch(clauses: Clauses, place: int) -> int:
    """Return the place of the border, or of the "und" before a further verb, behind `place`."""
    end = place + 1
    while end < clauses.last and not clauses.is_border(end) and not clauses.joins_verb(end):
        end += 1
    return end


def _is_listed(clauses: Clauses, end: int) -> bool:
    """Return whether a further verb follows with "und": "lobte ihre Arbeit und versprach Geld"."""
    return end < clauses.last and clauses.joins_verb(end)
