"""One sentence: the frames of its cues, and whether it is free indirect speech as a whole.

What goes on from one sentence to the next is the engine's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chat.attribution.found import FoundClaim, Offsets
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.colons import speaker_before_colon
from chat.attribution.german.frames import colon_frame, cue_subject, verb_frames
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.modal import has_perfect_infinitive, modal_frames
from chat.attribution.german.mood import is_konjunktiv_1, is_konjunktiv_2
from chat.attribution.german.nominal import nominal_frames
from chat.attribution.german.prepositions import prepositional_frames
from chat.attribution.quotations import Quotation
from chat.lang.de.tokens import Token
from chat.schema import Sentence


class SentenceReader:
    """The claims of one sentence, read from its tokens; `previous` is the span of the sentence before it."""

    def __init__(
        self,
        sentence: Sentence,
        tokens: Sequence[Token],
        quotations: Sequence[Quotation],
        previous: Offsets | None = None,
    ) -> None:
        self.sentence = sentence
        self.previous = previous
        self.clauses = Clauses(tokens, quotations)

    def claims(self) -> list[FoundClaim]:
        """Return the claims that a cue of the sentence reports, verbs first; none lies across another."""
        claims: list[FoundClaim] = []
        readings = (
            *verb_frames(self.clauses, self.sentence.id, self.previous),
            *prepositional_frames(self.clauses, self.sentence.id),
            *nominal_frames(self.clauses, self.sentence.id),
            *modal_frames(self.clauses, self.sentence.id),
            *colon_frame(self.clauses, self.sentence.id),
        )
        for reading in readings:
            spans = tuple(span for span in reading.content if span[1] > span[0])
            if spans and not any(_clash(spans, reading, other) for other in claims):
                claims.append(replace(reading, content=spans))
        return claims

    def subject(self) -> Offsets | None:
        """Return the span of the first phrase that can be the subject of the sentence."""
        subject = self._subject()
        return self.clauses.phrase_span(subject) if subject else None

    def speaker_before(self, offset: int) -> Offsets | None:
        """Return the span of who speaks behind the colon before an offset; the subject where there is no colon."""
        tokens = self.clauses.tokens
        colon = next((at for at in reversed(range(len(tokens))) if tokens[at].end <= offset), None)
        if colon is None or tokens[colon].text != ":":
            return self.subject()
        return speaker_before_colon(self.clauses, colon)

    def speaking_subject(self) -> Offsets | None:
        """Return the span of the subject where it is somebody: a name, or a role."""
        subject = self._subject()
        if subject is None:
            return None
        words = self.clauses.tokens[slice(*subject)]
        somebody = any(t.tag == "NE" or t.text.lower().endswith(lexicon().roles) for t in words if t.is_capital)
        return self.clauses.phrase_span(subject) if somebody else None

    def cue_subject(self) -> Offsets | None:
        """Return the span of the subject of the first cue verb: who free indirect speech goes on with."""
        return cue_subject(self.clauses)

    def free(self, speaker: Offsets | None, *, after_claim: bool) -> FoundClaim | None:
        """Return the sentence as free indirect speech: in the Konjunktiv, or with "soll"."""
        finite = self._main_finite()
        if finite is None:
            return None
        soll = finite.text.lower() in lexicon().reportedly
        if is_konjunktiv_1(finite) or (after_claim and (soll or is_konjunktiv_2(finite))):
            return self._whole(speaker, hedged=False)
        return (
            self._whole(None, hedged=True)
            if soll and has_perfect_infinitive(self.clauses, 0, self.clauses.last)
            else None
        )

    def _subject(self) -> Offsets | None:
        """Return the places of the first phrase that can be the subject."""
        return self.clauses.first_phrase(0, self.clauses.last, self.clauses.last)

    def _main_finite(self) -> Token | None:
        """Return the finite verb of the main clause, of any clause where there is no main one."""
        place = self.clauses.main_finite()
        if place is None:
            place = self.clauses.finite(0, self.clauses.last)
        return None if place is None else self.clauses.tokens[place]

    def _whole(self, speaker: Offsets | None, *, hedged: bool) -> FoundClaim:
        """Return the whole sentence as what a speaker says."""
        tokens = self.clauses.tokens
        span = (tokens[0].start, tokens[-1].end)
        return FoundClaim("free_indirect", (span,), speaker, None, "says", self.sentence.id, hedged)


def _clash(spans: Sequence[Offsets], reading: FoundClaim, other: FoundClaim) -> bool:
    """Return whether two contents lie across each other; a preposition may report what holds a whole other claim."""
    if not any(a < end and start < b for a, b in spans for start, end in other.content):
        return False
    within = other.type == "reported" and reading.type == "indirect" and reading.speaker != other.speaker
    if within and reading.speaker:
        return not all(any(a >= start and b <= end for start, end in other.content) for a, b in spans)
    return not (
        reading.cue
        and other.cue
        and reading.cue[2] in lexicon().framing
        and any(a <= other.cue[0] and other.cue[1] <= b for a, b in spans)
    )
