"""The Konjunktiv of a finite verb, by its form: the mood of reported speech in German."""

from __future__ import annotations

from collections.abc import Sequence

from chat.attribution.german.lexicon import lexicon
from chat.lang.de.tokens import Token


def is_konjunktiv_1(token: Token) -> bool:
    """Return whether a verb is clearly Konjunktiv I: "sei", or the stem with -e in the third person ("gehe")."""
    word = token.text.lower()
    return token.is_finite and (word in lexicon().konjunktiv_1 or (token.tag.startswith("VV") and _is_stem_e(token)))


def is_konjunktiv(token: Token) -> bool:
    """Return whether a verb can be a Konjunktiv: the first, the second that stands in for it, or a form they share."""
    return is_konjunktiv_1(token) or (token.is_finite and token.text.lower() in lexicon().konjunktiv)


def is_only_konjunktiv(token: Token) -> bool:
    """Return whether a verb is a Konjunktiv that is no indicative too: "sei", "hätten", but not "haben"."""
    return is_konjunktiv_1(token) or is_konjunktiv_2(token)


def is_konjunktiv_2(token: Token) -> bool:
    """Return whether a verb is in a form of the second Konjunktiv that is no indicative too: "hätten", "gäbe"."""
    return token.is_finite and token.text.lower() in lexicon().konjunktiv_2


def _is_stem_e(token: Token) -> bool:
    stem = token.lemma.removesuffix("n").removesuffix("e")
    return token.lemma.endswith("n") and token.text == f"{stem}e"


def is_of_ich(tokens: Sequence[Token], place: int) -> bool:
    """Return whether "ich" beside a verb makes an indicative of what could be a Konjunktiv: "ich habe", "gebe ich"."""
    beside = (*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 2])
    return tokens[place].text.lower() != "sei" and any(token.text.lower() == "ich" for token in beside)
