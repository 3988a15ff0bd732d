"""Finite verbs that a tagger takes for participles or infinitives: "Minister Ohm bekräftigt, er werde bleiben".

"Bekräftigt" is a participle as well, "bekräftigen" an infinitive. Where a clause has no other finite verb and the form
stands where its finite verb would, it is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from chat.attribution.german.agents import is_somebody
from chat.attribution.german.grammar import grammar
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.phrases import can_be_subject, phrase_at, starts_phrase
from chat.lang.de.tokens import Token

_PARTICIPLE = regex.compile(r"(?P<particle>\p{Ll}{2,20})ge(?P<stem>\p{Ll}{2,}?)e?t")
_PAST = ("ten", "eten", "te", "ete")
_BORDERS = frozenset(",:;–-")
_ADVERBS = ("ADV", "PROAV", "PTKNEG", "ADJ(D)")
_BEFORE_ADJECTIVES = ("ART", "APPR", "PPOSAT", "PDAT", "PIAT", "PIDAT", "CARD", "ADJ(A)")
_SUBORDINATING = ("KOUS", "PWAV", "KOKOM", "PRELS")


def with_finite_verbs(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of a sentence, cue verbs tagged as finite where they are the only verb of their clause."""
    mended = list(tokens)
    start = 0
    for place, token in enumerate([*tokens, None]):
        if token is None or token.quoted or token.text in _BORDERS:
            verb = _finite(mended, start, place)
            participle = _participle(mended, start, place)
            if participle is not None:
                mended[participle[0]] = replace(mended[participle[0]], tag="VV(PP)", lemma=participle[1])
            attribute = _attribute(mended, start, place)
            if attribute is not None:
                mended[attribute] = replace(mended[attribute], tag="ADJ(A)")
            if exchanged := _exchanged(mended, start, place):
                verb, last = exchanged
                mended[last] = replace(mended[last], tag="VV(PP)")
            if verb is not None:
                mended[verb] = replace(mended[verb], tag="VV(FIN)", lemma=_infinitive(mended[verb]))
            if start < place and _is_article(mended, start, place):
                mended[start] = replace(mended[start], tag="ART", lemma="der")
            if start < place and _opens_clause(mended, start, place):
                mended[start] = replace(mended[start], tag="KOUS")
            elif start < place and _is_preposition(mended, start, place):
                mended[start] = replace(mended[start], tag="APPR")
            start = place + 1
    return mended


def _last_word(tokens: Sequence[Token], end: int) -> int:
    """Return the place of the last word before `end`, which a mark may end; below 0 where there is none."""
    return end - 1 - (end > 0 and tokens[end - 1].text in ".!?")


def _participle(tokens: Sequence[Token], start: int, end: int) -> tuple[int, str] | None:
    """Return the place and the infinitive of a cue verb's participle at the end of its clause that is no adjective.

    "Die Forscher hatten ein Plus vorhergesagt".
    """
    last = _last_word(tokens, end)
    if (
        last <= start
        or tokens[last].tag not in ("ADJ(D)", "PTKVZ")
        or not any(t.tag.startswith("VA") for t in tokens[start:last])
    ):
        return None
    if tokens[last].text == "bekannt" and any(t.tag == "PRF" for t in tokens[start:last]):
        return last, "bekennen"  # "hat sich schuldig bekannt"
    parts = _PARTICIPLE.fullmatch(tokens[last].text)
    verb = f"{parts['particle']}{parts['stem']}en" if parts else ""
    return (last, verb) if verb in lexicon().verbs else None


