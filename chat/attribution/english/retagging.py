"""Words that are tagged as nouns or conjunctions and are something else beside a cue: "police stress", "he fumes"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from chat.attribution.english.framing_tags import as_framing, as_somebody
from chat.attribution.english.lexicon import Cue, lexicon
from chat.attribution.english.name_tags import as_acronym, as_name, as_partner, as_place, as_surname, is_shouted
from chat.attribution.english.phrase_tags import as_part_of_phrase
from chat.attribution.english.phrasing import is_source
from chat.attribution.english.units import STOPS, Unit
from chat.attribution.english.verb_tags import ALONE, OF_SEVERAL, tag_behind_subject
from chat.attribution.english.verbs import FINITE

_OPENING = frozenset({"that", "against"})
_SEVERAL = frozenset({"many", "few", "most", "some"})
_EXISTING = frozenset({"remain", "exist", "seem", "appear", "follow", "come", "have", "be", "lie"})
_LIKE_PASTS = frozenset({"put", "cut", "set", "cast", "bet", "hit", "read", "forecast", "let", "run", "come"})


def retagged(units: Sequence[Unit]) -> list[Unit]:
    """Return the units of a sentence with the tags that their neighbours ask for."""
    told = [as_name(unit) for unit in units]
    for place in range(len(told)):
        told[place] = as_part_of_phrase(told, place)
    if not is_shouted(units):
        told = [as_acronym(unit) for unit in told]
    if len(told) > 1 and told[0].tag == "AV0" and told[0].lower in _SEVERAL and told[1].tag in ("PRP", *FINITE):
        told[0] = replace(told[0], tag="DT0")  # "Many in the village believe"
    for place in range(1, len(told)):
        for rule in _RULES:
            told[place] = rule(told, place)
        told[place - 1] = as_somebody(told, place - 1)
        for rule in _RULES_OF_VERBS:
            told[place] = rule(told, place)
    return told


def _as_past_of_pronoun(units: Sequence[Unit], place: int) -> Unit:
    """Return a participle behind "he", "she" or "they", or behind a verb of saying and "it", as the past that it is."""
    unit, before = units[place], units[place - 1]
    if unit.tag != "VVN" or before.tag != "PNP":
        return unit
    says = place > 1 and units[place - 2].lemma.lower() in ("say", "think", "believe", "add")
    told = before.lower in (*OF_SEVERAL, "he", "she") or (before.lower == "it" and (place == 1 or says))
    return replace(unit, tag="VVD") if told else unit


def _as_infinitive(units: Sequence[Unit], place: int) -> Unit:
    """Return "to" before a plain verb as what opens an infinitive: "advised him to go home"."""
    unit, behind = units[place], units[place + 1] if place + 1 < len(units) else None
    opens = unit.lower == "to" and unit.tag == "PRP" and behind is not None and behind.tag == "VVB"
    return replace(unit, tag="TO0") if opens else unit


def _as_liking(units: Sequence[Unit], place: int) -> Unit:
    """Return "like" between somebody and "to" as the verb that it is, where no other stands before it."""
    unit, before = units[place], units[place - 1]
    if unit.lower != "like" or unit.tag not in ("CJS", "PRP") or not (before.is_noun or before.tag == "PNP"):
        return unit
    wished = place + 1 < len(units) and units[place + 1].lower == "to"
    return replace(unit, tag="VVB") if wished and not any(other.tag in FINITE for other in units[:place]) else unit


def _as_auxiliary(units: Sequence[Unit], place: int) -> Unit:
    """Return "'s" behind a noun as the verb that it is: "the doctor's been telling", "the council's saying"."""
    unit, behind = units[place], units[place + 1] if place + 1 < len(units) else None
    if unit.tag != "POS" or behind is None or not unit.lower.endswith("s"):
        return unit
    if behind.tag == "VBN":
        return replace(unit, tag="VHZ", lemma="have")
    opens = place + 2 < len(units) and units[place + 2].tag in ("PNP", "CJT", "AT0", "TO0")
    return replace(unit, tag="VBZ", lemma="be") if behind.tag == "VVG" and opens else unit


def _as_said(units: Sequence[Unit], place: int) -> Unit:
    """Return "said" behind a phrase as the past that it is: "The airline said “a small number” of bags were lost"."""
    unit, behind = units[place], units[place + 1] if place + 1 < len(units) else None
    if unit.tag != "VVN" or not (units[place - 1].is_noun or units[place - 1].tag == "PNP"):
        return unit
    reduced = behind is not None and behind.lower in ("to", "by", "in")  # "the man said to have fled"
    told = behind is not None and (behind.tag in ("NN2", "NP0", "AT0", "DPS") or behind.lower in ("me", "us", "him"))
    past = (unit.lower == "said" and not reduced) or (unit.lower == "told" and told)
    return replace(unit, tag="VVD") if past else unit


def _as_progressive(units: Sequence[Unit], place: int) -> Unit:
    """Return an adjective in -ing between "be" and an object as the verb that it is: "are demanding answers"."""
    unit, behind = units[place], units[place + 1] if place + 1 < len(units) else None
    stem = unit.lower.removesuffix("ing")
    if unit.tag != "AJ0" or stem == unit.lower or units[place - 1].tag[:2] != "VB" or stem not in lexicon().verbs:
        return unit
    opened = behind is not None and (behind.tag in ("NN2", "AT0", "DPS") or behind.tag == "NP0")
    return replace(unit, tag="VVG", lemma=stem) if opened else unit


def _as_determiner(units: Sequence[Unit], place: int) -> Unit:
    """Return "that" before a noun and behind a verb that has no clause: "attributes that failure to age"."""
    unit, before = units[place], units[place - 1]
    if unit.lower == "that" and unit.tag == "PNQ" and before.tag == "PRF":
        return replace(unit, tag="DT0")  # "half of that"
    closes = place + 1 == len(units) or units[place + 1].tag == "AVP"
    away = place + 1 < len(units) and units[place + 1].lower in ("away", "aside")
    if unit.lower == "that" and unit.tag in ("PNQ", "CJT") and before.is_verb and (closes or away):
        return replace(unit, tag="DT0")  # "operators dispute that", "waves that away"
    if unit.lower == "that" and unit.tag == "DT0" and place + 1 < len(units) and units[place + 1].tag == "NN2":
        return replace(unit, tag="CJT")  # "point out that trains run"
    if unit.tag != "CJT" or not before.is_verb or place + 2 >= len(units):
        return unit
    behind = next((at for at in range(place + 1, len(units)) if units[at].tag != "AV0"), len(units))
    if behind > place + 1 and (behind == len(units) or units[behind].is_stop):
        return replace(unit, tag="DT0")  # "doubts that very much"
    cue = lexicon().verbs.get(before.lemma.lower())
    if cue is None or cue.takes("t") or cue.takes("c") or cue.takes("a"):
        return unit
    if units[place + 1].quoted >= 0:
        return replace(unit, tag="DT0")  # "calls that “a grudge”"
    if units[place + 1].tag != "NN1":
        return unit
    return unit if units[place + 2].is_verb else replace(unit, tag="DT0")


def _as_adjective(units: Sequence[Unit], place: int) -> Unit:
    """Return an adverb between an article and a noun as the adjective that it is: "the well house", "the then head"."""
    unit, before = units[place], units[place - 1]
    behind = units[place + 1] if place + 1 < len(units) else None
    within = unit.tag == "AV0" and before.tag in ("AT0", "DPS", "AJS") and behind is not None
    return replace(unit, tag="AJ0") if within and behind is not None and behind.tag in ("NN1", "NN2") else unit


def _as_subject(units: Sequence[Unit], place: int) -> Unit:
    """Return an adverb between two verbs as the subject that it is: "said most had left", "insisted there remained"."""
    unit, before = units[place], units[place - 1]
    behind = units[place + 1] if place + 1 < len(units) else None
    if unit.tag != "AV0" or not (before.is_verb or before.tag == "CJT") or behind is None or behind.tag not in FINITE:
        return unit
    if unit.lower == "most":
        return replace(unit, tag="DT0")
    return replace(unit, tag="EX0") if unit.lower == "there" and behind.lemma.lower() in _EXISTING else unit


def _as_past(units: Sequence[Unit], place: int) -> Unit:
    """Return a participle before a noun as the past that it is: "defended it and accused traders"."""
    unit, before = units[place], units[place - 1]
    if unit.tag != "AJ0" or not unit.lower.endswith("ed"):
        return unit
    if before.tag == "NN1" and (stem := _stem_of_cue(unit)) and _is_only_verb(units, place, lexicon().verbs[stem]):
        return replace(unit, tag="VVD", lemma=stem)  # "the firm accused rivals of it"
    behind = units[place + 1] if place + 1 < len(units) else None
    takes = behind is not None and behind.tag in ("AT0", "DPS", "PNP", "PNI")
    if takes and (before.is_noun or before.tag in ("VVG", "VVN")):
        return replace(
            unit, tag="VVD", lemma=_stem_of_cue(unit) or unit.lower.removesuffix("ed")
        )  # "shocked the owners"
    if before.lower not in ("and", "but", ","):
        return unit
    opened = behind is not None and (
        behind.tag in ("NP0", "AT0", "DPS", "PNP") or (behind.is_capital and behind.is_noun)
    )
    goes_on = before.text != "," and any(other.tag == "VVD" for other in units[:place])
    several = units[place - 2].tag == "AJ0" and behind is not None and behind.is_noun  # "old and battered cars"
    apart = before.text == "," and (opened or _has_said_object(units, place))
    if several or not (goes_on or apart):
        return unit
    lemma = _stem_of_cue(unit)
    return replace(unit, tag="VVD", lemma=lemma) if lemma else unit


def _has_said_object(units: Sequence[Unit], place: int) -> bool:
    """Return whether what a verb says something with stands behind it and ends its clause: "expressed satisfaction"."""
    stem = _stem_of_cue(units[place])
    nouns = lexicon().objects.get(stem or "", {})
    behind = units[place + 1] if place + 1 < len(units) else None
    if behind is None or not (behind.lemma.lower() in nouns or ("-" in nouns and behind.is_noun)):
        return False
    return place + 2 == len(units) or units[place + 2].is_stop or units[place + 2].tag in ("PRP", "CJT", "CJC")


def _as_present(units: Sequence[Unit], place: int) -> Unit:
    """Return a plain verb behind several that is taken for a participle: "observers commend the patience of voters"."""
    unit, before = units[place], units[place - 1]
    plain = unit.tag == "VVN" and unit.lower in lexicon().verbs and before.is_noun
    return replace(unit, tag="VVB", lemma=unit.lower) if plain and unit.lower not in _LIKE_PASTS else unit


def _stem_of_cue(unit: Unit) -> str | None:
    """Return the cue whose past a word in -ed can be, None where it can be of none."""
    base = [unit.lower.removesuffix(ending) for ending in ("ed", "d")]
    if base[0][-1:] == base[0][-2:-1]:
        base.append(base[0][:-1])  # "flagged"
    return next((stem for stem in base if stem in lexicon().verbs), None)


def _as_verb(units: Sequence[Unit], place: int) -> Unit:
    """Return a noun as the verb that it is behind a pronoun, or behind a phrase that frames a clause."""
    unit = units[place]
    if tag := tag_behind_subject(units, place):
        return replace(unit, tag=tag)
    if unit.tag not in ("NN1", "NN2") or unit.is_capital:
        return unit
    cue = _cue(unit)
    return unit if cue is None else _as_cue(units, place, cue)


def _as_cue(units: Sequence[Unit], place: int, cue: Cue) -> Unit:
    """Return a noun as the verb of a cue that it can be a form of, where what stands around it is a verb's."""
    unit, before = units[place], units[place - 1]
    if unit.tag == "NN2" and (
        _opens_clause_of_pronoun(units, place, cue)
        or _is_behind_apposition(units, place)
        or (before.lower in ("and", "but") and _goes_on(units, place, cue))
    ):
        return replace(unit, tag="VVZ", lemma=cue.lemma)
    if units[0].tag == "NN2" and _opens_clause_of_pronoun(units, place, cue):  # "Emails seen by the Post show he knew"
        return replace(unit, tag="VVB", lemma=cue.lemma)
    if not before.is_noun:
        return unit
    that = place + 1 < len(units) and units[place + 1].tag == "CJT" and _begins(units, place)
    if unit.lower == "forecast" and (that or _has_no_verb(units, place)) and _is_followed(units, place, cue):
        return replace(unit, tag="VVD", lemma=cue.lemma)
    agrees = before.tag == "NN2" if unit.tag == "NN1" else before.tag in ("NN0", "NN1", "NP0")
    if not agrees:
        return unit
    tag = "VVZ" if unit.tag == "NN2" else "VVB"
    if _is_only_verb(units, place, cue):
        return replace(unit, tag=tag, lemma=cue.lemma)
    return replace(unit, tag=tag) if _is_finite_cue(units, place, cue) else unit


