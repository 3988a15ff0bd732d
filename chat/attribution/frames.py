"""The frames of cues within a sentence: what a cue reports, who it is from, and with which stance.

Looks at one sentence; what goes on from one sentence to the next is the engine's business.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chat.attribution.lexicon import lexicon
from chat.attribution.phrases import can_be_subject, phrase_at, starts_phrase
from chat.attribution.quotations import Quotation
from chat.attribution.tokens import Token
from chat.schema import ClaimType, Sentence, Stance

Offsets = tuple[int, int]
Content = tuple[ClaimType, tuple[Offsets, ...]]

_SUBORDINATING = ("PRELS", "KOUS", "PRELAT", "PWAV", "KOUI")


@dataclass(frozen=True)
class Found:
    """A claim before it is numbered; spans are offsets into the text as given, the cue's with its lemma."""

    type: ClaimType
    content: tuple[Offsets, ...]
    speaker: Offsets | None
    cue: tuple[int, int, str] | None
    stance: Stance
    sentence: int


class SentenceReader:
    """The claims of one sentence, read from its tokens."""

    def __init__(self, sentence: Sentence, tokens: list[Token], quotations: Sequence[Quotation]) -> None:
        self.sentence = sentence
        self.tokens = tokens
        self.quotations = quotations
        self.last = len(tokens) - 1 if tokens and tokens[-1].text in ".!?" else len(tokens)

    def claims(self) -> list[Found]:
        found: list[Found] = []
        taken: list[Offsets] = []
        for reading in (*self._verbs(), *self._prepositions()):
            spans = tuple(span for span in reading.content if span[1] > span[0])
            if not spans or any(a < end and start < b for a, b in spans for start, end in taken):
                continue
            taken += spans
            found.append(replace(reading, content=spans))
        return found

    # verbs

    def _verbs(self) -> Iterator[Found]:
        for place, token in enumerate(self.tokens):
            if token.quoted or not token.tag.startswith("VV"):
                continue
            lemma = self._lemma(place)
            if token.tag in ("VV(INF)", "VV(IZU)") and not self._has_finite(place):
                continue
            if lemma in lexicon().verbs and (reading := self._frame(place, lemma)):
                yield reading

    def _has_finite(self, place: int) -> bool:
        start, end = place, place + 1
        while start > 0 and not self._is_border(start - 1):
            start -= 1
        while end < self.last and not self._is_border(end):
            end += 1
        return self.tokens[place - 1].tag != "PTKZU" and any(
            t.is_finite and not t.quoted for t in self.tokens[start:end]
        )

    def _lemma(self, place: int) -> str:
        token = self.tokens[place]
        if not token.is_finite:
            return token.lemma
        for other in self.tokens[place + 1 : place + 25]:
            if other.tag == "PTKVZ" and not other.quoted:
                separable = other.text.lower() + token.lemma
                return separable if separable in lexicon().verbs or token.lemma not in lexicon().verbs else token.lemma
            if other.is_finite and not other.quoted:
                break
        return token.lemma

    def _frame(self, place: int, lemma: str) -> Found | None:
        start, end = self._clause(place)
        content = self._content(place, start, end, lemma)
        if not content:
            return None
        kind, spans = content
        speaker = self._speaker(place, start, end)
        token = self.tokens[place]
        return Found(
            type=kind,
            content=spans,
            speaker=speaker,
            cue=(token.start, token.end, lemma),
            stance=self._stance(lexicon().verbs[lemma], start, end),
            sentence=self.sentence.id,
        )

    def _stance(self, stance: Stance, start: int, end: int) -> Stance:
        """Return the stance of a cue in its clause: who does not confirm denies, who does not deny only says."""
        negated = any(
            t.tag == "PTKNEG" or t.lemma == "kein" or t.text.lower().startswith("kein") for t in self.tokens[start:end]
        )
        if negated and stance in ("confirms", "denies"):
            return "denies" if stance == "confirms" else "says"
        return stance

    def _clause(self, place: int) -> Offsets:
        """Return the places of the clause around `place`: between commas, colons and quotations, appositions kept."""
        start = place
        while start > 0 and not self._is_border(start - 1):
            start -= 1
        end = place + 1
        while end < self.last and not self._is_border(end) and not self._joins_verb(end):
            end += 1
        # a subject with an apposition: "Dahl, Sprecher des Hafens, sagte"
        if start > 1 and self.tokens[start - 1].text == "," and not self._has_clear_subject(place, start, end):
            head = self._head_before(start)
            if head is not None:
                start = head - 1 if head and self.tokens[head - 1].text.lower() == "wie" else head
        return start, end

    def _joins_verb(self, place: int) -> bool:
        """Tell whether "und" or "oder" at `place` joins a second verb to the subject: "… und kündigte an"."""
        return (
            self.tokens[place].tag == "KON"
            and place + 1 < self.last
            and self.tokens[place + 1].is_finite
            and not self.tokens[place + 1].quoted
        )

    def _is_border(self, place: int) -> bool:
        token = self.tokens[place]
        return token.quoted or token.text in (",", ":", ";", "–", "-")

    def _has_clear_subject(self, place: int, start: int, end: int) -> bool:
        """Tell whether the clause has a subject that cannot be its object: "sagte Klein", not "nannte das Ereignis"."""
        finite = next(
            (at for at in range(start, end) if self.tokens[at].is_finite and not self.tokens[at].quoted), place
        )
        if self._first_phrase(start, finite, finite):
            return True
        behind = self._first_phrase(finite + 1, end, self.last)
        return behind is not None and self.tokens[behind[0]].text.lower() not in lexicon().nominative_or_accusative

    def _head_before(self, start: int) -> int | None:
        """Return where the phrase begins that an apposition or a relative clause stands behind, just before `start`."""
        commas = [at for at in range(start - 1) if self.tokens[at].text == "," and not self.tokens[at].quoted]
        for comma in reversed(commas):
            if not self._is_relative(comma + 1, start - 1) and any(
                t.is_finite for t in self.tokens[comma + 1 : start - 1]
            ):
                continue
            for head in range(max(0, comma - 14), comma):
                if starts_phrase(self.tokens[head]) and can_be_subject(self.tokens, head):
                    end = phrase_at(self.tokens, head, stop=start)
                    if end >= comma and not any(t.is_finite and not t.quoted for t in self._opening(head)):
                        return head
        return None

    def _is_relative(self, first: int, last: int) -> bool:
        """Tell whether tokens first … last-1 are a relative clause: a pronoun first, a finite verb last."""
        inner = self.tokens[first]
        return inner.tag in ("PRELS", "PRELAT") or (
            inner.text in lexicon().relative_pronouns and last > first and self.tokens[last - 1].is_finite
        )

    def _opening(self, head: int) -> list[Token]:
        """Return the tokens of a clause before the place `head` in it."""
        first = head
        while first > 0 and not self._is_border(first - 1):
            first -= 1
        return self.tokens[first:head]

    def _span(self, first: int, last: int) -> Offsets:
        """Return the span of tokens first … last-1, without punctuation at either end."""
        while first < last and self.tokens[first].text in (",", ";", ":", "–"):
            first += 1
        while last > first and self.tokens[last - 1].text in (",", ";", ":", "–", "."):
            last -= 1
        if first >= last:
            return (0, 0)
        return self.tokens[first].start, self.tokens[last - 1].end

    def _content(self, place: int, start: int, end: int, lemma: str) -> Content | None:
        """Return the type and the spans of what a cue verb in the clause [start, end) reports, by its frame."""
        return (
            (self._named(place, start, end) if lemma in lexicon().naming else None)
            or self._behind_colon(end)
            or self._before_frame(place, start, end)
            or self._as_told(place, start, end)
            or self._behind_comma(end)
            or self._reported(place, start, end, lemma)
        )

    def _named(self, place: int, start: int, end: int) -> Content | None:
        """bezeichnete es als „…“; im Passiv auch: wurde als „…“ abgetan"""
        first = self.tokens[start if self.tokens[place].tag == "VV(PP)" else place].start
        quotes = [q for q in self.quotations if first < q.start < self.tokens[end - 1].end]
        return ("direct", tuple((q.start, q.end) for q in quotes)) if quotes else None

    def _behind_colon(self, end: int) -> Content | None:
        """sagte: „…“; sagte: Er sei …"""
        if end >= len(self.tokens) or self.tokens[end].text != ":":
            return None
        if quote := self._quotation_from(self.tokens[end].end):
            return "direct", ((quote.start, quote.end),)
        return ("indirect", (self._span(end + 1, self.last),)) if end + 1 < self.last else None

    def _before_frame(self, place: int, start: int, end: int) -> Content | None:
        """„…“, sagte sie; …, sagte sie, …"""
        if not self._is_inverted(place, start):
            return None
        if before := self._quotation_to(self.tokens[start].start):
            return "direct", ((before.start, before.end),)
        return ("indirect", (self._span(0, start - 1), *self._rest(end))) if start > 1 else None

    def _as_told(self, place: int, start: int, end: int) -> Content | None:
        """wie sie mitteilte, …; …, wie sie mitteilte"""
        if self.tokens[start].text.lower() != "wie" or not self.tokens[place].is_finite:
            return None
        if start == 0:
            return ("indirect", self._rest(end)) if self._rest(end) else None
        return ("indirect", (self._span(0, start), *self._rest(end))) if start > 1 else None

    def _rest(self, end: int) -> tuple[Offsets, ...]:
        """Return the span from behind the comma at `end` to the end of the sentence; nothing where there is none."""
        comma = end + 1 < self.last and self.tokens[end].text == ","
        return (self._span(end + 1, self.last),) if comma else ()

    def _behind_comma(self, end: int) -> Content | None:
        """sagte, dass …; sagte, er sei …; forderte, … zu …"""
        if not self._rest(end):
            return None
        first, rest = self.tokens[end + 1], self.tokens[end + 1 : self.last]
        if first.text.lower() in lexicon().complementizers:
            return "indirect", (self._span(end + 1, self._until_main(end + 1)),)
        if first.quoted and (quote := self._quotation_from(first.start)):
            return "direct", ((quote.start, quote.end),)
        if first.tag in _SUBORDINATING or first.text.lower() in lexicon().adverbial_conjunctions:
            return None
        finite = next((t for t in rest if t.is_finite and not t.quoted), None)
        subjunctive = finite is not None and finite.text.lower() in lexicon().konjunktiv
        if not subjunctive and any(t.tag in ("PTKZU", "VV(IZU)") for t in rest):
            return "indirect", self._rest(end)
        return ("indirect", (self._span(end + 1, self._until_main(end + 1)),)) if subjunctive else None

    def _reported(self, place: int, start: int, end: int, lemma: str) -> Content | None:
        """wies die Vorwürfe zurück: the clause itself is the report"""
        passive = self._is_passive(place, start, end)
        if lemma not in lexicon().reporting or self.tokens[start].tag in ("PRELS", "PRELAT", "KOUS"):
            return None
        if passive and not self._agent(start, end):
            return None
        return "reported", (self._span(start, self._until_main(start) if start == 0 else end),)

    def _is_passive(self, place: int, start: int, end: int) -> bool:
        return self.tokens[place].tag == "VV(PP)" and any(t.lemma == "werden" for t in self.tokens[start:end])

    def _until_main(self, first: int) -> int:
        """Return where the content that starts at `first` ends: at ", und X sagte", else at the end of the sentence."""
        tokens = self.tokens
        for place in range(first + 3, self.last):
            if (
                tokens[place].text == ","
                and not tokens[place].quoted
                and place + 1 < self.last
                and tokens[place + 1].is_finite
                and tokens[place - 1].tag.startswith("V")
                and tokens[place + 1].text.lower() not in lexicon().konjunktiv
            ):
                return place
            if tokens[place].tag == "KON" and not tokens[place].quoted and place + 1 < self.last:
                if tokens[place + 1].text.lower() in ("laut", "gemäß"):
                    return place
                nearby = [t for t in tokens[place + 1 : place + 5] if t.is_finite and not t.quoted]
                if nearby and tokens[place + 1] is nearby[0] and nearby[0].text.lower() not in lexicon().konjunktiv:
                    return place
        return self.last

    def _is_inverted(self, place: int, start: int) -> bool:
        """Tell whether the cue opens its clause after a comma or a quotation: "…, sagte X"."""
        first = self.tokens[start : place + 1]
        opens = place == start or (first[0].is_finite and place - start <= 6)
        return opens and start > 0 and (self.tokens[start - 1].text in (",", "–") or self.tokens[start - 1].quoted)

    def _quotation_from(self, offset: int) -> Quotation | None:
        return next((q for q in self.quotations if 0 <= q.start - offset <= 2), None)

    def _quotation_to(self, offset: int) -> Quotation | None:
        return next((q for q in reversed(self.quotations) if 0 <= offset - q.end <= 3), None)

    # speakers

    def _speaker(self, place: int, start: int, end: int) -> Offsets | None:
        tokens = self.tokens
        finite = next((at for at in range(start, end) if tokens[at].is_finite and not tokens[at].quoted), place)
        if self._is_passive(place, start, end):
            return self._agent(start, end)
        if start and tokens[start].tag == "PRELS" and not self._first_phrase(start + 1, finite, finite):
            return tokens[start].start, tokens[start].end  # "…, die sagte"
        stop = self.last
        behind = self._first_phrase(finite + 1, end, stop)
        before = self._first_phrase(start, finite, finite)
        for found in (before, behind):
            if found:
                return tokens[found[0]].start, tokens[found[1] - 1].end
        return None

    def _agent(self, start: int, end: int) -> Offsets | None:
        """Return the span of the agent of a passive: "von der Opposition"."""
        for at in range(start, end - 1):
            if self.tokens[at].text.lower() in ("von", "vom", "durch"):
                last = phrase_at(self.tokens, at + 1, stop=end)
                if last > at + 1 and not self._is_time(at + 1, last):
                    return self.tokens[at + 1].start, self.tokens[last - 1].end
        return None

    def _first_phrase(self, first: int, last: int, stop: int) -> Offsets | None:
        at = first
        while at < last:
            token = self.tokens[at]
            if token.tag.startswith("APPR"):
                at = max(at + 1, phrase_at(self.tokens, at + 1, stop=last))
                continue
            if starts_phrase(token) and not token.quoted and token.text.lower() != "es":
                end = phrase_at(self.tokens, at, stop=stop)
                if end > at and can_be_subject(self.tokens, at) and not self._is_time(at, end):
                    return at, end
                at = max(at + 1, end)
                continue
            at += 1
        return None

    def _is_time(self, first: int, end: int) -> bool:
        return any(t.lemma in lexicon().times for t in self.tokens[first:end]) and end - first <= 3

    # prepositions

    def _prepositions(self) -> Iterator[Found]:
        for place, token in enumerate(self.tokens):
            if token.quoted:
                continue
            word = token.text.lower()
            if word in ("laut", "gemäß") and place + 1 < self.last:
                yield from self._framed(place, place + 1, phrase_at(self.tokens, place + 1, stop=self.last), "laut")
            elif word == "zufolge" and place:
                head = self._start_of_phrase_before(place)
                if head is not None:
                    yield from self._framed(head, head, place, "zufolge", cue=place)
            elif word == "nach" and place + 1 < self.last:
                end = phrase_at(self.tokens, place + 1, stop=self.last)
                nouns = lexicon().nouns
                if any(t.lemma in nouns or t.lemma.split("-")[-1] in nouns for t in self.tokens[place + 1 : end]):
                    yield from self._framed(place, place + 1, end, "nach")
            elif (
                word == "so" and place and (self.tokens[place - 1].text in (",", "–") or self.tokens[place - 1].quoted)
            ):
                end = phrase_at(self.tokens, place + 1, stop=self.last)
                if (
                    end > place + 1
                    and can_be_subject(self.tokens, place + 1)
                    and not any(t.is_finite for t in self.tokens[place + 1 : end + 1] if end < self.last)
                ):
                    yield from self._framed(place, place + 1, end, "so")

    def _framed(self, first: int, head: int, end: int, lemma: str, cue: int | None = None) -> Iterator[Found]:
        """Yield the claim of a prepositional frame: the sentence without it."""
        tokens = self.tokens
        if end <= head:
            return
        after = self._after_relative(max(end, (cue or 0) + 1))
        at = cue if cue is not None else first
        begins = first > 0 and tokens[first - 1].tag == "KON"
        spans = [] if begins else [self._span(0, first)]
        spans.append(self._span(after, self.last))
        kind: ClaimType = "indirect"
        quote = self._quotation_to(tokens[first].start) if lemma == "so" and tokens[first - 1].text == "," else None
        quote = quote or (self._quotation_to(tokens[first - 1].start) if lemma == "so" and first else None)
        if quote:
            spans, kind = [(quote.start, quote.end)], "direct"
        yield Found(
            type=kind,
            content=tuple(span for span in spans if span[1] > span[0]),
            speaker=(tokens[head].start, tokens[end - 1].end),
            cue=(tokens[at].start, tokens[at].end, lemma),
            stance="says",
            sentence=self.sentence.id,
        )

    def _after_relative(self, end: int) -> int:
        """Return the place after a relative clause that begins at `end` with its comma; `end` where none does."""
        if end + 2 >= self.last or self.tokens[end].text != ",":
            return end
        comma = next((at for at in range(end + 1, self.last) if self.tokens[at].text == ","), None)
        return comma + 1 if comma and self._is_relative(end + 1, comma) else end

    def _start_of_phrase_before(self, place: int) -> int | None:
        for head in range(max(0, place - 12), place):
            if starts_phrase(self.tokens[head]) and phrase_at(self.tokens, head, stop=place) == place:
                return head
        return None

    def subject(self) -> Offsets | None:
        """Return the span of the first phrase that can be the subject of the sentence."""
        found = self._first_phrase(0, self.last, self.last)
        return (self.tokens[found[0]].start, self.tokens[found[1] - 1].end) if found else None

    # free indirect speech

    def free(self, speaker: Offsets | None, *, after_claim: bool) -> Found | None:
        """Return the sentence as free indirect speech where its first finite verb is a Konjunktiv I, or "soll"."""
        finite = next((t for t in self.tokens if t.is_finite and not t.quoted), None)
        if finite is None or not self.tokens[: self.last]:
            return None
        word = finite.text.lower()
        reported = after_claim and word in (*lexicon().konjunktiv, "soll", "sollen")
        if word in lexicon().konjunktiv_1 or reported:
            first, last = self.tokens[0], self.tokens[-1]
            return Found("free_indirect", ((first.start, last.end),), speaker, None, "says", self.sentence.id)
        return None
