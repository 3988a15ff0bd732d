"""The frames of cue verbs: what the verb reports, who it is from, and with which stance."""

from __future__ import annotations

from collections.abc import Iterator

from chat.attribution.found import Content, FoundClaim, Offsets
from chat.attribution.german.clauses import SUBORDINATING, Clauses
from chat.attribution.german.colons import speaker_before_colon
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.mood import is_konjunktiv, is_konjunktiv_1
from chat.attribution.german.speakers import agent, is_passive, speaker
from chat.schema import Stance

_PARTICLE_WITHIN = 25  # tokens


def verb_frames(clauses: Clauses, sentence: int, previous: Offsets | None) -> Iterator[FoundClaim]:
    """Yield the claims of a sentence that a verb reports; `previous` is the sentence before, for "Das sagte …"."""
    frames = _VerbFrames(clauses, sentence, previous)
    for place, token in enumerate(clauses.tokens):
        if token.quoted or not token.tag.startswith("VV"):
            continue
        lemma = frames.lemma(place)
        if lemma not in lexicon().verbs and not frames.is_parenthetic(place):
            continue
        infinitive = token.tag in ("VV(INF)", "VV(IZU)") and not frames.has_finite(place)
        if claim := frames.read_infinitive(place, lemma) if infinitive else frames.read(place, lemma):
            yield claim


def colon_frame(clauses: Clauses, sentence: int) -> Iterator[FoundClaim]:
    """Yield what stands in the Konjunktiv behind a colon: "reagierte gereizt: Man habe …"."""
    colon = next((at for at, t in enumerate(clauses.tokens) if t.text == ":" and not t.quoted), None)
    if colon is None or colon + 1 >= clauses.last:
        return
    finite = clauses.main_finite(colon + 1)
    if finite is not None and is_konjunktiv_1(clauses.tokens[finite]):
        yield FoundClaim(
            type="indirect",
            content=(clauses.span(colon + 1, clauses.last),),
            speaker=speaker_before_colon(clauses, colon),
            cue=None,
            stance="says",
            sentence=sentence,
        )


def cue_subject(clauses: Clauses) -> Offsets | None:
    """Return the span of the subject of the first cue verb, whether it reports something or not."""
    frames = _VerbFrames(clauses, 0, None)
    for place, token in enumerate(clauses.tokens):
        if token.quoted or not token.tag.startswith("VV") or (lemma := frames.lemma(place)) not in lexicon().verbs:
            continue
        start, end = clauses.clause(place)
        if clauses.tokens[start].tag not in SUBORDINATING and (by := speaker(clauses, place, start, end, lemma)):
            return by
    return None


