"""Words that are tagged as nouns or adjectives and frame what is said: "“…,” claims Hale", "Hale added: “…”"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chat.attribution.english.lexicon import lexicon
from chat.attribution.english.phrases import is_phrase_start
from chat.attribution.english.phrasing import is_source
from chat.attribution.english.units import STOPS, Unit

_IN_PHRASE = ("NN0", "NN1", "NN2", "NP0", "PNI", "AT0", "AJ0", "DPS", "CRD", "ORD", "DT0", "PRP", "PRF", "POS", "UNC")
_NOT_LAST = ("AT0", "DPS", "PRP", "PRF", "POS")
_BEFORE_NOUN = ("AT0", "DPS", "CRD", "AJ0", "NN1", "POS", "DT0")
_MAY_FRAME = ("NN0", "NN1", "NN2", "AJ0", "UNC")
_IRREGULAR = {"thought": "think", "felt": "feel"}


def as_framing(units: Sequence[Unit], place: int) -> Unit:
    """Return a word as the verb of saying that it is where it frames a quotation, or a clause before it."""
    unit = units[place]
    if unit.tag not in _MAY_FRAME or unit.is_capital or unit.quoted >= 0:
        return unit
    lemma = _lemma(unit.lower)
    if lemma is None or not (_frames_quotation(units, place) or _closes_clause(units, place)):
        return unit
    return replace(unit, tag="VVZ" if unit.lower.endswith("s") else "VVD", lemma=lemma)


def as_somebody(units: Sequence[Unit], place: int) -> Unit:
    """Return an adjective before a verb of saying as the noun that it is: "one resident claims", "an official said"."""
    unit, behind = units[place], units[place + 1]
    person = unit.tag == "AJ0" and is_source(unit.lower) and behind.tag in ("VVD", "VVZ")
    return replace(unit, tag="NN1") if person and place and units[place - 1].tag in _BEFORE_NOUN else unit


def _lemma(word: str) -> str | None:
    """Return the verb of saying that a word with -s or -ed is a form of; None for any other."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    stems: tuple[str, ...] = ()
    if word.endswith("s"):
        stems = (word[:-1], word[:-2], f"{word[:-3]}y")
    elif word.endswith("ed"):
        stems = (word[:-2], word[:-1], word[:-3], f"{word[:-3]}y")
    cues = (stem for stem in stems if stem in lexicon().verbs)
    return next((stem for stem in cues if lexicon().verbs[stem].takes("q")), None)


def _frames_quotation(units: Sequence[Unit], place: int) -> bool:
    """Return whether a word stands between a quotation and a phrase, behind both, or between a phrase and a colon."""
    opening = next((at for at in range(place - 1, -1, -1) if units[at].is_quotation), -1)
    behind = units[place + 1] if place + 1 < len(units) else None
    phrase = [unit for unit in units[opening + 1 : place] if unit.text != ","]
    if opening < 0:
        quoted = place + 2 < len(units) and units[place + 2].is_quotation
        return behind is not None and behind.text == ":" and quoted and _is_phrase(phrase)
    if units[opening].text[-2:-1] not in (",", "?", "!", "…", "—") and units[opening + 1].text != ",":
        return False
    if not phrase:
        return behind is not None and is_phrase_start(behind)
    closes = behind is None or behind.is_quotation or behind.text in STOPS or behind.tag in ("PRP", "AV0", "CJS")
    return closes and _is_phrase(phrase)


def _closes_clause(units: Sequence[Unit], place: int) -> bool:
    """Return whether a word ends a sentence behind somebody and a clause before them: "…, her lawyer claims"."""
    if place + 1 < len(units):
        return False
    verb = next((at for at in range(place - 1, -1, -1) if units[at].is_verb), None)
    commas = [at for at in range(verb + 1, place) if units[at].text == ","] if verb is not None else []
    phrase = [unit for unit in units[commas[0] + 1 : place] if unit.text != ","] if commas else []
    somebody = any(unit.tag == "NP0" or is_source(unit.lower) for unit in phrase)
    return somebody and _is_phrase(phrase) and phrase[-1].tag != "NN2"


def _is_phrase(phrase: Sequence[Unit]) -> bool:
    """Return whether units are one phrase, with what hangs on it."""
    if not phrase or phrase[-1].tag in _NOT_LAST or not all(unit.tag in _IN_PHRASE for unit in phrase):
        return False
    return any(unit.is_noun or is_source(unit.lower) for unit in phrase)
