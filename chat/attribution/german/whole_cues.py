"""All of a cue: its verb with the auxiliaries beside it ("gesagt hatte"), "heißt es", a noun with its article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chat.attribution.found import FoundClaim
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.lexicon import lexicon
from chat.lang.de.tokens import Token

_DETERMINERS = ("ART", "PPOSAT", "PDAT", "PIAT")


def with_whole_cue(clauses: Clauses, claim: FoundClaim) -> FoundClaim:
    """Return a claim whose cue has the words that stand right beside it and belong to it."""
    if claim.cue is None:
        return claim
    tokens = clauses.tokens
    first = clauses.place_of(claim.cue[0])
    last = first
    cue = tokens[first]
    governed = lexicon().governed.get(claim.cue[2], frozenset())
    if cue.tag.startswith("V"):
        first, last = _verbs(tokens, first, governed)
        if last + 1 < len(tokens) and claim.cue[2] == tokens[last + 1].text.lower() + cue.lemma:
            last += 1  # a particle that is taken for a preposition: "kündigte an, …"
        if (
            last + 1 < len(tokens)
            and tokens[last + 1].text.lower() in governed
            and tokens[last].end < tokens[last + 1].start
        ):
            last += tokens[last + 1].tag == "APPR"
    elif cue.is_noun:
        while first and tokens[first - 1].tag.startswith(_DETERMINERS):
            first -= 1
        if last + 1 < len(tokens) and _is_light(tokens[last + 1]):
            last += 1
        elif first and _is_light(tokens[first - 1]):
            first -= 1
    elif first and cue.tag.startswith("ADJ") and tokens[first - 1].lemma in lexicon().copulas:
        first -= 1
    return replace(claim, cue=(tokens[first].start, tokens[last].end, claim.cue[2]))


def _verbs(tokens: Sequence[Token], place: int, governed: frozenset[str]) -> tuple[int, int]:
    """Return the places of the first and the last word of a verb: auxiliaries, its particle, "es", "darauf"."""
    first = last = place
    while first and _belongs(tokens[first - 1], governed):
        first -= 1
    while last + 1 < len(tokens) and _belongs(tokens[last + 1], governed):
        last += 1
    if first and tokens[first - 1].text.lower() == "wie" and not tokens[first - 1].quoted:
        first -= 1  # "Wie verlautete, …"
    return first, last


def _belongs(token: Token, governed: frozenset[str]) -> bool:
    """Return whether a word beside a verb is part of it."""
    if token.quoted:
        return False
    pointing = token.tag == "PROAV" and token.text.lower() in governed
    particle = token.tag.startswith(("VA", "VM", "PTKVZ", "PTKZU")) and token.text != "weiter"
    return pointing or particle or token.text.lower() == "es"


def _is_light(token: Token) -> bool:
    """Return whether a word is a verb that says no more than its noun: "vertrat die Ansicht"."""
    return token.tag.startswith("VV") and token.lemma in lexicon().light_verbs
