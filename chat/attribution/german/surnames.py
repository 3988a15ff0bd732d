"""Surnames that are taken for other words: "Weil sagte, …", "Montag forderte mehr Geld", "… räumte Brodersen ein"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from chat.attribution.german.agents import is_object_behind, is_somebody
from chat.attribution.german.grammar import grammar
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.phrases import can_be_subject, phrase_at, starts_phrase
from chat.lang.de.tokens import Token
from chat.lang.offices import is_office

_DETERMINING = ("ART", "ADJ(A)", "PPOSAT", "PDAT", "PIAT", "PIDAT", "CARD", "APPRART")
_NOT_FINITE = ("VV(PP)", "VV(INF)", "VV(IZU)")
_CLAUSE = 30  # tokens behind a verb among which its subject stands


def surnames_in(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the surnames behind an office and a first name: "Brodersen" in "die Staatssekretärin Ayla Brodersen"."""
    for place in range(2, len(tokens)):
        office, first, last = tokens[place - 2 : place + 1]
        named = first.tag == "NE" and last.is_capital and last.tag in ("NN", "NE") and last.text.isalpha()
        behind = tokens[place + 1].tag if place + 1 < len(tokens) else ""
        if behind.startswith(_NOT_FINITE) and is_object_behind(first, last):
            continue  # "hat Minister Kohl Fehler eingeräumt"
        if named and office.is_noun and (is_office(office.text) or (office.tag == "NN" and is_somebody([office]))):
            yield last.text


def with_known_surnames(tokens: Sequence[Token], surnames: Set[str]) -> list[Token]:
    """Return the tokens of a sentence, words without an article tagged as names where they are known surnames."""
    mended = list(tokens)
    for place, token in enumerate(tokens):
        before = tokens[place - 1].tag if place else ""
        known = token.text in surnames or token.text.removesuffix("s") in surnames
        if known and token.tag != "NE" and token.is_capital and not before.startswith(_DETERMINING):
            mended[place] = replace(token, tag="NE", lemma=token.text)
    return mended


def with_surname(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of a sentence, its first word tagged as a name where it can only be one, and "Pro"."""
    mended = [replace(token, tag="NE") if _opens_name(tokens, at) else token for at, token in enumerate(tokens)]
    if len(mended) > 2 and _is_surname(mended):
        mended[0] = replace(mended[0], tag="NE", lemma=mended[0].text)
    elif len(mended) > 4 and _is_with_particle(mended):
        mended[:3] = [replace(token, tag="NE", lemma=token.text) for token in mended[:3]]
    return mended


def _opens_name(tokens: Sequence[Token], at: int) -> bool:
    """Return whether "Pro" opens the name of a body: "Pro Natura", not "Pro Kopf"."""
    return tokens[at].text == "Pro" and at + 1 < len(tokens) and tokens[at + 1].tag in ("NE", "FM")


def _is_with_particle(tokens: Sequence[Token]) -> bool:
    """Return whether a surname with "von der" opens a sentence: "Von der Aue sagte", not "Von der CDU verlangte er"."""
    opens = tokens[0].text.lower() == "von" and tokens[1].text in grammar().definite_dative
    behind = tokens[2:]
    return opens and tokens[2].tag == "NN" and _is_cue(behind) and not _has_subject_behind(behind)


def _is_surname(tokens: Sequence[Token]) -> bool:
    first, verb = tokens[:2]
    if first.quoted or not first.is_capital or not _is_cue(tokens):
        return False
    if first.tag == "VV(IMP)" or (first.tag.startswith("VV") and first.lemma != first.text.lower()):
        return verb.tag == "VV(FIN)"  # "Rode erklärte": two verbs
    return first.text.lower() in grammar().surnames and not _has_subject_behind(tokens)


def _is_cue(tokens: Sequence[Token]) -> bool:
    """Return whether the second word is a finite cue verb."""
    verb = tokens[1]
    if not verb.tag.startswith("VV") or not verb.is_finite:
        return False
    particles = (token.text for token in tokens[2:_CLAUSE] if token.tag == "PTKVZ")
    verbs = lexicon().verbs
    return verb.lemma in verbs or any(particle + verb.lemma in verbs for particle in particles)


def _has_subject_behind(tokens: Sequence[Token]) -> bool:
    """Return whether somebody or a pronoun stands behind the verb, before its clause ends: "Kurz sagte er"."""
    at = 2
    while at < min(len(tokens), _CLAUSE) and tokens[at].text not in ",:;" and not tokens[at].quoted:
        token = tokens[at]
        if token.tag.startswith("APPR"):
            at = max(at + 1, phrase_at(tokens, at + 1, stop=len(tokens)))
            continue
        end = phrase_at(tokens, at, stop=len(tokens)) if starts_phrase(token) else at
        if end > at and can_be_subject(tokens, at):
            pronoun = token.tag in ("PPER", "PIS", "PDS") and end == at + 1
            if pronoun or token.text == "der" or is_somebody(tokens[at:end]):
                return True
        at = max(at + 1, end)
    return False
