"""The frames of cue verbs: what the verb reports, who it is from, and with which stance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chat.attribution.found import FoundClaim, Offsets
from chat.attribution.german.agents import can_speak, is_masculine, is_none_of, is_share, is_somebody, is_thing
from chat.attribution.german.clauses import SUBORDINATING, Clauses
from chat.attribution.german.colons import colon_of, owned_statement, speaker_before_colon
from chat.attribution.german.contents import Contents
from chat.attribution.german.coordination import goes_on, subject_before
from chat.attribution.german.cue_verbs import cue_of, lemma_of, start_of_phrase, takes_sein
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.mood import is_konjunktiv_1, is_only_konjunktiv
from chat.attribution.german.negation import is_negated
from chat.attribution.german.participles import auxiliary_before, joins_participle
from chat.attribution.german.speakers import (
    is_passive,
    speaker,
    starts_of_phrases_before,
    with_enumeration,
    with_own_source,
)
from chat.schema import Stance


def verb_frames(clauses: Clauses, sentence: int, previous: Offsets | None) -> Iterator[FoundClaim]:
    """Yield the claims of a sentence that a verb reports; `previous` is the sentence before, for "Das sagte …"."""
    frames = _VerbFrames(clauses, sentence, previous)
    for place, token in enumerate(clauses.tokens):
        cue = None if token.quoted else cue_of(clauses, place)
        if cue is None:
            continue
        infinitive = token.tag in ("VV(INF)", "VV(IZU)") and not frames.has_finite(place)
        claim = frames.read_infinitive(place, cue) if infinitive else frames.read(place, cue)
        if claim:
            yield from (claim, *frames.with_own_clause(place, cue, claim))


def colon_frame(clauses: Clauses, sentence: int) -> Iterator[FoundClaim]:
    """Yield what stands behind a colon in the Konjunktiv, or behind a noun that tells whose word it is.

    "Reagierte gereizt: Man habe …"; "Die Forderung der Gewerkschaft: zwölf Prozent mehr".
    """
    colon = colon_of(clauses)
    if colon is not None and (owned := owned_statement(clauses, colon)):
        yield FoundClaim("indirect", (clauses.span(colon + 1, clauses.last),), *owned, sentence)
        return
    finite = None if colon is None else clauses.main_finite(colon + 1)
    if colon is None or finite is None or not is_only_konjunktiv(clauses.tokens[finite]):
        return
    content, speaker = clauses.span(colon + 1, clauses.last), speaker_before_colon(clauses, colon)
    if is_konjunktiv_1(clauses.tokens[finite]) or can_speak(clauses.tokens_of(speaker)):
        yield FoundClaim("indirect", (content,), speaker, None, "says", sentence)


def cue_subject(clauses: Clauses) -> Offsets | None:
    """Return the span of the subject of the first cue verb, whether it reports something or not."""
    for place, token in enumerate(clauses.tokens):
        if token.quoted or not token.tag.startswith("VV") or (cue := lemma_of(clauses, place)) not in lexicon().verbs:
            continue
        start, end = clauses.clause(place)
        finite = clauses.finite(start, end)
        is_reported = finite is not None and is_only_konjunktiv(clauses.tokens[finite])
        if clauses.tokens[start].tag in SUBORDINATING or is_reported:
            continue
        by = speaker(clauses, place, start, end, cue)
        if can_speak(clauses.tokens_of(by)):
            return by
    return None


class _VerbFrames:
    """The frames of the verbs of a sentence, each read by the place of its verb."""

    def __init__(self, clauses: Clauses, sentence: int, previous: Offsets | None) -> None:
        self.clauses = clauses
        self.tokens = clauses.tokens
        self.sentence = sentence
        self.contents = Contents(clauses, previous)

    def has_finite(self, place: int) -> bool:
        """Return whether an infinitive stands with a finite verb, and not with "zu"."""
        finite = self.clauses.finite(self.clauses.start_of_stretch(place), self.clauses.end_of_stretch(place + 1))
        return self.tokens[place - 1].tag != "PTKZU" and finite is not None

    def read(self, place: int, cue: str) -> FoundClaim | None:
        """Return the claim of the cue verb at `place`, None where it reports nothing."""
        start, end = self.clauses.clause(place)
        finite = self.clauses.finite_with(place, start, end)
        shared = auxiliary_before(self.clauses, start) if finite is None else None
        auxiliary = shared is not None or any(t.tag[:2] in ("VA", "VM") for t in self.tokens[start:end])
        if self.tokens[place].tag == "VV(PP)" and not auxiliary and self.clauses.main_finite() is not None:
            return None  # "gefragt nach ihren Plänen sagte sie"
        if self._is_state(place, start, end, cue):
            return None  # "Der Vertrag ist bestätigt, …"
        reported = finite is not None and is_only_konjunktiv(self.tokens[finite])  # itself: "Er gehe davon aus, …"
        shared_subject = shared is not None and joins_participle(self.clauses, start)
        joined = shared_subject or goes_on(self.clauses, place if finite is None else finite, cue)
        subject = subject_before(self.clauses, start) if joined else None
        words = start_of_phrase(self.clauses, place)
        own = speaker(self.clauses, place, start, end, cue, before_words=words)
        by = own if subject is None else _full(self.clauses, subject)
        if by and by[0] < self.tokens[end - 1].end < by[1]:
            end = self._end_behind(self.clauses.place_of(by[1]))  # "sagten A, B und C, …"
        content = self.contents.of(place, start, end, cue, second=joined)
        if not content:
            return None
        kind, spans = content
        token = self.tokens[place]
        if not self._can_say(by if joined else own, cue):
            return None
        return FoundClaim(
            type=kind,
            content=spans,
            speaker=by,
            cue=(token.start, token.end, cue),
            stance=self._stance(cue, start, end),
            sentence=self.sentence,
            within=reported,
            stands_for=by and self._antecedent(by),
            negated=cue in lexicon().doubting or is_negated(self.clauses, start, end),
            plural=None if finite is None else self.tokens[finite].text.endswith(("n", "sind")),
        )

    def _end_behind(self, place: int) -> int:
        """Return the end of a clause whose subject ends at `place`: behind a particle that an apposition parts from it.

        "Davon geht Ohm, der neue Trainer, aus."
        """
        following = self.tokens[place : place + 2]
        parted = len(following) > 1 and following[0].text == "," and following[1].tag == "PTKVZ"
        return place + 2 if parted else place

    def _can_say(self, by: Offsets | None, cue: str) -> bool:
        """Return whether a subject tells something with a cue: no person with "zeigen", no thing with most."""
        words = lexicon()
        if by is None:
            return cue not in words.viewpoints | words.shown_by_things
        phrase = self.clauses.tokens_of(by)
        if is_none_of(phrase) or is_share(phrase):
            return False  # "Niemand bestritt, dass …"
        if cue in words.shown_by_things:
            return not is_somebody(phrase) and not is_thing(phrase)  # "Er zeigte, dass er spielen kann"
        return cue in words.showing or not is_thing(phrase)  # "Ein Blick in die Zahlen lehrt, dass …"

    def _is_reported(self, span: Offsets) -> bool:
        """Return whether the main clause of a span is in the Konjunktiv."""
        finite = self.clauses.main_finite(*self.clauses.places_of(span))
        return finite is not None and is_only_konjunktiv(self.tokens[finite])

    def _antecedent(self, by: Offsets) -> Offsets | None:
        """Return the span of the phrase that a relative pronoun stands for: "Ohm, der das bestreitet, …"."""
        place = self.clauses.place_of(by[0])
        if not place or self.tokens[place].tag != "PRELS" or self.tokens[place - 1].text != ",":
            return None
        masculine = self.tokens[place].text == "der"
        heads = list(starts_of_phrases_before(self.clauses, place - 1))
        head = next((at for at in heads if not masculine or is_masculine(self.tokens[at : place - 1])), None)
        if head is not None or heads:
            return self.clauses.phrase_span((heads[0] if head is None else head, place - 1))
        first = self.clauses.start_of_stretch(place - 1)  # "Den Aufruf hatte Ohm gestartet, der …"
        finite = self.clauses.finite(first, place - 1)
        subject = None if finite is None else speaker(self.clauses, finite, first, place - 1, "")
        phrase = self.clauses.tokens_of(subject)
        return subject if is_somebody(phrase) and is_masculine(phrase) == masculine else None

    def _is_state(self, place: int, start: int, end: int, cue: str) -> bool:
        """Return whether a participle stands with "sein" and tells what is so: "ist bestätigt"."""
        auxiliaries = {t.lemma for t in self.tokens[start:end] if t.tag.startswith("VA")}
        return self.tokens[place].tag == "VV(PP)" and auxiliaries == {"sein"} and not takes_sein(cue)

    def with_own_clause(self, place: int, cue: str, claim: FoundClaim) -> Iterator[FoundClaim]:
        """Yield the clause of a verb with an object as a report of its own, besides what stands behind it.

        That is a reason or a main clause: "wies das zurück, da es falsch sei"; "verwies auf die Kasse: Man habe …".
        """
        start, end = self.clauses.clause(place)
        if claim.type == "reported" and cue in lexicon().naming and claim.content[0][1] <= self.tokens[end - 1].end:
            content = self.contents.behind_comma(place, end, cue)  # "nannte es „Unfug“, das Geld sei verloren"
            if content and content[0] == "indirect":
                yield replace(claim, type="indirect", content=content[1])
        if (
            claim.type == "reported"
            and cue in lexicon().only_objects
            and self.tokens[end - 1].end == claim.content[0][1]
        ):
            said = self.contents.behind_colon(end)  # "warb für das Projekt: Die Kinder lernten in Containern"
            if said and said[0] == "indirect":
                yield replace(claim, type="indirect", content=said[1])
        if claim.type == "direct" and claim.content[0][0] >= self.tokens[end - 1].end:
            said = self.contents.before(place, start, end, cue)  # "Bewiesen sei das nicht, sagte Klein: „Es regnet.“"
            if said and said[0] == "indirect" and self._is_reported(said[1][0]):
                yield replace(claim, type="indirect", content=said[1])
        passive = is_passive(self.tokens, place, start, end)
        if not passive and self.contents.is_apart(place, end, cue, claim.content[0], claim.type):
            content = self.contents.as_report(place, start, end, cue)
            if content:
                yield replace(claim, type="reported", content=content[1])

    def read_infinitive(self, place: int, cue: str) -> FoundClaim | None:
        """Return the claim of an infinitive with "zu": "beeilte sich zu erklären, dass …"."""
        token = self.tokens[place]
        if token.tag != "VV(IZU)" and (place == 0 or self.tokens[place - 1].tag != "PTKZU"):
            return None
        content = self.contents.behind_comma(place, place + 1, cue)
        if not content:
            return None
        subject = self.clauses.first_phrase(0, place, place)
        by = self.clauses.phrase_span(subject) if subject else None
        if cue in lexicon().sourced:
            by = speaker(self.clauses, place, *self.clauses.clause(place), cue)  # "Aus der Partei ist zu hören, …"
        return FoundClaim(
            type=content[0],
            content=content[1],
            speaker=by,
            cue=(token.start, token.end, cue),
            stance=lexicon().verbs[cue],
            sentence=self.sentence,
        )

    def _stance(self, cue: str, start: int, end: int) -> Stance:
        """Return the stance of a cue in its clause: who does not confirm denies, who does not deny only says."""
        stance = lexicon().verbs.get(cue, "says")
        negated = is_negated(self.clauses, start, end) and "nicht" not in cue.split()
        if any(t.text.lower() == "weder" for t in self.tokens[start:end]):
            return "says"
        if negated and stance in ("confirms", "denies"):
            return "denies" if stance == "confirms" else "says"
        return stance


def _full(clauses: Clauses, subject: Offsets) -> Offsets:
    """Return the span of a subject with what it is listed with."""
    return with_own_source(clauses, with_enumeration(clauses, subject))
