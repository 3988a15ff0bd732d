"""Who can speak: people, offices, bodies, texts and figures; and phrases that name nobody."""

from __future__ import annotations

from collections.abc import Sequence

from chat.attribution.english.lexicon import Cue, listed
from chat.attribution.english.phrasing import is_source
from chat.attribution.english.units import Unit
from chat.schema import ClaimType

_SOME = frozenset({"one", "another", "someone", "somebody", "others"})
_PERSONAL = frozenset({"he", "she", "they", "we", "i", "who", "it"})


def is_nobody(phrase: Sequence[Unit]) -> bool:
    """Return whether a phrase names nobody: "nobody", "no one", "there"."""
    first = phrase[0].lower if phrase else ""
    if len(phrase) > 1 and first == "no" and phrase[1].tag == "CRD":
        return False  # "No 10"
    return (
        first in listed("nobody")
        or first in ("there", "no-one")
        or (first in ("what", "that", "this", "us", "me", "him", "them") and len(phrase) == 1)
    )


def can_speak(phrase: Sequence[Unit], cue: Cue, type_: ClaimType, *, relative: bool = False) -> bool:
    """Return whether a phrase can be the subject of a cue: anything for plain saying, no mere thing for thinking."""
    if not phrase:
        return False
    if len(phrase) == 1 and phrase[0].lower in _PERSONAL:
        if cue.lemma == "show" and phrase[0].lower != "it":
            return phrase[0].lower == "they"
        if phrase[0].lower != "it" or cue.lemma not in listed("not_of_it"):
            return True
        return cue.lemma == "hope" and type_ == "indirect"
    head = next((unit for unit in reversed(phrase) if unit.is_noun or unit.tag == "PNI"), phrase[-1])
    if head.tag == "NP0":
        return cue.lemma not in listed("polling")
    named = head.is_capital and head is not phrase[0]  # "The White House", "Wall Street"
    if head.lemma.lower() in listed("things") and not named:
        return False
    if cue.lemma in listed("polling"):
        return any(unit.lemma.lower() in listed("polled") | listed("documents") for unit in phrase)
    if cue.lemma in listed("need_a_source") and type_ != "direct" and not may_speak(phrase):
        return False
    if cue.lemma in listed("finding") and type_ != "direct":
        finding = listed("finders") | listed("looking_into") | listed("documents")
        looked = any(unit.lemma.lower() in finding for unit in phrase)
        return looked or (type_ == "reported" and may_speak(phrase))  # "critics find the plan absurd"
    if cue.lemma in listed("of_people"):
        return head.lemma.lower() not in listed("abstract")
    return True


def may_speak(phrase: Sequence[Unit]) -> bool:
    """Return whether a phrase may be of a source by its words: of people, offices and bodies, or with no noun."""
    nouns = [unit for unit in phrase if unit.is_noun and unit.tag != "NP0"]
    if not nouns or any(_is_name(unit, opens=unit is phrase[0]) for unit in phrase):
        return True
    head, written = nouns[-1].lemma.lower(), nouns[-1].lower
    if head.endswith("year-old"):
        return True
    told = is_source(written) or is_source(head) or {head, written.removesuffix("s")} & listed("speaking_people")
    if told or (len(phrase) == 1 and _is_firm(phrase[0])):
        return True
    return head not in listed("ended_alike") and head.endswith(tuple(listed("endings_of_people")))


def _is_firm(unit: Unit) -> bool:
    """Return whether a noun alone, in the singular and without an article, is a name: "Greenhollow", no "Rain"."""
    known = listed("things") | listed("abstract") | listed("uncountable")
    return unit.is_capital and unit.tag in ("NN0", "NN1", "UNC") and unit.lemma.lower() not in known


def _is_name(unit: Unit, *, opens: bool) -> bool:
    """Return whether a noun is a name, or is written as one and is not the first word of its phrase."""
    if unit.text in listed("months_and_days"):
        return False
    return unit.tag == "NP0" or (unit.is_noun and unit.is_capital and not opens)


def is_person(phrase: Sequence[Unit]) -> bool:
    """Return whether a phrase is a name, an office or a body, as far as its words tell."""
    if any(unit.tag == "NP0" and unit.text not in listed("months_and_days") for unit in phrase):
        return True
    nouns = [unit.lemma.lower() for unit in phrase if unit.is_noun]
    return bool(nouns) and is_source(nouns[-1])


def speaks(phrase: Sequence[Unit]) -> bool:
    """Return whether a phrase is a pronoun of a person, a name, an office or a body."""
    if len(phrase) == 1 and phrase[0].lower in _PERSONAL:
        return phrase[0].lower != "it"
    if phrase and ((len(phrase) == 1 and phrase[0].lower in _SOME) or phrase[-1].lower.endswith("-year-old")):
        return True
    return not is_nobody(phrase) and is_person(phrase)
