"""The clauses of a sentence: where one starts and ends, which is subordinate, and which phrase is its subject."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from chat.attribution.found import Offsets
from chat.attribution.german.agents import is_somebody
from chat.attribution.german.cases import is_oblique
from chat.attribution.german.cores import in_brackets, in_times, parts_adjectives
from chat.attribution.german.grammar import grammar
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.mood import is_konjunktiv, is_konjunktiv_1
from chat.attribution.german.occasions import has_time
from chat.attribution.german.participles import joins_participle
from chat.attribution.german.phrases import (
    behind_attribute,
    can_be_subject,
    is_pointing,
    phrase_at,
    starts_phrase,
    with_degree,
)
from chat.attribution.german.surnames import with_surname
from chat.attribution.german.tagging import with_finite_verbs
from chat.attribution.quotations import Quotation
from chat.lang.de.tokens import Token

SUBORDINATING = ("PRELS", "KOUS", "PRELAT", "PWAV", "KOUI")


class Clauses:
    """The tokens of a sentence with its quotations; places are indices of tokens, spans offsets into the text."""

    def __init__(self, tokens: Sequence[Token], quotations: Sequence[Quotation]) -> None:
        self.tokens = with_finite_verbs(with_surname(tokens))
        self.quotations = quotations
        self._within_phrases = {at for at in range(len(self.tokens)) if parts_adjectives(self.tokens, at)}
        self._within_phrases |= in_brackets(self.tokens) | in_times(self.tokens)
        self.last = len(tokens) - 1 if tokens and tokens[-1].text in ".!?" else len(tokens)
        self._clauses: dict[int, Offsets] = {}  # by place; each frame asks for the same ones

    def clause(self, place: int) -> Offsets:
        """Return the places of the clause around `place`: between commas, colons and quotations, appositions kept."""
        if place not in self._clauses:
            self._clauses[place] = self._clause(place)
        return self._clauses[place]

    def _clause(self, place: int) -> Offsets:
        start = self.start_of_stretch(place)
        joint = next((at for at in range(place - 1, start, -1) if self.parts(at) or joins_participle(self, at)), None)
        end = place + 1
        while end < self.last and not self.is_border(end) and not self.parts(end) and not joins_participle(self, end):
            end += 1
        if joint is not None:
            return joint, end
        if start > 1 and self.tokens[start - 1].text == ",":
            wie = self._wie_before(start)
            if wie is not None:
                return wie, end
            if self.is_finite(start) or not self.has_clear_subject(place, start, end):
                head = self._head_before(start)
                if head is not None:
                    start = head - 1 if head and self.tokens[head - 1].text.lower() == "wie" else head
        return start, end

    def start_of_stretch(self, place: int) -> int:
        """Return the place behind the last comma, colon or quotation before `place`."""
        start = place
        while start > 0 and not self.is_border(start - 1):
            start -= 1
        return start

    def end_of_stretch(self, place: int) -> int:
        """Return the place of the next comma, colon or quotation from `place` on, else the end of the sentence."""
        return next((at for at in range(place, self.last) if self.is_border(at)), self.last)

    def is_border(self, place: int) -> bool:
        """Return whether a clause can end at `place`."""
        token = self.tokens[place]
        return token.quoted or (token.text in (",", ":", ";", "–", "-") and place not in self._within_phrases)

    def finite(self, start: int, end: int) -> int | None:
        """Return the place of the first finite verb from `start` to before `end`, quotations left out."""
        return next((at for at in range(start, end) if self.is_finite(at)), None)

    def finite_with(self, place: int, start: int, end: int) -> int | None:
        """Return the place of the finite verb that the verb at `place` stands with in its clause, or that it is."""
        if start <= place < end and self.is_finite(place):
            return place
        before = [at for at in range(start, min(place, end)) if self.is_finite(at)]
        return before[-1] if before else self.finite(start, end)

    def is_finite(self, place: int) -> bool:
        """Return whether there is a finite verb at `place`, and not within a quotation."""
        return self.tokens[place].is_finite and not self.tokens[place].quoted

    def stretches(self, start: int, end: int) -> Iterator[Offsets]:
        """Yield the places of what lies between the commas, colons and quotations from `start` to `end`."""
        first = start
        for place in range(start, end):
            if self.is_border(place):
                if place > first:
                    yield first, place
                first = place + 1
        if end > first:
            yield first, end

    def is_subordinate(self, start: int, end: int) -> bool:
        """Return whether the stretch is a subordinate clause, by its first words and its last verb."""
        first = self.tokens[start]
        if first.tag in ("APPR", "APPRART", "KON") and start + 1 < end:
            first = self.tokens[start + 1]
            if first.tag in ("PRELS", "PRELAT"):
                return True
            if self.tokens[start].tag != "KON":
                return False
        word = first.text.lower()
        if self._is_article(start, end) or self._is_reported_clause(start, end):
            return False
        if first.tag in SUBORDINATING or word in lexicon().adverbial_conjunctions:
            return word != "da" or self.finite(start, end) != start + 1  # "da kam er"
        return self.is_relative(start, end)

    def _is_article(self, start: int, end: int) -> bool:
        """Return whether "die" opens a main clause, whatever its tag: "die Häfen blieben am Montag zu"."""
        finite = self.finite(start, end)
        return (
            self.tokens[start].text.lower() in grammar().definite_nominative
            and start + 1 < end
            and (self.tokens[start + 1].is_noun or self.tokens[start + 1].tag == "ADJ(A)")
            and finite is not None
            and start + 1 < finite < end - 1
            and phrase_at(self.tokens, start + 1, stop=end) == finite
        )

    def is_relative(self, first: int, last: int) -> bool:
        """Return whether tokens first … last-1 are a relative clause: a pronoun first, a finite verb last."""
        inner = self.tokens[first]
        if self._is_reported_clause(first, last):
            return False
        return inner.tag in ("PRELS", "PRELAT") or (
            inner.text in lexicon().relative_pronouns
            and last > first + 1
            and self.tokens[last - 1].is_finite
            and self.finite(first, last) == last - 1
        )

    def _is_reported_clause(self, first: int, last: int) -> bool:
        """Return whether an article opens a short main clause in the Konjunktiv: "der Betreiber versichere"."""
        article = self.tokens[first].text.lower() in grammar().definite_nominative and last - first > 2
        verb = self.tokens[last - 1]
        return article and is_konjunktiv_1(verb) and phrase_at(self.tokens, first + 1, stop=last) == last - 1

    def main_finite(self, start: int = 0, end: int | None = None) -> int | None:
        """Return the place of the finite verb of the first main clause: not that of a clause before or within it."""
        open_subordinate = False
        for first, last in self.stretches(start, self.last if end is None else end):
            if self.is_subordinate(first, last):
                open_subordinate = self.finite(first, last) is None
                continue
            finite = self.finite(first, last)
            before_verb = last + 1 < self.last and self.tokens[last].text == "," and self.is_finite(last + 1)
            opened = any(t.tag == "KOUS" or t.text == "als" for t in self.tokens[first:last])
            opened = opened or self.tokens[first].text.lower() in lexicon().fronted_questions
            behind_phrase = finite is not None and first + 2 < finite == last - 1 and opened  # "in dem Moment, als …"
            conditional = finite == first == start and self.tokens[first].tag == "VM(FIN)"  # "Sollte es regnen, …"
            if before_verb and (behind_phrase or conditional):
                continue
            if finite is not None and not open_subordinate:
                return finite
            if finite is not None:
                open_subordinate = False
        return None

    def has_clear_subject(self, place: int, start: int, end: int) -> bool:
        """Return whether the clause has a subject that is no object: "sagte Klein", not "nannte das Ereignis"."""
        finite = self.finite(start, end)
        finite = place if finite is None else finite
        if self.first_phrase(start, finite, finite):
            return True
        behind = self.first_phrase(finite + 1, end, self.last)
        return behind is not None and self.tokens[behind[0]].text.lower() not in grammar().nominative_or_accusative

    def first_phrase(
        self, first: int, last: int, stop: int, *, governed: frozenset[str] = frozenset()
    ) -> Offsets | None:
        """Return the places of the first phrase in first … last-1 that can be a subject; it may reach up to `stop`.

        Prepositions in `governed` belong to the verb: "sprach die Polizei von einem Unfall".
        """
        at = first
        while at < last:
            token = self.tokens[at]
            if token.tag.startswith("APPR"):
                if at == first and (attributed := behind_attribute(self.tokens, at, last)):
                    return at, attributed
                at = max(at + 1, phrase_at(self.tokens, at + 1, stop=last))
                continue
            if starts_phrase(token) and not token.quoted and not is_pointing(token):
                end = phrase_at(self.tokens, at, stop=stop, governed=governed)
                framed = end < self.last and self.tokens[end].text.lower() == "zufolge"
                subject = end > at and can_be_subject(self.tokens, at) and not is_oblique(self.tokens[at:end])
                if subject and not framed and not self.is_time(at, end):
                    return with_degree(self.tokens, at, first), end
                at = max(at + 1, end)
                continue
            at += 1
        return None

    def is_time(self, first: int, end: int) -> bool:
        """Return whether a phrase says when: "am Montag"."""
        return end - first <= 3 and has_time(self.tokens[first:end])

    def place_of(self, offset: int) -> int:
        """Return the place of the first token that starts at an offset or behind it."""
        return bisect_left(self.tokens, offset, key=lambda token: token.start)

    def places_of(self, span: Offsets) -> Offsets:
        """Return the places of the tokens of a span, two alike where it has none in this sentence."""
        return self.place_of(span[0]), self.place_of(span[1])

    def tokens_of(self, span: Offsets | None) -> list[Token]:
        """Return the tokens of a span, none where there is none."""
        return self.tokens[slice(*self.places_of(span))] if span else []

    def phrase_span(self, places: Offsets) -> Offsets:
        """Return the span of the tokens first … last-1."""
        return self.tokens[places[0]].start, self.tokens[places[1] - 1].end

    def span(self, first: int, last: int) -> Offsets:
        """Return the span of tokens first … last-1, without punctuation at either end; (0, 0) where none is left."""
        while first < last and self.tokens[first].text in (",", ";", ":", "–"):
            first += 1
        while last > first and self.tokens[last - 1].text in (",", ";", ":", "–", "."):
            last -= 1
        return self.phrase_span((first, last)) if first < last else (0, 0)

    def rest(self, end: int) -> tuple[Offsets, ...]:
        """Return the span from behind the comma at `end` to the end of the sentence; nothing where there is none."""
        comma = end + 1 < self.last and self.tokens[end].text == ","
        return (self.span(end + 1, self.last),) if comma else ()

    def until_main(self, first: int) -> int:
        """Return where the content that starts at `first` ends: at ", und X sagte", else at the end of the sentence."""
        tokens = self.tokens
        for place in range(first + 3, self.last - 1):
            if tokens[place].quoted:
                continue
            following = tokens[place + 1]
            complete = tokens[place - 1].tag.startswith("V") or self._is_complete(first, place)
            if tokens[place].text == "," and following.is_finite and complete and not is_konjunktiv(following):
                return place
            if tokens[place].text == "," and self._opens_with_subject(place + 1):
                return place
            if tokens[place].text == "," and following.text.lower() == "denn":
                finite = self.finite(place, self.last)
                if finite is not None and not is_konjunktiv(tokens[finite]):
                    return place
            if tokens[place].tag == "KON":
                if following.text.lower() in lexicon().of_source:
                    return place
                if following.is_finite and not following.quoted and not is_konjunktiv(following):
                    return place
        return self.last

    def _is_complete(self, first: int, end: int) -> bool:
        """Return whether a main clause in the Konjunktiv opens at `first` and has its verb before `end`."""
        if self.tokens[first].tag in SUBORDINATING:
            return False
        finite = self.finite(first, end)
        return finite is not None and is_konjunktiv_1(self.tokens[finite])

    def _opens_with_subject(self, place: int) -> bool:
        """Return whether a main clause in the indicative opens with somebody: "…, die CDU hält das für falsch"."""
        end = phrase_at(self.tokens, place, stop=self.last) if starts_phrase(self.tokens[place]) else place
        if end == place or end >= self.last or not self.is_finite(end) or is_konjunktiv(self.tokens[end]):
            return False
        return is_somebody(self.tokens[place:end]) and self.tokens[place].tag not in ("PPER", "PIS", "PDS")

    def quotation_from(self, offset: int) -> Quotation | None:
        """Return the quotation that opens at an offset or just behind it."""
        return next((q for q in self.quotations if 0 <= q.start - offset <= 2), None)

    def quotation_to(self, offset: int) -> Quotation | None:
        """Return the quotation that closes just before an offset."""
        return next((q for q in reversed(self.quotations) if 0 <= offset - q.end <= 3), None)

    def joins_verb(self, place: int) -> bool:
        """Return whether "und" or "oder" at `place` joins a second verb to the subject: "… und kündigte an"."""
        joins = self.tokens[place].tag == "KON" and self.tokens[place].text.lower() in lexicon().joining_clauses
        start = self.start_of_stretch(place)
        if joins and start == 0 < place and self.finite(start, place) is None:
            return False  # "Über die Kosten aber schweigt er"
        return joins and place + 1 < self.last and self.is_finite(place + 1)

    def parts(self, place: int) -> bool:
        """Return whether a conjunction at `place` joins a second verb, or a main clause without a comma before it."""
        if self.tokens[place].tag != "KON" or self.tokens[place].quoted:
            return False
        if self.joins_verb(place):
            return True
        start = self.start_of_stretch(place)
        joins = self.tokens[place].text.lower() in lexicon().joining_clauses and start < place
        main = joins and self.finite(start, place) is not None and not self.is_subordinate(start, place)
        return main and self.opens_main(place)

    def _wie_before(self, start: int) -> int | None:
        """Return the place of "wie" where the clause of `start` goes on from it: "wie Dahl, der Sprecher, sagte"."""
        before = start - 1
        while before > 0:
            first = self.start_of_stretch(before)
            if any(t.tag.startswith("V") for t in self.tokens[first:before]) or first == before:
                return None
            if self.tokens[first].text.lower() == "wie":
                return first if first == 0 or self.tokens[first - 1].text in (",", "–") else None
            before = first - 1
        return None

    def _is_inserted(self, first: int, last: int) -> bool:
        """Return whether a stretch stands between a phrase and its verb: an apposition, a relative clause."""
        finite = self.finite(first, last)
        if finite is None or self._is_related(first, last):
            return True
        return finite != first and is_konjunktiv(self.tokens[finite])

    def _is_related(self, first: int, last: int) -> bool:
        """Return whether a stretch is a relative clause, with a preposition or without: "für den sie warb"."""
        if self.tokens[first].text == "wo":
            return self.tokens[last - 1].is_finite
        return self.is_relative(first + self.tokens[first].tag.startswith("APPR"), last)

    def opens_main(self, border: int) -> bool:
        """Return whether a main clause with a subject of its own opens behind the comma, dash or "und" at `border`."""
        first = border + 1
        while first < self.last and self.tokens[first].tag == "KON":
            first += 1
        end = self.end_of_stretch(first)
        finite = self.finite(first, end)
        if finite is None or finite == first or is_konjunktiv_1(self.tokens[finite]):
            return False
        if self.is_subordinate(first, end) or self._behind_first_field(first, finite) != finite:
            return False
        return (
            self.first_phrase(first, finite, finite) is not None or self.first_phrase(finite + 1, end, end) is not None
        )

    def _behind_first_field(self, first: int, stop: int) -> int:
        """Return the place behind what stands before the finite verb of a main clause: a phrase, or an adverb."""
        governed = self.tokens[first].tag.startswith("APPR")
        at = max(first + 1, phrase_at(self.tokens, first + governed, stop=stop))
        while at < stop and self.tokens[at].tag in ("ADV", "PROAV", "PTKNEG"):
            at += 1
        return at

    def _head_before(self, start: int) -> int | None:
        """Return where the phrase begins that an apposition or a relative clause stands behind, just before `start`."""
        end_of_insertion = start - 1
        for comma in range(start - 2, -1, -1):
            if self.tokens[comma].text != "," or not self.is_border(comma) or self.tokens[comma].quoted:
                continue
            if not all(self._is_inserted(*stretch) for stretch in self.stretches(comma + 1, end_of_insertion)):
                return None
            end_of_insertion = comma
            head = max(0, comma - 14)
            while head < comma:
                end = phrase_at(self.tokens, head, stop=start)
                governed = self.tokens[head - 1].tag.startswith("APPR") if head else False
                nominative = starts_phrase(self.tokens[head]) and can_be_subject(self.tokens, head)
                if nominative and end >= comma and self.finite(self.start_of_stretch(head), head) is None:
                    return head
                if end >= comma and self.is_finite(start) and self.tokens[head].tag.startswith(("ART", "APPR")):
                    first = self.start_of_stretch(head)
                    related = all(self._is_related(*stretch) for stretch in self.stretches(comma + 1, start - 1))
                    # "Den Preis, den er bekam, lehnte er ab"; but "Den Vorwurf, er habe gelogen, wies sie zurück"
                    return first if related and self.finite(first, head) is None else None
                head = max(head + 1, end) if governed else head + 1
        return None