def _is_finite_cue(units: Sequence[Unit], place: int, cue: Cue) -> bool:
    """Return whether a word closes a frame, opens a clause, or has one noun for its object."""
    unit, before = units[place], units[place - 1]
    closes = place + 1 == len(units) or units[place + 1].text in STOPS
    framing = closes and any(map(cue.takes, "vqc")) and _is_frame(units, place)
    opens = unit.tag == "NN1" and place + 1 < len(units) and units[place + 1].lower in _OPENING
    opens = opens and (units[place + 1].lower in cue.prepositions or cue.takes("t")) and _begins(units, place)
    headed = before.tag == "NN2" and cue.takes("n") and _has_object(units, place)  # "as rebels demand delay"
    return framing or opens or headed


def _is_only_verb(units: Sequence[Unit], place: int, cue: Cue) -> bool:
    """Return whether a word is followed as a verb is, in a clause that has no other."""
    return _has_no_verb(units, place) and _is_followed(units, place, cue)


def _goes_on(units: Sequence[Unit], place: int, cue: Cue) -> bool:
    """Return whether a word behind "and" goes on with a verb of the present: "welcomes it, but fears for pubs"."""
    last = next((unit.tag for unit in reversed(units[:place]) if unit.tag in FINITE), "")
    behind = units[place + 1] if place + 1 < len(units) else None
    object_ = behind is not None and behind.tag in ("AT0", "DPS", "PNP")
    governed = behind is not None and behind.tag == "PRP" and _is_followed(units, place, cue)
    return last == "VVZ" and (governed or (object_ and _is_followed(units, place, cue)))