class _VerbFrames:
    """The frames of the verbs of a sentence, each read by the place of its verb."""

    def __init__(self, clauses: Clauses, sentence: int, previous: Offsets | None) -> None:
        self.clauses = clauses
        self.tokens = clauses.tokens
        self.sentence = sentence
        self.previous = previous

    def has_finite(self, place: int) -> bool:
        """Return whether an infinitive stands with a finite verb, and not with "zu"."""
        end = place + 1
        while end < self.clauses.last and not self.clauses.is_border(end):
            end += 1
        finite = self.clauses.finite(self.clauses.start_of_stretch(place), end)
        return self.tokens[place - 1].tag != "PTKZU" and finite is not None

    def is_parenthetic(self, place: int) -> bool:
        """Return whether any verb is put behind what is said: "„…“, seufzte sie"; "es sei gut, schwärmte er"."""
        token = self.tokens[place]
        if not token.is_finite or place < 2 or self.tokens[place - 1].text != "," or self.tokens[place - 1].quoted:
            return False
        finite = self.clauses.main_finite(0, place - 1)
        quote = self.clauses.quotation_to(token.start)
        reported = finite is not None and is_konjunktiv_1(self.tokens[finite])
        if not reported and not (quote and quote.start <= self.tokens[0].start + 1):
            return False
        start, end = self.clauses.clause(place)
        return start == place and self.clauses.first_phrase(place + 1, end, end) is not None

    def lemma(self, place: int) -> str:
        """Return the lemma of a verb with its particle: "teilte … mit", "gab … bekannt", "bekannt gegeben"."""
        token, verbs = self.tokens[place], lexicon().verbs
        before = self.tokens[place - 1].text.lower() + token.lemma if place else ""
        if before in verbs:
            return before
        if token.text.lower().startswith(("heißt", "hieß")):
            first = self.clauses.start_of_stretch(place)
            first = first if self.tokens[first].text.lower() == "wie" else max(0, place - 1)
            around = self.tokens[first : place + 2]
            return "heißen" if any(t.text.lower() == "es" for t in around) else ""
        if not token.is_finite:
            return token.lemma
        for at in range(place + 1, min(place + _PARTICLE_WITHIN, len(self.tokens))):
            other = self.tokens[at]
            if other.quoted:
                continue
            if other.tag == "PTKVZ" or other.text.lower() == "bekannt":
                separable = other.text.lower() + token.lemma
                own = self.clauses.finite(place + 1, at) is None and not any(
                    self.clauses.is_border(comma) for comma in range(place + 1, at)
                )
                joined = separable in verbs or (own and other.text.lower() != "weiter")  # "sagte weiter: …"
                return separable if joined else token.lemma
            if other.is_finite:
                break
        return token.lemma

    def read(self, place: int, lemma: str) -> FoundClaim | None:
        """Return the claim of the cue verb at `place`, None where it reports nothing."""
        start, end = self.clauses.clause(place)
        finite = self.clauses.finite(start, end)
        auxiliary = any(t.tag[:2] in ("VA", "VM") for t in self.tokens[start:end])
        if self.tokens[place].tag == "VV(PP)" and not auxiliary and self.clauses.main_finite() is not None:
            return None  # "gefragt nach ihren Plänen sagte sie"
        if finite is not None and is_konjunktiv_1(self.tokens[finite]):
            return None  # a cue that is reported itself: "Er gehe davon aus, …"
        content = self._content(place, start, end, lemma)
        if not content:
            return None
        kind, spans = content
        token = self.tokens[place]
        return FoundClaim(
            type=kind,
            content=spans,
            speaker=speaker(self.clauses, place, start, end, lemma),
            cue=(token.start, token.end, lemma),
            stance=self._stance(lexicon().verbs.get(lemma, "says"), start, end),
            sentence=self.sentence,
            negated=lemma in lexicon().doubting or self._is_negated(start, end),
            plural=None if finite is None else self.tokens[finite].text.endswith(("n", "sind")),
        )

    def read_infinitive(self, place: int, lemma: str) -> FoundClaim | None:
        """Return the claim of an infinitive with "zu": "beeilte sich zu erklären, dass …"."""
        token = self.tokens[place]
        if token.tag != "VV(IZU)" and (place == 0 or self.tokens[place - 1].tag != "PTKZU"):
            return None
        content = self._behind_comma(place + 1, lemma)
        if not content:
            return None
        subject = self.clauses.first_phrase(0, place, place)
        return FoundClaim(
            type=content[0],
            content=content[1],
            speaker=self.clauses.phrase_span(subject) if subject else None,
            cue=(token.start, token.end, lemma),
            stance=lexicon().verbs[lemma],
            sentence=self.sentence,
        )

    def _stance(self, stance: Stance, start: int, end: int) -> Stance:
        """Return the stance of a cue in its clause: who does not confirm denies, who does not deny only says."""
        negated = self._is_negated(start, end)
        if any(t.text.lower() == "weder" for t in self.tokens[start:end]):
            return "says"
        if negated and stance in ("confirms", "denies"):
            return "denies" if stance == "confirms" else "says"
        return stance

    def _is_negated(self, start: int, end: int) -> bool:
        """Return whether a clause has "nicht" or "kein"."""
        return any(
            t.tag == "PTKNEG" or t.lemma == "kein" or t.text.lower().startswith("kein") for t in self.tokens[start:end]
        )

    def _content(self, place: int, start: int, end: int, lemma: str) -> Content | None:
        """Return the type and the spans of what a cue verb in the clause [start, end) reports, by its frame."""
        return (
            (self._named(place, start, end) if lemma in lexicon().naming else None)
            or self._behind_colon(end)
            or self._before_frame(place, start, end)
            or self._around_wie(place, start, end)
            or self._behind_comma(end, lemma)
            or self._sentence_before(start, end)
            or self._reported(place, start, end, lemma)
        )

    def _named(self, place: int, start: int, end: int) -> Content | None:
        """Return the quotations that a thing is called: "bezeichnete es als „…“", "wurde als „…“ abgetan"."""
        fronted = self.tokens[place].tag == "VV(PP)" or self.tokens[start].text in lexicon().fronting
        first = self.tokens[start if fronted else place].start
        quotes = [q for q in self.clauses.quotations if first < q.start <= self.tokens[end - 1].end + 1]
        return ("direct", tuple((q.start, q.end) for q in quotes)) if quotes else None

    def _behind_colon(self, end: int) -> Content | None:
        """Return what stands behind a colon: "sagte: „…“", "sagte: Er sei …"."""
        if end >= len(self.tokens) or self.tokens[end].text != ":":
            return None
        if quote := self.clauses.quotation_from(self.tokens[end].end):
            return "direct", ((quote.start, quote.end),)
        last = self.clauses.last
        is_clause = self.clauses.finite(end + 1, last) is not None
        return ("indirect", (self.clauses.span(end + 1, last),)) if is_clause else None

    def _before_frame(self, place: int, start: int, end: int) -> Content | None:
        """Return what stands before its cue: "„…“, sagte sie", "…, sagte sie, …"."""
        if not self._is_inverted(place, start) or self._goes_on(place, start, end):
            return None
        first = next((at + 1 for at in range(start - 1, 0, -1) if self.tokens[at].text in (":", ";")), 0)
        before = self.clauses.quotation_to(self.tokens[start].start)
        if before and before.start <= self.tokens[first].start + 1:
            return "direct", ((before.start, before.end),)
        is_content = self.tokens[first].text.lower() in lexicon().fronted_complementizers
        if start > first + 1 and (is_content or self.clauses.main_finite(first, start - 1) is not None):
            return "indirect", (self.clauses.span(first, start - 1), *self._resumed(end))
        return ("direct", ((before.start, before.end),)) if before else None

    def _resumed(self, end: int) -> tuple[Offsets, ...]:
        """Return the span of what goes on behind a frame, what belongs to the frame left out."""
        for start, stop in self.clauses.stretches(end, self.clauses.last):
            if self.clauses.is_relative(start, stop):
                break
            if self.clauses.finite(start, stop) is not None:
                return (self.clauses.span(start, self.clauses.last),)
        return ()

    def _around_wie(self, place: int, start: int, end: int) -> Content | None:
        """Return what stands around a clause with "wie": "wie sie mitteilte, …", "…, wie sie mitteilte"."""
        if self.tokens[start].text.lower() != "wie" or not self.tokens[place].is_finite:
            return None
        rest = self.clauses.rest(end)
        if start == 0:
            return ("indirect", rest) if rest else None
        return ("indirect", (self.clauses.span(0, start), *rest)) if start > 1 else None

    def _behind_comma(self, end: int, lemma: str) -> Content | None:
        """Return what stands behind a comma: "sagte, dass …", "sagte, er sei …", "forderte, … zu …"."""
        opening = self.tokens[end + 1].text.lower() if end + 1 < self.clauses.last else ""
        if opening in lexicon().of_questions and lemma not in lexicon().asking:
            return None
        return behind_comma(self.clauses, end, verb_second=lemma in lexicon().verb_second)

    def _sentence_before(self, start: int, end: int) -> Content | None:
        """Return the sentence before, where this one only says who said it: "Das teilte die Polizei mit."."""
        pointing = self.tokens[start]
        if start or end < self.clauses.last or self.previous is None or len(self.tokens) < 3:
            return None
        if pointing.text not in ("Das", "Dies") or not self.clauses.is_finite(1):
            return None
        return "indirect", (self.previous,)

    def _reported(self, place: int, start: int, end: int, lemma: str) -> Content | None:
        """Return the clause itself, where it is the report: "wies die Vorwürfe zurück"."""
        tokens = self.tokens
        if lemma not in lexicon().reporting or tokens[start].tag in ("PRELS", "PRELAT", "KOUS"):
            return None
        if is_passive(tokens, place, start, end) and not agent(self.clauses, start, end):
            return None
        if tokens[place].tag == "VV(PP)" and not any(t.lemma in ("haben", "werden") for t in tokens[start:end]):
            return None
        if any(t.lemma in lexicon().casualties for t in tokens[start:end]):
            return None
        needed = lexicon().governed.get(lemma)
        if needed and not any(t.text.lower() in needed for t in tokens[start:end]):
            return None
        return "reported", (self.clauses.span(start, self.clauses.until_main(place - 2) if start == 0 else end),)

    def _goes_on(self, place: int, start: int, end: int) -> bool:
        """Return whether the cue has the subject of the clause before: "lobte, dass …, kritisierte aber, dass …"."""
        no_subject = self.clauses.first_phrase(place + 1, end, end) is None
        impersonal = any(t.text.lower() == "es" for t in self.tokens[place:end])
        return place == start and self.tokens[place].is_finite and no_subject and not impersonal

    def _is_inverted(self, place: int, start: int) -> bool:
        """Return whether the cue opens its clause after a comma or a quotation: "…, sagte X"."""
        if start and self.tokens[start].text.lower() == "so" and place == start + 1:
            return self.tokens[start - 1].quoted or self.tokens[start - 1].text == ","
        first = self.tokens[start : place + 1]
        opens = place == start or (first[0].is_finite and place - start <= 6)
        return opens and start > 0 and (self.tokens[start - 1].text in (",", "–") or self.tokens[start - 1].quoted)