def _exchanged(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """Return the places of a participle that stands second in a main clause and of the finite verb that ends it.

    Each is the other: "Die Partei reagiert überrascht".
    """
    last = _last_word(tokens, end)
    finite = [at for at in range(start, end) if tokens[at].is_finite]
    if start or finite != [last] or tokens[0].tag in _SUBORDINATING or not tokens[last].text.endswith("t"):
        return None
    front = phrase_at(tokens, 0, stop=last) if starts_phrase(tokens[0]) and can_be_subject(tokens, 0) else last
    if front >= last or tokens[front].tag != "VV(PP)" or not tokens[front].text.endswith("t"):
        return None
    known = tokens[front].lemma in lexicon().verbs or tokens[front].lemma in lexicon().phrases
    return (front, last) if known and not tokens[front].text.startswith("ge") else None


def _attribute(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Return the place of a participle before its noun that is tagged as a second finite verb of its clause.

    "Am Montag erklärten zwei mit dem Vorgang vertraute Personen".
    """
    verbs = [at for at in range(start, end) if tokens[at].is_finite]
    for first, second in pairwise(verbs):
        governed = any(tokens[at].tag.startswith("APPR") for at in range(first + 1, second))
        before_noun = second + 1 < end and tokens[second + 1].tag == "NN" and tokens[second].text.endswith("e")
        if governed and before_noun and tokens[second - 1].is_noun:
            return second
    return None


def _opens_clause(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Return whether a preposition opens a clause that its verb ends: "Als die Opposition Neuwahlen forderte"."""
    alike = tokens[start].text.lower() in lexicon().also_conjunctions and tokens[start].tag != "KOUS"
    return alike and tokens[end - 1].is_finite and end - start > 2


def _is_preposition(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Return whether "während" stands before a genitive, and opens no clause: its verb has something behind it."""
    if tokens[start].text.lower() != "während" or end - start <= 2:
        return False
    finite = next((at for at in range(start, end) if tokens[at].is_finite), end)
    return tokens[start + 1].text.lower() in grammar().genitive and finite < end - 1


def _is_article(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Return whether "die" opens a main clause, and is no relative pronoun: "…, die CDU hält das für falsch".

    So too where all there is is a phrase: "Dieser, der frühere Trainer Ohm, sagte".
    """
    first = tokens[start]
    if first.tag == "PRELS" and any(t.tag in ("PTKZU", "VV(IZU)") for t in tokens[start:end]):
        return not any(t.is_finite for t in tokens[start:end])  # "…, dem Mangel zu begegnen"
    if first.tag == "PRELS" and not any(t.is_finite or t.tag.startswith("V") for t in tokens[start:end]):
        return phrase_at([replace(first, tag="ART"), *tokens[start + 1 : end]], 0, stop=end - start) == end - start
    if not first.tag.startswith(("PRELS", "PDS")) or first.text.lower() not in grammar().definite_nominative:
        return False
    finite = next((at for at in range(start, end) if tokens[at].is_finite), None)
    if (
        finite is None
        or not start + 1 < finite < end - 1
        or not (tokens[start + 1].is_noun or tokens[start + 1].tag == "ADJ(A)")
    ):
        return False
    return phrase_at(tokens, start + 1, stop=end) == finite


def _finite(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Return the place of the verb from `start` to before `end` that is finite whatever its tag says."""
    if any(t.is_finite for t in tokens[start:end]):
        return None
    for place in range(start, end):
        no_noun = tokens[place].tag == "NN" and tokens[place].text.islower()
        alone = place > start and (no_noun or (tokens[place].tag == "ADJ(A)" and _is_no_attribute(tokens, place)))
        if _may_be_finite(tokens, place) and (alone or _stands_as_finite(tokens, start, place, end)):
            return place
    return None


def _may_be_finite(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a participle or infinitive of a cue verb has the form of the present tense too."""
    token = tokens[place]
    if token.tag == "NN" and token.text.islower():
        ends = place + 1 == len(tokens) or tokens[place + 1].text in ".,;:"
        of_mood = ends and token.text.endswith("e")  # "Das kippe."
        return of_mood or token.text in lexicon().verbs  # "Die Grünen orten eine Täuschung"
    if token.tag == "ADJ(A)" and _is_no_attribute(tokens, place):  # "die Regeln verschandelten die Stadt"
        return token.text.endswith(("e", "ten"))
    points = place == 1 and tokens[0].text in lexicon().pointing_words and token.text.endswith("ten")
    if token.tag == "ADJ(A)" and points:
        return _past(token) is not None  # "Das bestätigten Anwohner"
    if token.tag == "ADJ(A)" and _past(token):  # "…, bestätigten Anwohner": as "bestätigten" is an adjective too
        return not token.is_capital and not (place and tokens[place - 1].tag.startswith(_BEFORE_ADJECTIVES))
    if token.is_capital or token.tag not in ("VV(INF)", "VV(PP)") or (place and tokens[place - 1].tag == "PTKZU"):
        return False
    lemma = _infinitive(token)
    ends_clause = place + 1 < len(tokens) and tokens[place + 1].text == "," and _is_subordinate(tokens, place)
    if lemma not in lexicon().verbs and not _particle_behind(tokens, place) and not ends_clause:
        return False
    stem = lemma.removesuffix("n").removesuffix("e")
    return token.text in (lemma, f"{stem}t", f"{stem}et")


def _is_no_attribute(tokens: Sequence[Token], place: int) -> bool:
    """Return whether no noun that an adjective at `place` could belong to follows: "breite sich die Seuche aus"."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return not tokens[place].is_capital and following is not None and following.tag in ("PRF", "ART", "PPER", "PPOSAT")


def _is_subordinate(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a clause that a verb ends opens with a conjunction or a question: "Wie es sich verzögert,"."""
    border = next((at for at in range(place - 1, -1, -1) if tokens[at].text in _BORDERS), -1)
    return tokens[border + 1].tag in _SUBORDINATING


def _infinitive(token: Token) -> str:
    """Return the infinitive of a form of the present tense: of "gesteht" it is "gestehen", and not "stehen"."""
    if past := _past(token):
        return past
    if token.tag == "NN":
        return token.text.removesuffix("n") + "n"
    if token.tag == "ADJ(A)":
        stem = token.text.removesuffix("ten").removesuffix("e")
        return f"{stem}n" if stem.endswith(("el", "er")) else f"{stem}en"
    own = token.text.removesuffix("t") + "en"
    return own if token.text.endswith("t") and own in lexicon().verbs else token.lemma


def _past(token: Token) -> str | None:
    """Return the infinitive of a cue verb in the past: of "bestätigten", "entgegnete"; None for another word."""
    stems = (token.text.removesuffix(ending) for ending in _PAST if token.text.endswith(ending))
    return next((verb for stem in stems for verb in (f"{stem}en", f"{stem}n") if verb in lexicon().verbs), None)


def _particle_behind(tokens: Sequence[Token], place: int) -> bool:
    return any(t.tag == "PTKVZ" and t.text + tokens[place].lemma in lexicon().verbs for t in tokens[place + 1 :])


def _stands_as_finite(tokens: Sequence[Token], start: int, place: int, end: int) -> bool:
    """Return whether a verb stands behind the first phrase of its clause, opens a frame, or ends one with "wie"."""
    first = start
    while first < place and tokens[first].tag == "KON":
        first += 1
    if first < place and tokens[first].tag in _SUBORDINATING:
        opens = first + 1 < place and starts_phrase(tokens[first + 1]) and can_be_subject(tokens, first + 1)
        return (
            place == _last_word(tokens, end) and opens and not any(t.tag.startswith("V") for t in tokens[first:place])
        )
    if place == first:
        return start > 0 and tokens[start - 1].text != ":" and _has_subject(tokens, place + 1, end)
    if _is_subject(tokens, first, place, end):
        return start == 0 or is_somebody(tokens[first:place])
    front = phrase_at(tokens, first, stop=place) if starts_phrase(tokens[first]) else 0  # "Den Schaden bezifferte Ohm"
    points = place == 1 and tokens[0].text in lexicon().pointing_words
    behind_front = points or place in (front, _behind_adverbial(tokens, first, place))
    return behind_front and _has_subject(tokens, place + 1, end)


def _is_subject(tokens: Sequence[Token], first: int, place: int, end: int) -> bool:
    """Return whether a phrase that can be the subject reaches from `first` to the verb, but for adverbs."""
    if not starts_phrase(tokens[first]) or not can_be_subject(tokens, first):
        return False
    at = phrase_at(tokens, first, stop=place)
    while at > first and at < place and tokens[at].tag in _ADVERBS:
        at += 1
    return at == place


def _has_subject(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Return whether a phrase that can be the subject stands right behind the verb."""
    skipped = lexicon().contrasting | grammar().opening_pairs
    while first < end and (tokens[first].tag in (*_ADVERBS, "PRF") or tokens[first].text in skipped):
        first += 1
    return first < end and starts_phrase(tokens[first]) and can_be_subject(tokens, first)


def _behind_adverbial(tokens: Sequence[Token], first: int, stop: int) -> int:
    """Return the place behind an adverb, or a phrase with its preposition, that opens a clause."""
    if tokens[first].tag.startswith("APPR"):
        return phrase_at(tokens, first + 1, stop=stop)
    return first + 1 if tokens[first].tag in _ADVERBS else first
