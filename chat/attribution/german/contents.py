"""What a cue verb reports: the quotation, the clause or the infinitive at it, or the clause it stands in itself."""

from __future__ import annotations

from collections.abc import Sequence

from chat.attribution.found import Content, Offsets
from chat.attribution.german.clauses import SUBORDINATING, Clauses
from chat.attribution.german.coordination import goes_on
from chat.attribution.german.cue_verbs import cue_of, cue_of_clause, is_parenthetic, parted_particle
from chat.attribution.german.dependents import behind_comma, is_infinitive, reason_at
from chat.attribution.german.headlines import is_bare_statement
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.mood import is_konjunktiv_1, is_only_konjunktiv
from chat.attribution.german.participles import auxiliary_before, joins_participle
from chat.attribution.german.phrases import starts_phrase
from chat.attribution.german.told_clauses import (
    has_object,
    has_what_it_governs,
    is_behind_object,
    naming_clause,
    told_clause,
)
from chat.attribution.german.told_nouns import has_told_all
from chat.attribution.german.writings import STANDING
from chat.lang.de.tokens import Token
from chat.schema import ClaimType

_LEAVING_OPEN = "offen lassen"
_FRAME = 25  # tokens from the auxiliary to the cue: "…, hatte Klein am Rande des Treffens gesagt"