def behind_comma(clauses: Clauses, end: int, *, verb_second: bool) -> Content | None:
    """Return the content behind the comma at `end`: a clause with "dass", one in the Konjunktiv, an infinitive.

    With `verb_second` also a main clause in the indicative: "sagte, die Straße ist frei".
    """
    if not clauses.rest(end):
        return None
    end = _over_insertion(clauses, end)
    first = clauses.tokens[end + 1]
    clause: Content = ("indirect", (clauses.span(end + 1, clauses.until_main(end + 1)),))
    if first.text.lower() in lexicon().complementizers:
        return clause
    if first.quoted and (quote := clauses.quotation_from(first.start)):
        return "direct", ((quote.start, quote.end),)
    finite = clauses.finite(end + 1, clauses.last)
    article = first.tag == "PRELS" and verb_second and _is_verb_second(clauses, end + 1)
    if (
        finite == end + 1
        or (first.tag in SUBORDINATING and not article)
        or first.text.lower() in lexicon().adverbial_conjunctions
    ):
        return None
    if finite is not None and is_konjunktiv(clauses.tokens[finite]):
        return clause
    if _is_infinitive(clauses, end + 1):
        return clause
    return clause if verb_second and _is_verb_second(clauses, end + 1) else None


def _over_insertion(clauses: Clauses, end: int) -> int:
    """Return the comma before "dass" where something stands between it and the one at `end`, else `end`."""
    comma = end
    for start, stop in clauses.stretches(end + 1, clauses.last):
        if clauses.tokens[start].text.lower() in lexicon().that:
            return comma
        inserted = clauses.finite(start, stop) is None or clauses.is_subordinate(start, stop)
        if not inserted or stop >= clauses.last or clauses.tokens[stop].text != ",":
            break
        comma = stop
    return end


def _is_infinitive(clauses: Clauses, first: int) -> bool:
    """Return whether an infinitive with "zu" opens at `first`, other clauses within it left out."""
    if clauses.tokens[first].tag == "KON":
        return False
    for start, end in clauses.stretches(first, clauses.last):
        if clauses.is_subordinate(start, end):
            if start == first:
                return False
            continue
        with_zu = next((at for at in range(start, end) if clauses.tokens[at].tag in ("PTKZU", "VV(IZU)")), None)
        finite = clauses.finite(start, end)
        if with_zu is not None or finite is not None:
            return with_zu is not None and (finite is None or with_zu < finite)
    return False


def _is_verb_second(clauses: Clauses, first: int) -> bool:
    """Return whether a main clause opens at `first`: one phrase, then the finite verb, and something behind it."""
    end = next((at for at in range(first, clauses.last) if clauses.is_border(at)), clauses.last)
    finite = clauses.finite(first, end)
    return finite is not None and first < finite < end - 1 and not clauses.is_subordinate(first, end)
