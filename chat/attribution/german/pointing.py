"""Sentences that only tell who said the one before: "Das ist das Ergebnis einer Studie", "Davon ist er überzeugt"."""

from __future__ import annotations

from collections.abc import Iterator

from chat.attribution.found import FoundClaim, Offsets
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.phrases import phrase_at
from chat.attribution.german.told_nouns import attribute_of

_DEMONSTRATIVE = ("Das", "Dies", "So", "Davon")
_FROM = ("von", "vom")


def pointing_frames(clauses: Clauses, sentence: int, previous: Offsets | None) -> Iterator[FoundClaim]:
    """Yield the claim that a sentence makes of the one before, whose span is `previous`."""
    tokens = clauses.tokens
    if previous is None or len(tokens) < 4:
        return
    place = 1 if tokens[0].text in _DEMONSTRATIVE else 2
    if not clauses.is_finite(place):
        return
    by = _of_result(clauses) if place == 1 else _of_answer(clauses, place)
    if by is None and place == 1 and tokens[0].text == "Davon" and tokens[1].lemma in lexicon().copulas:
        by = _of_conviction(clauses)
    if by:
        verb = tokens[place]
        yield FoundClaim("indirect", (previous,), by, (verb.start, verb.end, verb.lemma), "says", sentence)


def _of_result(clauses: Clauses) -> Offsets | None:
    """Return the span of whose result the sentence before is: "Das ist das Ergebnis einer Studie"."""
    place = next((at for at, token in enumerate(clauses.tokens) if token.lemma in lexicon().results), None)
    if place is None or clauses.tokens[1].lemma not in ("sein", "lauten") or place > 5:
        return None
    return attribute_of(clauses, place, clauses.last)


def _of_conviction(clauses: Clauses) -> Offsets | None:
    """Return the span of who is convinced of the sentence before: "Davon ist Klein überzeugt"."""
    convinced = any(token.text == "überzeugt" for token in clauses.tokens)
    subject = clauses.first_phrase(2, clauses.last, clauses.last) if convinced else None
    return clauses.phrase_span(subject) if subject else None


def _of_answer(clauses: Clauses, finite: int) -> Offsets | None:
    """Return the span of who gave an answer: "Diese Auskunft erhielt Klein vom Straßenbauamt"."""
    tokens, words = clauses.tokens, lexicon()
    received = {t.lemma for t in tokens if t.tag.startswith("VV")} & words.receiving
    if tokens[0].tag != "PDAT" or tokens[1].lemma not in words.answers or not received:
        return None
    for at in range(finite + 1, clauses.last - 1):
        if tokens[at].text.lower() in _FROM:
            end = phrase_at(tokens, at + 1, stop=clauses.last)
            return clauses.phrase_span((at + 1, end)) if end > at + 1 else None
    return None
