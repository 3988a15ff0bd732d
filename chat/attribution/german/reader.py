"""One sentence: the frames of its cues, and whether it is free indirect speech as a whole.

What goes on from one sentence to the next is the engine's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from chat.attribution.found import FoundClaim, Offsets, lie_within
from chat.attribution.german.agents import can_speak, is_paper_phrase, is_people, is_somebody
from chat.attribution.german.circumstances import with_circumstances
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.colons import pronoun_of, speaker_before_colon, up_to_colon
from chat.attribution.german.frames import colon_frame, cue_subject, verb_frames
from chat.attribution.german.headlines import headline_frame, quotation_frame
from chat.attribution.german.joint_speakers import each_listed, with_each_speaker
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.modal import has_perfect_infinitive, modal_frames
from chat.attribution.german.mood import is_konjunktiv_1, is_konjunktiv_2, is_of_ich, is_only_konjunktiv
from chat.attribution.german.nominal import nominal_frames
from chat.attribution.german.pointing import pointing_frames
from chat.attribution.german.prepositions import prepositional_frames
from chat.attribution.german.refusals import refusal_frames
from chat.attribution.german.resolution import kind
from chat.attribution.german.whole_cues import with_whole_cue
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
        """Return the claims that a cue of the sentence reports, verbs first; none lies across another.

        A claim within another has a speaker of its own ("sagte, die Klinik habe behauptet, …").
        """
        claims: list[FoundClaim] = []
        for reading in self._readings:
            if reading.within:
                continue
            if any(_is_refused(other, reading) for other in claims):
                continue
            if not any(_frames(other, reading) for other in claims):
                # a frame behind more than one clause: "Die Zahlen zeigten, dass es regne, sagte Klein"
                framed = [other for other in claims if _frames(reading, other)]
                claims = [
                    replace(other, within=True) if other in framed else other
                    for other in claims
                    if other not in framed or self._holds(reading, other)
                ]
            held = any(self._holds(other, reading) for other in claims)
            if held or not any(_clash(reading, other) for other in claims):
                claims.append(replace(reading, within=held))
        return claims

    def within(self, claims: Sequence[FoundClaim]) -> list[FoundClaim]:
        """Return the claims whose cue is itself in the Konjunktiv, where they are part of one of these claims."""
        return [
            reading
            for reading in self._readings
            if reading.within and any(self._holds(claim, reading) for claim in claims)
        ]

    def _holds(self, outer: FoundClaim, inner: FoundClaim) -> bool:
        """Return whether a claim says that somebody else claims the other: "sagte, die Klinik habe behauptet, …"."""
        if outer.type not in ("indirect", "free_indirect") or inner.type == "reported":
            return False
        if inner.cue is None or inner.speaker is None or not self.names_somebody(inner.speaker):
            return False
        parts = ((inner.cue[0], inner.cue[1]), inner.speaker, *inner.content)
        return lie_within(parts, outer.content)

    def names_somebody(self, speaker: Offsets) -> bool:
        """Return whether a phrase names somebody: no "er" or "man", who is mostly the speaker of the whole."""
        words = self.clauses.tokens_of(speaker)
        return is_somebody(words) and words[0].tag != "PPER"

    def goes_on_about(self, claim: FoundClaim, name: str) -> bool:
        """Return whether a claim is of whom the sentence before was about, and who is "er" or "sie" in what is said.

        "Uwe Kern geht. Er habe gekündigt, sagte der Unternehmer."
        """
        words = self.clauses.tokens_of(claim.speaker)
        plain = [word.tag for word in words] == ["ART", "NN"] and is_people(words[1])
        if not plain or claim.type != "indirect" or claim.stands_for or claim.speaker is None:
            return False
        opening = self.clauses.tokens_of(claim.content[0])[:1]
        gender = {"er": "masculine", "sie": "feminine"}.get(opening[0].text.lower()) if opening else None
        own = kind(" ".join(word.text for word in words))
        return claim.speaker[0] > claim.content[-1][1] and gender == own and kind(name) in (own, "unknown")

    def is_put(self, claim: FoundClaim) -> bool:
        """Return whether who asks puts a claim to somebody: that of somebody named, or "Es heißt, Sie gingen."."""
        if claim.speaker is None:
            return claim.cue is not None and claim.cue[2] == "heißen"
        return self.names_somebody(claim.speaker)

    @cached_property
    def _readings(self) -> list[FoundClaim]:
        """The claims as each cue alone would have them."""
        found = (
            *headline_frame(self.clauses, self.sentence.id),
            *quotation_frame(self.clauses, self.sentence.id),
            *refusal_frames(self.clauses, self.sentence.id),
            *verb_frames(self.clauses, self.sentence.id, self.previous),
            *prepositional_frames(self.clauses, self.sentence.id),
            *nominal_frames(self.clauses, self.sentence.id),
            *modal_frames(self.clauses, self.sentence.id),
            *pointing_frames(self.clauses, self.sentence.id, self.previous),
            *colon_frame(self.clauses, self.sentence.id),
        )
        spans = [(claim, tuple(span for span in claim.content if span[1] > span[0])) for claim in found]
        told = [
            with_circumstances(self.clauses, up_to_colon(self.clauses, replace(claim, content=content)))
            for claim, content in spans
            if content
        ]
        return [with_whole_cue(self.clauses, with_each_speaker(self.clauses, claim)) for claim in told]

    def goes_on(self) -> bool:
        """Return whether an adverb leads back to whoever spoke before: "heißt es darin", "hieß es weiter"."""
        return any(token.text.lower() in lexicon().going_on for token in self.clauses.tokens if not token.quoted)

    def span(self) -> Offsets:
        """Return the span of the sentence without what ends it."""
        return self.clauses.span(0, self.clauses.last)

    def subject(self) -> Offsets | None:
        """Return the span of the first phrase that can be the subject of the sentence."""
        subject = self._subject()
        return self.clauses.phrase_span(subject) if subject else None

    def speaker_before(self, offset: int) -> Offsets | None:
        """Return the span of who speaks behind the colon before an offset; the subject where there is no colon."""
        colon = self.clauses.place_of(offset) - 1
        if colon < 0 or self.clauses.tokens[colon].text != ":":
            return self.subject()
        return speaker_before_colon(self.clauses, colon)

    def introduced_by(self, offset: int) -> Offsets | None:
        """Return the span of who is named before the colon there, or whose words it is; None for a topic."""
        by = self.speaker_before(offset)
        own = by is not None and pronoun_of(
            self.sentence.text[by[0] - self.sentence.start : by[1] - self.sentence.start]
        )
        words = self.clauses.tokens_of(by)
        is_name = any(word.is_capital and word.tag.startswith("V") for word in words)  # that is a verb too: "Wendt"
        return by if own or is_name or can_speak(words) else None

    def speaking_subject(self) -> Offsets | None:
        """Return the span of the subject where it is somebody: a name, or a role."""
        subject = self._subject()
        if subject is None:
            return None
        words = self.clauses.tokens[slice(*subject)]
        somebody = any(t.tag == "NE" or t.text.lower().endswith(lexicon().roles) for t in words if t.is_capital)
        return self.clauses.phrase_span(subject) if somebody or _is_surname_behind(words) else None

    def shown(self) -> tuple[Offsets, ...]:
        """Return the spans of whom the sentence is about where that is somebody: one, or each of those listed."""
        subject = self.speaking_subject()
        return each_listed(self.clauses, subject) if subject else ()

    def is_by_paper(self, span: Offsets) -> bool:
        """Return whether a span of the sentence names a paper or a medium, and nobody who goes on speaking."""
        words = self.clauses.tokens_of(span)
        return not is_somebody(words) and is_paper_phrase(words)

    def is_of_person(self) -> bool:
        """Return whether "er" or "sie" stands beside the verb of the main clause."""
        finite = self.clauses.main_finite()
        if finite is None:
            return False
        return any(
            token.text.lower() in ("er", "sie") for token in self.clauses.tokens[max(0, finite - 1) : finite + 2]
        )

    def cue_subject(self) -> Offsets | None:
        """Return the span of the subject of the first cue verb: who free indirect speech goes on with."""
        return cue_subject(self.clauses)

    def free(self, speaker: Offsets | None, *, last: FoundClaim | None, knows: bool = False) -> FoundClaim | None:
        """Return the sentence as free indirect speech: in the Konjunktiv, or with "soll".

        `last` is the claim of the sentence before, where it has one. "Soll" with a perfect infinitive is hearsay: of a
        source that "laut" or the like named right before, or of one that `knows` (the police), else nobody's. Without
        one it tells a plan: that of a speaker who has just announced or demanded something, else nobody's claim ("Der
        Umbau soll im Mai beginnen").
        """
        finite = self._main_finite()
        if finite is None or is_of_ich(self.clauses.tokens, self.clauses.place_of(finite.start)):
            return None
        if is_konjunktiv_1(finite) or (last and is_konjunktiv_2(finite)):
            return self._whole(speaker, hedged=False)
        if self._is_hearsay(finite):
            framed = last is not None and last.cue is not None and last.cue[2] in lexicon().framing
            source = speaker if (framed or knows) and not self._is_rumour() else None
            return self._whole(source, hedged=True)
        planned = last is not None and last.stance in ("announces", "demands")
        if last is None or not planned or finite.text.lower() not in lexicon().reportedly:
            return None
        return replace(self._whole(speaker, hedged=False), stance=last.stance)

    def behind_semicolon(self, claims: Sequence[FoundClaim]) -> list[FoundClaim]:
        """Return what goes on in the Konjunktiv behind a semicolon, by whoever the last claim before it is from."""
        tokens = self.clauses.tokens
        at = next((at for at, token in enumerate(tokens) if token.text == ";" and not token.quoted), None)
        before = [claim for claim in claims if at and claim.content[-1][1] <= tokens[at].start and not claim.within]
        if at is None or not before or before != [claim for claim in claims if not claim.within]:
            return []
        finite = self.clauses.main_finite(at + 1)
        if finite is None or not is_only_konjunktiv(tokens[finite]):
            return []
        span = self.clauses.span(at + 1, self.clauses.last)
        return [replace(before[-1], type="free_indirect", content=(span,), cue=None, stance="says", negated=False)]

    def is_reported_itself(self, claims: Sequence[FoundClaim]) -> bool:
        """Return whether the main clause is in the Konjunktiv, and no part of what these claims report."""
        place = self.clauses.main_finite()
        if place is None or not is_konjunktiv_1(self.clauses.tokens[place]) or is_of_ich(self.clauses.tokens, place):
            return False
        verb = self.clauses.tokens[place]
        return not any(
            start <= verb.start < end or (claim.cue and claim.cue[0] <= verb.start < claim.cue[1])
            for claim in claims
            for start, end in claim.content
        )

    def stands_beside(self, free: FoundClaim, claim: FoundClaim) -> bool:
        """Return whether a claim of a sentence in free indirect speech is another's, or stands behind it."""
        inside = all(start >= free.content[-1][0] and end <= free.content[-1][1] for start, end in claim.content)
        return not inside or self._holds(free, claim)

    def before(self, free: FoundClaim, claims: Sequence[FoundClaim]) -> FoundClaim:
        """Return free indirect speech up to the first cue of these claims that goes on with its subject."""
        (start, end), *_ = free.content
        cues = [claim.cue[0] for claim in claims if claim.cue and not claim.within]
        tokens = self.clauses.tokens
        for place, token in enumerate(tokens):
            if token.start in cues and place and (tokens[place - 1].tag == "KON" or tokens[place - 1].text == ","):
                return replace(free, content=((start, tokens[place - 2].end if place > 1 else end),))
        return free

    def _is_hearsay(self, finite: Token) -> bool:
        """Return whether "soll" tells what others say: "soll gestorben sein", "dem Vernehmen nach soll"."""
        if finite.text.lower() not in lexicon().reportedly:
            return False
        return self._is_rumour() or has_perfect_infinitive(self.clauses, 0, self.clauses.last)

    def _is_rumour(self) -> bool:
        """Return whether the sentence says that it is hearsay: "dem Vernehmen nach"."""
        return any(t.text.lower() in lexicon().rumour for t in self.clauses.tokens)

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