def _cue(unit: Unit) -> Cue | None:
    """Return the cue that a word can be a form of."""
    for lemma in (unit.lemma.lower(), unit.lower.removesuffix("s")):
        if lemma in lexicon().verbs:
            return lexicon().verbs[lemma]
        if lemma in lexicon().objects:
            return Cue(lemma, {}, {})
    return None


def _opens_clause_of_pronoun(units: Sequence[Unit], place: int, cue: Cue) -> bool:
    """Return whether a clause of "we", "they" or the like begins behind a word: "the accountant figures we can pay"."""
    if place + 2 >= len(units) or not cue.takes("c") or units[place - 1].tag not in ("NN1", "NP0", "PNI", "NN0"):
        return False
    pronoun = units[place + 1]
    subject = pronoun.tag == "PNP" and pronoun.lower in (*OF_SEVERAL, *ALONE)
    return subject and units[place + 2].tag in FINITE and not any(unit.tag in FINITE for unit in units[:place])


def _is_behind_apposition(units: Sequence[Unit], place: int) -> bool:
    """Return whether a word between an apposition and an object is the first verb: "Denise, his widow, thanks …"."""
    apposed = units[place - 1].text == "," and any(unit.text == "," for unit in units[: place - 1])
    behind = units[place + 1] if place + 1 < len(units) else None
    cue = _cue(units[place])
    governed = behind is not None and cue is not None and behind.lower in cue.prepositions
    opened = governed or (behind is not None and behind.tag in ("AT0", "DPS", "PNP", "NP0", "CJT", "DT0"))
    return apposed and opened and not any(unit.is_verb for unit in units[:place])


