"""Which of the phrases around a verb is its subject: "Das Papier nannte der Landrat dürftig" has the object first."""

from __future__ import annotations

from collections.abc import Sequence

from chat.attribution.found import Offsets
from chat.attribution.german.agents import can_speak, is_people, is_somebody, is_thing
from chat.attribution.german.cases import is_nominative, is_plural, is_singular
from chat.attribution.german.grammar import grammar
from chat.attribution.german.lexicon import lexicon
from chat.lang.de.tokens import Token


def is_fronted(tokens: Sequence[Token], before: Offsets, finite: int, behind: Offsets) -> bool:
    """Return whether the phrase before a finite verb is its object, and the one behind it its subject."""
    first, second = tokens[slice(*before)], tokens[slice(*behind)]
    if _is_content(first):
        return True
    if is_nominative(first) or _disagrees(tokens[finite], second):
        return False
    if before[0] and tokens[before[0] - 1].text == "auch":
        return False  # "Nicht nur Ohm, sondern auch die Stadt forderten mehr Geld"
    indefinite = first[0].text.lower() in grammar().indefinite_nominative and not any(map(is_people, first))
    if indefinite and second[0].tag == "NE" and not second[0].text.isupper():
        return True  # "Eine Koalition schloss Klein aus"
    if is_nominative(second) or _disagrees(tokens[finite], first):
        return True
    return _can_only_be_object(first, second)


def _is_content(phrase: Sequence[Token]) -> bool:
    """Return whether a phrase is what is said rather than who says it: "die Forderung der Bauern"."""
    noun = next((token for token in phrase if token.is_noun), None)
    return noun is not None and noun.lemma in lexicon().noun_stances and not is_somebody([noun])


def _disagrees(verb: Token, phrase: Sequence[Token]) -> bool:
    """Return whether a phrase cannot be the subject of a verb, by their number: "hielt" and "Kellers Bilder"."""
    plural = verb.text.lower().endswith(("n", "sind"))
    return is_singular(phrase) if plural else is_plural(phrase)


def _can_only_be_object(before: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Return whether the phrase before a verb is its object, by who can speak: "Eine Anfrage ließ die Bank …"."""
    if behind[0].text in ("sie", "es") and before[0].is_noun and not is_thing(before):
        return False  # "Weggefährten beschreiben sie als streitbar"
    opening = before[0].text.lower()
    determined = before[0].tag.startswith(("ART", "PP", "PD", "PIS"))
    open_case = opening in grammar().nominative_or_accusative or not determined
    told = is_somebody(behind) or (is_thing(before) and can_speak(behind))
    return open_case and not can_speak(before) and told
