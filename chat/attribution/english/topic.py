"""Whom a text is about: "he" and "she" are the last subject of a main clause that fits, sooner than the last name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chat.attribution.english.clauses import Clauses
from chat.attribution.english.mentions import shown_in
from chat.attribution.english.phrasing import is_anaphoric, kind, last_name, may_be_person
from chat.attribution.found import FoundClaim, Offsets

_GENDERS = {"he": "masculine", "she": "feminine"}


class Topic:
    """Keeps the last subject of a main clause that is a person by name or office; `text` is the article."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._span: Offsets | None = None

    def resolved(self, claims: Sequence[FoundClaim], mentions: Sequence[Offsets]) -> list[FoundClaim]:
        """Return the claims of a sentence, those by "he" or "she" with whom the text is about.

        Args:
            claims: the claims.
            mentions: who is mentioned in the sentence.
        """
        return [self._with_topic(claim, mentions) for claim in claims]

    def _with_topic(self, claim: FoundClaim, mentions: Sequence[Offsets]) -> FoundClaim:
        gender = _GENDERS.get(self._text[slice(*claim.speaker)].lower()) if claim.speaker else None
        if gender is None or claim.speaker is None or self._span is None or claim.stands_for:
            return claim
        own = kind(self._text[slice(*self._span)])
        before = (self._text[slice(*span)] for span in mentions if span[1] <= claim.speaker[0])
        nearer = any(kind(phrase) == gender or may_be_person(phrase) for phrase in before)
        return replace(claim, stands_for=self._span) if own in (gender, "unknown") and not nearer else claim

    def learn(self, clauses: Clauses, claims: Sequence[FoundClaim], mentions: Sequence[Offsets]) -> None:
        """Keep whom a sentence is about: its first subject, who speaks in it, or whom it presents by name."""
        shown = shown_in(clauses, before=clauses.last)
        spoken = next((claim.speaker for claim in claims if claim.speaker and not claim.within), None)
        named = () if shown else (span for span in mentions if last_name(self._text[slice(*span)]))
        for span in (shown, spoken, *named):
            phrase = self._text[slice(*span)] if span else ""
            if span and not is_anaphoric(phrase) and (kind(phrase) in _GENDERS.values() or may_be_person(phrase)):
                self._span = span
                return
