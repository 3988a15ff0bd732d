"""What the form of a noun phrase tells of its case and its number: "Mietern" is whom, "der Verband" is who."""

from __future__ import annotations

from collections.abc import Sequence

from chat.attribution.german.agents import is_base, is_masculine, is_owner
from chat.attribution.german.grammar import grammar
from chat.lang.de.tokens import Token

_DETERMINERS = ("ART", "PPOSAT", "PDAT", "PIAT", "PIDAT")


def is_nominative(phrase: Sequence[Token]) -> bool:
    """Return whether a phrase can be nothing but a subject: "er", "der Verband"; not "der Bank", "die Bank"."""
    first = phrase[0].text.lower()
    alone = first in grammar().nominative_pronouns and phrase[0].tag in ("PPER", "PIS")
    if alone or first not in grammar().masculine_nominative or len(phrase) < 2:
        return alone
    return _is_weak(phrase[1]) or is_masculine(phrase[1:])


def _is_weak(token: Token) -> bool:
    """Return whether an adjective behind "der" shows the nominative: "der neue Rat", not "der neuen Bank"."""
    return token.tag == "ADJ(A)" and token.text.endswith("e")


def can_be_genitive(phrase: Sequence[Token]) -> bool:
    """Return whether a phrase with "der" can tell whose something is: "der Fahrer", who may be many; not "der Rat"."""
    if not is_nominative(phrase):
        return True
    noun = next((token for token in phrase if token.is_noun), phrase[-1])
    return not _is_weak(phrase[1]) and noun.text.endswith(tuple(grammar().plurals_alike))


def is_oblique(phrase: Sequence[Token]) -> bool:
    """Return whether a phrase without an article can be no subject: "Mietern", "Jungen Fahrern", "Großen Ärger"."""
    first = phrase[0]
    if first.tag == "ADJ(A)" and first.text.endswith(("en", "em")) and len(phrase) > 1:
        return phrase[1].tag in ("NN", "NNA")
    if first.text.lower() in grammar().datives_of_many and len(phrase) > 1:
        return phrase[1].tag in ("NN", "NNA", "ADJ(A)")
    if first.tag.startswith(_DETERMINERS):
        return False
    joined = len(phrase) > 2 and first.tag == phrase[2].tag == "NN" and phrase[1].tag == "KON"
    return any(_is_dative_plural(token) for token in (phrase[0:3:2] if joined else phrase[:1]))


def _is_dative_plural(token: Token) -> bool:
    """Return whether a noun is in the dative plural and in no other case: "Mietern", "Reisenden"; not "Bauern"."""
    word = token.text.lower()
    if token.tag == "NNA":
        return word.endswith("en")
    plural = token.tag == "NN" and word.endswith("ern") and not is_base(token)
    return plural and not word.endswith(tuple(grammar().plurals_in_ern))


def is_singular(phrase: Sequence[Token]) -> bool:
    """Return whether a phrase, as a subject, names one: "der Verband", "die Bank", "Kellers Entwurf", "er"."""
    noun = next((token for token in phrase if token.is_noun and not is_owner(token)), phrase[-1])
    opening = phrase[0].text.lower()
    if opening in grammar().singular or (phrase[0].tag in ("PPER", "PIS") and opening in grammar().singular_pronouns):
        return True
    if opening != "die" and not is_owner(phrase[0]):
        return False
    base = noun.tag == "NN" and is_base(noun) and noun.text.lower() not in grammar().only_plural
    alike = noun.text.endswith(tuple(grammar().plurals_alike))  # "die Träger", "die Mittel"
    return noun.text.endswith(tuple(grammar().feminine_endings)) or (base and not alike)


def is_plural(phrase: Sequence[Token]) -> bool:
    """Return whether a phrase names several: "drei Ärzte", "die Zahlen", "Kellers Bilder", "seine Gegner"."""
    opening = phrase[0].text.lower()
    if opening in grammar().many | grammar().only_plural | {"wir"} or phrase[0].tag == "CARD":
        return True
    at = next((at for at, token in enumerate(phrase) if token.tag == "NN"), len(phrase))
    if phrase[0].tag.startswith(_DETERMINERS):
        return opening in grammar().of_one_woman and at < len(phrase) and _is_many(phrase[at])
    named = any(token.is_noun for token in phrase[at + 1 : at + 2])  # "Vorsitzender Ohm"
    return not named and at < len(phrase) and not is_base(phrase[at])


def _is_many(noun: Token) -> bool:
    """Return whether a noun behind "die" or "seine" is a plural: by its ending, or as one of men: "seine Gegner"."""
    if noun.text.isupper() or noun.text.endswith("ige"):
        return False  # "die SVP", "die 30-Jährige"
    return not is_base(noun) or (is_masculine([noun]) and not noun.text.endswith("e"))  # "die Vorsitzende"