def _has_object(units: Sequence[Unit], place: int) -> bool:
    """Return whether one noun stands behind a word, and closes its sentence or clause."""
    if place + 1 >= len(units) or not units[place + 1].is_noun:
        return False
    return place + 2 == len(units) or units[place + 2].text in STOPS


def _has_no_verb(units: Sequence[Unit], place: int) -> bool:
    """Return whether no finite verb stands in the clause around a place, from stop to stop."""
    first = next((at + 1 for at in range(place, -1, -1) if units[at].text in STOPS or units[at].tag == "CJS"), 0)
    stop = next((at for at in range(place, len(units)) if units[at].text in STOPS), len(units))
    return place > first and not any(unit.tag in FINITE or unit.is_quotation for unit in units[first:stop])


def _is_followed(units: Sequence[Unit], place: int, cue: Cue) -> bool:
    """Return whether what stands behind a word is what its cue takes: a preposition of its own, an object, a clause."""
    behind = units[place + 1] if place + 1 < len(units) else None
    if behind is None or behind.is_stop:
        return False
    if behind.tag in ("PRP", "PRF"):
        return behind.lower in cue.prepositions
    if behind.tag in ("TO0", "CJT"):
        return cue.takes("i" if behind.tag == "TO0" else "t")
    phrase = behind.is_noun or behind.tag in ("AJ0", "AT0", "DPS", "CRD", "PNP", "DT0")
    return phrase and (cue.takes("n") or cue.takes("o") or cue.lemma in lexicon().objects)


def _is_frame(units: Sequence[Unit], place: int) -> bool:
    """Return whether a short phrase parts a word from a comma or a quotation before it: "…, the police"."""
    for at in range(place - 1, max(-1, place - 6), -1):
        if units[at].text == "," or units[at].is_quotation:
            spoken = is_source(units[place - 1].lemma.lower())
            return spoken or any(unit.is_verb or unit.is_quotation for unit in units[: at + 1])
        if not (units[at].is_noun or units[at].tag in ("AT0", "AJ0", "CRD", "DT0", "DPS")):
            return False
    return False


def _begins(units: Sequence[Unit], place: int) -> bool:
    """Return whether only a phrase stands before a word from the beginning of its sentence on."""
    return all(unit.is_noun or unit.tag in ("AT0", "AJ0", "CRD", "DT0", "DPS") for unit in units[:place])


# In this order: each sees what those before it have told.
_RULES: tuple[Callable[[Sequence[Unit], int], Unit], ...] = (
    as_place, as_surname, _as_past_of_pronoun, _as_infinitive, _as_liking, as_partner, _as_auxiliary, _as_said,
    _as_progressive, _as_determiner, _as_adjective, _as_subject, as_framing,
)  # fmt: skip
_RULES_OF_VERBS = (_as_past, _as_present, _as_verb)