class Contents:
    """What the cues of a sentence report; `previous` is the span of the sentence before, for "Das sagte …".

    A cue is told by the place of its verb and its clause [start, end), in tokens, and by its lemma or phrase.
    """

    def __init__(self, clauses: Clauses, previous: Offsets | None) -> None:
        self.clauses = clauses
        self.tokens = clauses.tokens
        self.previous = previous

    def of(self, place: int, start: int, end: int, cue: str, *, second: bool = False) -> Content | None:
        """Return the type and the spans of what a cue verb reports, by its frame.

        What a second verb reports stands behind it: "…, kritisierte aber die Ausrüstung", "… und warnte, dass …".
        """
        if cue == "halten" and not _judges(self.tokens[start:end]):
            return None  # "hielten sich an die Regeln, …"
        if cue in lexicon().reporting and (particle := parted_particle(self.clauses, place)):
            return "reported", (self.clauses.span(start, particle + 1),)  # "weist den Vorwurf, er lüge, zurück"
        if cue in lexicon().only_objects and not is_parenthetic(self.clauses, place):
            return self._of_object(place, start, end, cue)
        content = (
            naming_clause(self.clauses, place, start, end, cue)
            or self.behind_colon(end)
            or (None if second else self.before(place, start, end, cue) or self._around_wie(place, start, end))
            or self.behind_comma(place, end, cue)
            or (None if second else self._sentence_before(start, end, cue))
            or told_clause(self.clauses, place, start, end, cue)
        )
        return self._own(content, place)

    def _of_object(self, place: int, start: int, end: int, cue: str) -> Content | None:
        """Return what a verb reports that takes a noun, or a clause that "es" or "dagegen" stands for."""
        correlate = any(t.text.lower() in lexicon().correlates for t in self.tokens[start:end])
        clause = behind_comma(self.clauses, end, verb_second=False) if correlate else None
        return self._own(clause or told_clause(self.clauses, place, start, end, cue), place)

    def behind_comma(self, place: int, end: int, cue: str) -> Content | None:
        """Return what stands behind a comma: "sagte, dass …", "sagte, er sei …", "forderte, … zu …"."""
        opening = self.tokens[end + 1].text.lower() if end + 1 < self.clauses.last else ""
        if opening in lexicon().of_questions and cue not in lexicon().asking:
            return None
        if cue in lexicon().reporting and has_told_all(self.clauses, self.clauses.clause(place)[0], end, cue):
            return None  # "lehnte den Vorschlag des Ministers ab, die Steuern zu senken"
        if opening == "ob" and cue in lexicon().undecided:
            return None
        if opening == "wie" and self._has_cue(end + 1) and cue not in lexicon().asking:
            return None  # a frame of its own: "…, wie er mitteilte"
        if opening == "wie" and has_object(self.clauses, place, end, cue):
            return None  # "wünscht sich eine Pflicht, wie sie andere haben"
        if infinitive := self._infinitive_behind(place, end):
            return "indirect", (infinitive,)
        may_be_second = cue in lexicon().verb_second and not has_object(self.clauses, place, end, cue)
        return behind_comma(self.clauses, end, verb_second=may_be_second)

    def is_apart(self, place: int, end: int, cue: str, span: Offsets, kind: ClaimType) -> bool:
        """Return whether what stands behind a clause with an object only adds to it, so that both are reports.

        It is a reason in the Konjunktiv ("da es falsch sei"), or a main clause or a quotation behind all a verb needs.
        """
        first = self.clauses.place_of(span[0])
        if kind == "reported" or first < end or first >= self.clauses.last or self.tokens[first].start != span[0]:
            return False
        opens = self.tokens[first]
        if kind == "indirect" and opens.tag != "PRELS" and reason_at(self.clauses, first) is not None:
            return True
        spoken_to = cue in lexicon().addressing and "als" in lexicon().governed.get(cue, ("als",))
        if spoken_to or (kind == "direct" and self.tokens[first - 1].text != ":"):
            return False
        depends = opens.text.lower() in lexicon().complementizers or opens.tag in SUBORDINATING
        return (
            not depends
            and not is_infinitive(self.clauses, first)
            and has_what_it_governs(self.clauses, place, end, cue)
        )

    def as_report(self, place: int, start: int, end: int, cue: str) -> Content | None:
        """Return the clause of a verb that reports an object, up to its end, whatever stands behind it."""
        content = told_clause(self.clauses, place, start, end, cue)
        return ("reported", (self.clauses.span(start, end),)) if content else None

    def _own(self, content: Content | None, place: int) -> Content | None:
        """Return a content without what the next verb reports: "…, kritisierte aber …", "…, doch die Stadt …"."""
        if content is None or content[0] == "direct":
            return content
        kind, spans = content
        return kind, tuple(self._own_part(span, place, kind=kind) for span in spans)

    def _own_part(self, span: Offsets, place: int, *, kind: ClaimType) -> Offsets:
        for at in range(place + 1, self.clauses.last - 1):
            token = self.tokens[at]
            if token.start >= span[1]:
                break
            if token.start > span[0] and not token.quoted and self._ends_at(at, kind):
                return span[0], self.tokens[at - 1].end
        return span

    def _ends_at(self, at: int, kind: ClaimType) -> bool:
        """Return whether what a verb reports ends at a comma, dash or "und"."""
        joins = self.tokens[at].tag == "KON"
        if not joins and self.tokens[at].text not in (",", ";", ":", "–", "-"):
            return False
        if self.tokens[at].text == ":" and self.clauses.quotation_from(self.tokens[at].end):
            # what was said itself opens it: "sagte, die Klinik habe gesagt: „…“"
            return not any(cue_of(self.clauses, before) for before in range(self.clauses.start_of_stretch(at), at))
        if self.tokens[at].text == ";" and self._opens_clause(at + 1):
            return True
        named = any(token.is_noun for token in self.tokens[at + 2 : at + 3])
        if self.tokens[at].text == "," and self.tokens[at + 1].text.lower() == "so" and named:
            return True  # a frame of its own: "…, so Klein, …"
        if joins_participle(self.clauses, at) or auxiliary_before(self.clauses, at + 1) is not None:
            return kind == "reported"
        if self.clauses.is_finite(at + 1) and (self._is_second(at + 1) or self._is_refusal(at + 1)):
            return True
        if kind == "reported":
            return self.clauses.joins_verb(at) or self.clauses.opens_main(at)
        anew = joins or self.tokens[at + 1].tag == "KON" or self.tokens[at].text in (";", "–", "-")
        if self.tokens[at].text in ("–", "-") and kind == "indirect":
            return self.clauses.opens_main(at) and not any(t.text in ("–", "-") for t in self.tokens[at + 1 :])
        return anew and self.clauses.opens_main(at) and self._has_cue(at + 1)

    def _opens_clause(self, first: int) -> bool:
        """Return whether a main clause opens at `first`, in any mood."""
        finite = self.clauses.main_finite(first)
        return finite is not None and finite > first

    def _is_second(self, at: int) -> bool:
        """Return whether the verb at `at` is a cue that goes on with the subject of the clause before."""
        cue = cue_of_clause(self.clauses, at)
        return cue is not None and not is_konjunktiv_1(self.tokens[at]) and goes_on(self.clauses, at, cue)

    def _is_refusal(self, at: int) -> bool:
        """Return whether a second verb is a modal that nobody follows: "…, wollte sich aber nicht äußern"."""
        _, end = self.clauses.clause(at)
        modal = self.tokens[at].tag == "VM(FIN)" and not is_only_konjunktiv(self.tokens[at])
        return modal and self.clauses.first_phrase(at + 1, end, end) is None

    def _has_cue(self, first: int) -> bool:
        """Return whether the finite verb of the clause that opens at `first` is a cue, and not in the Konjunktiv."""
        finite = self.clauses.finite(first, self.clauses.last)
        if finite is None or is_only_konjunktiv(self.tokens[finite]):
            return False
        return cue_of(self.clauses, finite) is not None

    def behind_colon(self, end: int) -> Content | None:
        """Return what stands behind a colon: "sagte: „…“", "sagte: Er sei …"."""
        if end >= len(self.tokens) or self.tokens[end].text != ":":
            return None
        if quote := self.clauses.quotation_from(self.tokens[end].end):
            return "direct", ((quote.start, quote.end),)
        last = self.clauses.last
        is_clause = self.clauses.finite(end + 1, last) is not None
        return ("indirect", (self.clauses.span(end + 1, last),)) if is_clause else None

    def before(self, place: int, start: int, end: int, cue: str) -> Content | None:
        """Return what stands before its cue: "„…“, sagte sie", "…, sagte sie, …"."""
        has_source = cue == STANDING or cue in lexicon().sourced  # and no subject: "…, geht aus dem Papier hervor"
        if not self._is_inverted(place, start) or (not has_source and self._goes_on(place, start, end)):
            return None
        if cue in lexicon().reporting and is_behind_object(self.clauses, start):
            return None  # "Den Vorwurf, er lüge, wies Klein zurück"
        first = self._behind_break(start)
        before = self.clauses.quotation_to(self.tokens[start].start)
        if before and before.start <= self.tokens[first].start + 1:
            return "direct", ((before.start, before.end),)
        if start > first + 1 and self._is_said(first, start - 1, cue):
            return "indirect", (self.clauses.span(first, start - 1), *self._resumed(end))
        if start > first + 1 and self._is_interrupted(first, start - 1, end):
            return "indirect", (self.clauses.span(first, start - 1), self.clauses.span(end + 1, self.clauses.last))
        return ("direct", ((before.start, before.end),)) if before else None

    def _behind_break(self, place: int) -> int:
        """Return the place behind the last colon or semicolon before `place`, else 0."""
        return next((at + 1 for at in range(place - 1, 0, -1) if self.tokens[at].text in (":", ";")), 0)

    def _is_interrupted(self, first: int, stop: int, end: int) -> bool:
        """Return whether a frame stands between a phrase and its verb: "Der Fluss, sagt Klein, sei tot"."""
        if end + 1 >= self.clauses.last or self.tokens[end].text != "," or self.clauses.finite(first, stop) is not None:
            return False
        resumed = self.tokens[end + 1]  # "Allerdings, so schränken sie ein, lasse sich …"
        opening = self.tokens[first]
        goes_on = starts_phrase(opening) or opening.tag.startswith("APPR")  # "In Sendai, sagt sie, warten die Vögel"
        return is_only_konjunktiv(resumed) or (goes_on and self.clauses.is_finite(end + 1))

    def _is_said(self, first: int, end: int, cue: str) -> bool:
        """Return whether a clause before its frame can be what is said, and is no "sichtlich bewegt"."""
        if self.tokens[first].text.lower() in lexicon().fronted_complementizers:
            return True
        finite = self.clauses.main_finite(first, end)
        if finite is not None and is_only_konjunktiv(self.tokens[finite]):
            return True  # "Wer nur rede, erreiche nichts, rief Klein"
        if self.tokens[first].text.lower() in lexicon().fronted_questions:
            return cue in lexicon().asking or cue == _LEAVING_OPEN
        alone = all(t.tag in ("ADV", "ADJ(D)", "VV(FIN)", "VV(PP)") for t in self.tokens[first:end])
        bare = cue in lexicon().verb_second and is_bare_statement(self.clauses, first, end)
        return (finite is not None and not alone) or bare

    def _resumed(self, end: int) -> tuple[Offsets, ...]:
        """Return the span of what goes on behind a frame, what belongs to the frame left out."""
        for start, stop in self.clauses.stretches(end, self.clauses.last):
            if self.clauses.is_relative(start, stop) or self.tokens[start - 1].text == ";":
                break
            if self.tokens[start].tag == "KON" and self.clauses.is_finite(start + 1):
                break  # a second verb of the frame: "…, sagte sie und rief zu Protesten auf"
            if self.clauses.finite(start, stop) is not None:
                return (self.clauses.span(start, self.clauses.last),)
        return ()

    def _around_wie(self, place: int, start: int, end: int) -> Content | None:
        """Return what stands around a clause with "wie": "wie sie mitteilte, …", "…, wie sie mitteilte"."""
        if self.tokens[start].text.lower() != "wie" or self.clauses.finite(start, end) not in (place, place + 1):
            return None
        rest = self.clauses.rest(end)
        if start == 0:
            return ("indirect", rest) if rest else None
        before = self.tokens[self.clauses.start_of_stretch(start - 1) : start]
        if any({token.lemma, token.text} & lexicon().perceiving for token in before):
            return None  # "will gehört haben, wie er schrie"
        first = self._behind_break(start)
        return ("indirect", (self.clauses.span(first, start), *rest)) if start > first + 1 else None

    def _sentence_before(self, start: int, end: int, cue: str) -> Content | None:
        """Return the sentence before, where this one only says who said it: "Das teilte die Polizei mit."."""
        by_whom = any(token.tag == "PRELS" for token in self.tokens[end + 1 : min(end + 3, self.clauses.last)])
        goes_on_apart = end < self.clauses.last and (
            self.tokens[end].text == ";"
            or (self.tokens[end].text == "," and any(token.tag == "KON" for token in self.tokens[end + 1 : end + 2]))
        )
        if (
            start
            or (end < self.clauses.last and not by_whom and not goes_on_apart)
            or self.previous is None
            or len(self.tokens) < 3
        ):
            return None
        pointing = self.tokens[0].text
        governed = pointing.lower() in lexicon().governed.get(cue, ()) or cue in lexicon().showing
        if pointing.startswith("Da") and pointing != "Das" and not governed:
            return None  # "Darauf reagierte Klein"
        if pointing in lexicon().pointing_words and self.clauses.is_finite(1):
            return "indirect", (self.previous,)
        to_this = [t.text for t in self.tokens[:2]] == ["Zu", "diesem"]  # "Zu diesem Ergebnis kommt eine Studie."
        return ("indirect", (self.previous,)) if to_this and self.clauses.is_finite(3) else None

    def _infinitive_behind(self, place: int, end: int) -> Offsets | None:
        """Return the span of an infinitive with "zu" that no comma parts from its cue: "hat angekündigt zu gehen"."""
        stop = next((at for at in range(place + 1, end) if self.tokens[at].tag == "KON"), end)
        behind = self.tokens[place + 1 : stop]
        with_zu = any(t.tag in ("PTKZU", "VV(IZU)") for t in behind)
        if self.tokens[place].tag != "VV(PP)" or not with_zu or behind[0].tag == "PTKZU":  # "ausgeschlossen zu werden"
            return None
        return self.clauses.span(place + 1, stop)

    def _goes_on(self, place: int, start: int, end: int) -> bool:
        """Return whether the cue has the subject of the clause before: "lobte, dass …, kritisierte aber, dass …"."""
        no_subject = self.clauses.first_phrase(start + 1, end, end) is None
        impersonal = any(t.text.lower() == "es" for t in self.tokens[start:end])
        return self.tokens[start].is_finite and no_subject and not impersonal

    def _is_inverted(self, place: int, start: int) -> bool:
        """Return whether the cue opens its clause after a comma or a quotation: "…, sagte X"."""
        if start and self.tokens[start].text.lower() == "so" and place == start + 1:
            return self.tokens[start - 1].quoted or self.tokens[start - 1].text == ","
        first = self.tokens[start : place + 1]
        so = first[0].text.lower() == "so" and len(first) > 1 and first[1].is_finite
        if so and place - start <= _FRAME and start and self.tokens[start - 1].text == ",":
            return True  # "Als Kind, so hat sie erzählt, …"
        opens = place == start or (first[0].is_finite and place - start <= _FRAME)
        return opens and start > 0 and (self.tokens[start - 1].text in (",", "–") or self.tokens[start - 1].quoted)


def _judges(tokens: Sequence[Token]) -> bool:
    """Return whether "halten" has what it judges with: "hält es für falsch", "hält nichts davon"."""
    return any(t.text.lower() in lexicon().governed["halten"] for t in tokens)