def _is_surname_behind(words: Sequence[Token]) -> bool:
    """Return whether a surname that is a common noun too stands behind what somebody is: "Anwohnerin Krüger"."""
    return any(is_people(role) and name.tag == "NN" and name.is_capital for role, name in pairwise(words))


def _is_refused(refusal: FoundClaim, reading: FoundClaim) -> bool:
    """Return whether the cue of a reading is part of a refusal to speak: "wollte sich nicht äußern"."""
    if refusal.stance != "declines" or reading.cue is None or reading is refusal:
        return False
    return any(start <= reading.cue[0] < end for start, end in refusal.content)


def _frames(outer: FoundClaim, inner: FoundClaim) -> bool:
    """Return whether a claim of a frame behind it has all of another in what it reports, with cue and speaker."""
    if outer.type != "indirect" or outer.cue is None or inner.cue is None or inner.speaker is None:
        return False
    parts = (inner.cue[:2], inner.speaker, *inner.content)
    behind = outer.cue[0] >= max(end for _, end in inner.content)
    return behind and lie_within(parts, outer.content)


def _clash(reading: FoundClaim, other: FoundClaim) -> bool:
    """Return whether two contents lie across each other; a preposition may report what holds a whole other claim.

    A verb that tells whose a quotation is tells nothing besides: "„…“ – Verhandlungsführerin Stock bleibt hart".
    """
    spans = reading.content
    told = reading.type == "reported" and other.type == "direct"
    if told and reading.cue and other.cue and reading.cue[:2] == other.cue[:2]:
        return other.content[0][0] < reading.cue[0]
    if not any(a < end and start < b for a, b in spans for start, end in other.content):
        return False
    if reading.type == other.type == "reported" and other.stands_for and lie_within(other.content, spans):
        return False  # "Die Partei, die den Sieg beansprucht, warf der Regierung Betrug vor"
    within = other.type == "reported" and reading.type == "indirect" and reading.speaker != other.speaker
    inside = lie_within(spans, other.content)
    framing = reading.cue and other.cue and reading.cue[2] in lexicon().framing
    around = framing and other.cue and any(a <= other.cue[0] and other.cue[1] <= b for a, b in spans)
    return not around and not (within and reading.speaker and inside)
