"""Frames of cue verbs: who says it, and what is reported, right of the verb, left of its frame, or on both sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chat.attribution.english.agents import can_speak, is_nobody, speaks
from chat.attribution.english.anybody import is_nobody_in_particular
from chat.attribution.english.boundaries import end_of_content
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.complements import Complements
from chat.attribution.english.lexicon import Cue, lexicon, listed
from chat.attribution.english.objects import Complement
from chat.attribution.english.phrases import noun_phrase
from chat.attribution.english.speaking import Speaking
from chat.attribution.english.subjects import Subject
from chat.attribution.english.verbs import Group
from chat.attribution.english.woven import is_put_so, is_title
from chat.attribution.found import FoundClaim, Offsets
from chat.schema import ClaimType, Stance

_RELATIVE = frozenset({"who", "which"})
_BESIDE = frozenset({"who", "which", "whose", "where", "when", "as", "while"})  # what is none of what is reported


def verb_frames(clauses: Clauses) -> list[FoundClaim]:
    """Return the claims that cue verbs report."""
    reader = _VerbFrames(clauses)
    return [claim for group in clauses.groups for claim in reader.of(group)]


class _VerbFrames:
    """Reads the frames of cue verbs in a sentence."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._units = clauses.units
        self._complements = Complements(clauses)
        self._speaking = Speaking(clauses)

    def of(self, group: Group) -> Iterator[FoundClaim]:
        """Yield the claims that a verb group reports."""
        cue = lexicon().verbs.get(group.lemma) or self._of_objects(group.lemma) or self._of_hearing(group)
        if cue is None or group.passive or self._speaking.is_hypothetical(group):
            return
        inverted = self._inverted(group, cue)
        if inverted and self._closes(group, inverted):
            yield from self._said_left(group, cue, inverted, start=group.start, behind=inverted.end)
            return
        subject = self._speaking.subject(group)
        if subject and is_put_so(self._clauses, group, subject):
            return
        complement = self._complements.of(group, cue)
        if cue.lemma in listed("only_quoting") and (complement is None or complement.type != "direct"):
            complement = complement if cue.prepositions and complement and complement.type == "reported" else None
        if subject and self._may_say(subject, group, cue, complement):
            yield from self._said(group, cue, subject, complement)
            return
        if inverted:
            yield from self._said_left(group, cue, inverted, start=group.start, behind=inverted.end)

    def _closes(self, group: Group, inverted: Subject) -> bool:
        """Return whether a verb behind a comma and who speaks behind it close a clause: "…, warned Hale."."""
        if self._clauses.subject_of[group.start] is not None or self._clauses.lower(group.start - 1) != ",":
            return False
        named = speaks(self._units[inverted.first : inverted.core])
        end = self._clauses.skip_circumstances(inverted.end)
        return named and (self._clauses.is_stop(end) or self._clauses.lower(inverted.end) in _RELATIVE)

    def _of_hearing(self, group: Group) -> Cue | None:
        """Return "hear" as a cue where a court hears: "the jury heard that"."""
        own = self._clauses.subject_of[group.start]
        heard = own is not None and any(
            unit.lemma.lower() in listed("hearing") for unit in self._units[own.first : own.core]
        )
        return Cue("hear", {"t": "says", "c": "says"}, {}) if heard and group.lemma == "hear" else None

    def _of_objects(self, lemma: str) -> Cue | None:
        """Return a verb that is a cue with some objects alone."""
        return Cue(lemma, {}, {}) if lemma in lexicon().objects else None

    def _may_say(self, subject: Subject, group: Group, cue: Cue, complement: Complement | None) -> bool:
        """Return whether somebody or something that speaks is the subject."""
        phrase = self._units[subject.first : subject.core]
        if self._clauses.lower(subject.core) == ",":
            beside = self._units[subject.core + 1 : subject.end]
            phrase = [*phrase, *beside] if all(unit.tag == "NP0" for unit in beside) else phrase
        if is_nobody(phrase) or is_title(self._clauses, group, subject):
            return False
        if is_nobody_in_particular(self._clauses, subject, group):
            return False
        return can_speak(phrase, cue, complement.type if complement else "indirect", relative=subject.relative)

    def _said(self, group: Group, cue: Cue, subject: Subject, complement: Complement | None) -> Iterator[FoundClaim]:
        """Yield the claim of a subject and its verb."""
        own = self._clauses.subject_of[group.start] is not None or group.participle == "ing"
        left = self._left_of(subject.begins, cue) if own and self._units[group.start].quoted < 0 else None
        if complement and left and self._is_aside(subject, complement):
            complement = None
        if complement and complement.type == "reported" and left and self._is_whole_left(complement, cue):
            complement = None
        if left and complement and left[0] == "direct" and complement.type == "direct":
            yield self._claim(group, cue, subject, "direct", "says", [*left[1], *self._spans(complement)])
            return
        if left and left[0] == "direct" and (complement is None or self._is_beside(group, complement)):
            yield from self._said_left(group, cue, subject, start=subject.begins, behind=group.end)
            return
        if complement and group.negated and self._is_nothing_said(cue, complement):
            return
        if complement:
            spans = self._spans(complement)
            if left and left[0] == "indirect" and self._clauses.lower(complement.first - 1) == ":":
                spans = [*left[1], *spans] if self._can_be_left(left[1][0], subject.begins, None) else spans
            claim = self._claim(group, cue, subject, complement.type, complement.stance, spans)
            yield replace(claim, addressee=complement.addressee)
            return
        pointed = cue.lemma == "point" and self._clauses.lower(group.end) == "out"
        if group.participle == "ing" and not self._speaking.is_habit(group):
            return  # "Writing in the Herald, she …"
        if (pointed or any(map(cue.takes, "qcva"))) and self._is_closed(group, cue):
            behind = self._behind_told(group.end) if cue.takes("a") else group.end
            yield from self._said_left(group, cue, subject, start=subject.begins, behind=behind)

    def _is_aside(self, subject: Subject, complement: Complement) -> bool:
        """Return whether a frame with "as" tells of what stands before it: "as Pitt noted in a debate that failed"."""
        as_ = "as" in (self._clauses.lower(subject.begins), self._clauses.lower(subject.begins - 1))
        return as_ and complement.type != "direct" and subject.begins > 1

    def _is_nothing_said(self, cue: Cue, complement: Complement) -> bool:
        """Return whether "not" tells that nothing is said: "has not spoken about it", "did not want to be named"."""
        if complement.type == "reported":
            return complement.stance in ("says", "assumes") and cue.lemma not in listed("supporting")
        return cue.lemma == "want"

    def _behind_told(self, place: int) -> int:
        """Return the place behind a pronoun or a phrase for who is told."""
        return noun_phrase(self._units, place, self._clauses.last) or place

    def _is_closed(self, group: Group, cue: Cue) -> bool:
        """Return whether a frame ends behind its verb, but for who is told and where: no object stands there."""
        on = cue.lemma == "go" and self._clauses.lower(group.end) == "on"
        apart = ("about", "of", "with", "against", "for", "like")
        if self._clauses.lower(group.end) in apart and cue.lemma not in ("say", "write"):
            return False
        place = self._clauses.skip_circumstances(group.end + on)
        if cue.takes("a") and not self._clauses.is_stop(place):
            told = noun_phrase(self._units, place, self._clauses.last)
            place = self._clauses.skip_circumstances(told) if told else place
        if self._clauses.is_stop(place) or self._units[place].is_quotation:
            return True
        return self._clauses.tag(place) in ("CJS", "VVG", "CJC", "PRP", "TO0") or self._clauses.lower(place) in (
            "it",
            "so",
        )

    def _is_whole_left(self, complement: Complement, cue: Cue) -> bool:
        """Return whether what is behind a frame is only to whom or where it was said."""
        if complement.stop <= complement.first + 1:
            return False
        return cue.takes("q") and self._clauses.skip_circumstances(complement.first + 1) >= complement.stop

    def _is_beside(self, group: Group, complement: Complement) -> bool:
        """Return whether what stands behind a frame is none of what is said before it: "“No,” he says when I ask."."""
        if complement.type == "indirect" and self._clauses.tag(complement.first - 1) != "CJT":
            return True
        return self._clauses.skip_circumstances(group.end) >= complement.stop

    def _spans(self, complement: Complement) -> list[Offsets]:
        span = self._clauses.span(complement.first, complement.stop)
        return [span] if span else []

    def _inverted(self, group: Group, cue: Cue) -> Subject | None:
        """Return the subject behind a verb: "…, said Hale", "said Hale: …"."""
        if (
            self._units[group.main].quoted >= 0
            or not cue.takes("v")
            or not (group.finite or group.maybe_finite)
            or group.negated
            or group.modal
        ):
            return None
        before = self._clauses.lower(group.start - 1)
        opens = group.start == 0 or before in (",", "so", "thus", "—", "–") or self._units[group.start - 1].is_quotation
        quoted = group.start > 0 and self._units[group.start - 1].quoted >= 0
        place = group.end
        while self._clauses.tag(place) == "AV0":
            place += 1
        asked = self._clauses.tag(place) in ("DTQ", "PNQ", "AVQ")
        behind = self._clauses.subjects.behind(place) if (opens or quoted) and not asked else None
        bare = self._clauses.tag(group.main) in ("VVB", "VVI")
        one = behind is not None and self._clauses.tag(behind.core - 1) == "NN1" and behind.core == behind.end
        return None if bare and one else behind  # "If you want a ticket, ask the driver"

    def _left_of(self, begins: int, cue: Cue) -> tuple[ClaimType, list[Offsets]] | None:
        """Return what stands before a frame and is reported by it: a quotation, or a clause and a comma."""
        place = begins - 1
        if (self._clauses.lower(place - 1), self._clauses.lower(place)) == ("or", "so"):
            place -= 2  # "…, or so the minister says"
        if place < 0:
            return None
        if self._units[place].is_quotation:
            return "direct", [self._quoted_span(place)]
        if self._clauses.lower(place) not in (",", "–", "—"):
            ends = self._units[place].quoted
            return None if ends < 0 else self._clause_left(place + 1)
        if place and self._units[place - 1].is_quotation:
            return "direct", [self._quoted_span(place - 1)]
        return self._clause_left(place)

    def _quoted_span(self, place: int) -> Offsets:
        """Return the whole span of a quotation, also of one that began in an earlier sentence."""
        unit = self._units[place]
        quote = next((q for q in self._clauses.quotations if q.start <= unit.start < q.end), None)
        return (quote.start, quote.end) if quote and quote.end <= unit.end + 1 else (unit.start, unit.end)

    def _clause_left(self, stop: int) -> tuple[ClaimType, list[Offsets]] | None:
        """Return the clause that ends before a frame, from the sentence's beginning or the last frame on."""
        first = 0
        for at in range(stop - 1, -1, -1):
            if (
                self._units[at].is_quotation
                or self._units[at].text == ":"
                or (self._units[at].text == ";" and self._has_cue(at))
            ):
                first = at + 1
                break
        if self._clauses.lower(first) in ("but", "and", "so", "yet", "still") and first + 1 < stop:
            first += 1 + (self._clauses.lower(first + 1) == ",")
        span = self._clauses.span(first, stop)
        if span is None:
            return None
        return "indirect", [span]

    def _has_cue(self, stop: int) -> bool:
        """Return whether a cue of its own stands before a semicolon."""
        return any(group.start < stop and group.lemma in lexicon().verbs for group in self._clauses.groups)

    def _said_left(self, group: Group, cue: Cue, subject: Subject, *, start: int, behind: int) -> Iterator[FoundClaim]:
        """Yield the claim of what stands left of a frame, and goes on behind it."""
        if group.negated:
            return
        as_ = self._clauses.lower(start - 1) == "as" or self._clauses.lower(start) == "as"
        begins = start - 1 if self._clauses.lower(start - 1) == "as" else start
        left = self._left_of(begins, cue)
        stance = cue.letters.get("q") or cue.letters.get("c") or cue.letters.get("t") or "says"
        right = self._continued(behind, left[0] if left else None)
        if left and right and left[0] == "indirect":
            left = "indirect", [self._behind_semicolon(left[1][0])]
        if left and right and self._clauses.lower(begins - 1) == "," and self._clauses.lower(begins - 2) in _RELATIVE:
            left = ("indirect", [])  # "a pilot who, prosecutors say, sold answers"
        if left is None:
            if right and right[0] == "direct":
                yield self._claim(group, cue, subject, "direct", stance, right[1])
            elif as_ and right:
                yield self._claim(group, cue, subject, *("indirect", stance), right[1])
            return
        type_, spans = left
        if type_ == "indirect" and cue.letters and set(cue.letters) <= {"q", "v"}:
            return
        inverted = subject.first >= group.end
        if type_ == "indirect" and inverted and cue.lemma == "add":
            return  # "City Library Extends Hours, Adds Room"
        if type_ == "indirect" and spans and not inverted and not self._can_be_left(spans[0], begins, right):
            return
        joined = as_ and right is not None and self._clauses.tag(self._place_of(right[1][0])) == "CJC"
        if right and not joined and (right[0] == type_ or type_ == "indirect"):
            spans = [*spans, *right[1]]
        yield self._claim(group, cue, subject, type_, stance, spans)

    def _behind_semicolon(self, span: Offsets) -> Offsets:
        """Return the part of a span behind its last semicolon: "it failed; the loaf, he says, rose" parts the loaf."""
        cuts = [unit.end for unit in self._units if unit.text == ";" and span[0] < unit.start < span[1]]
        first = next((unit.start for unit in self._units if cuts and unit.start >= cuts[-1]), span[0])
        return (first, span[1]) if first < span[1] else span

    def _place_of(self, span: Offsets) -> int:
        """Return the place of the first unit of a span."""
        return next((at for at, unit in enumerate(self._units) if unit.start >= span[0]), self._clauses.last)

    def _can_be_left(self, span: Offsets, begins: int, right: tuple[ClaimType, list[Offsets]] | None) -> bool:
        """Return whether a clause before a frame can be reported by it: it has a verb, or goes on behind."""
        held = [g for g in self._clauses.groups if span[0] <= self._units[g.start].start < span[1]]
        first = next(at for at, unit in enumerate(self._units) if unit.start >= span[0])
        if right and right[0] == "indirect":
            return True
        opened = self._clauses.lower(first) != "since" and (
            self._clauses.tag(first) in ("CJS", "VVG", "VVN", "PRP", "VHG") or self._clauses.lower(first) == "when"
        )
        commas = any(self._units[at].text == "," for at in range(first, begins - 1))
        finite = any(group.finite for group in held)
        asked = self._clauses.lower(first) in ("whether", "how", "why") and sum(group.finite for group in held) > 1
        if opened and not commas and not asked and not (finite and self._clauses.tag(first) == "PRP"):
            return False
        bare = not opened and self._clauses.tag(first) != "AV0" and begins - first > 1
        closes = bare and right is None and self._ends_behind(begins)
        return bool(held) or closes or self._clauses.sentence.kind == "title"

    def _ends_behind(self, begins: int) -> bool:
        """Return whether the frame at a place is the last of its sentence: "No leak so far, owner insists."."""
        later = [group for group in self._clauses.groups if group.start >= begins]
        return len(later) == 1 and self._clauses.skip_circumstances(later[0].end) >= self._clauses.last

    def _continued(self, behind: int, left: ClaimType | None) -> tuple[ClaimType, list[Offsets]] | None:
        """Return what goes on behind a frame: a quotation behind a comma or a colon, or the rest of the clause."""
        stop = behind
        while stop < self._clauses.last and not self._units[stop].is_quotation:
            joined = stop > behind and self._clauses.lower(stop - 1) in ("and", "but")
            if self._units[stop].text in ".!?" or (left == "direct" and joined and stop in self._clauses.starting):
                return None  # another sentence, or another verb's: "he asks, and answers himself"
            if self._units[stop].text == ":":
                quoted = stop + 1 < self._clauses.last and self._units[stop + 1].is_quotation
                stop += quoted and left is None  # "Said Hale: “…”"
                break
            stop += 1
        if stop < self._clauses.last and self._units[stop].is_quotation:
            return "direct", [self._quoted_span(stop)]
        if stop < self._clauses.last and self._units[stop].text == ":":
            span = self._clauses.span(stop + 1, self._clauses.last)
            return ("direct" if left == "direct" else "indirect", [span]) if span and left is None else None
        place = self._clauses.skip_circumstances(behind + (self._clauses.lower(behind) in ("it", "so")))
        if self._clauses.lower(place) not in (",", "–", "—"):
            return None
        return self._few_quoted(place + 1) if left == "direct" else self._rest(place + 1)

    def _few_quoted(self, place: int) -> tuple[ClaimType, list[Offsets]] | None:
        """Return a few quoted words with which a quotation goes on: "“It is open”, he said, “for now”"."""
        stop = place
        while stop < self._clauses.last and self._units[stop].quoted >= 0:
            stop += 1
        span = self._clauses.span(place, stop) if stop > place and self._clauses.is_stop(stop) else None
        return ("direct", [span]) if span else None

    def _rest(self, place: int) -> tuple[ClaimType, list[Offsets]] | None:
        """Return the rest of a clause that a frame interrupts, which has no subject of its own."""
        if place >= self._clauses.last:
            return None
        group = self._clauses.starting.get(place) or self._clauses.starting.get(place + 1)
        opens = (
            group is not None and (group.finite or group.maybe_finite) and self._clauses.subject_of[group.start] is None
        )
        interrupted = group is not None and group.finite and self._over_frame(group)
        told = group is not None and group.participle == "ing" and group.lemma in lexicon().verbs
        clausal = self._clauses.lower(place) == "when" and self._clauses.opens_clause(place + 1) is not None
        plain = clausal or (
            not told and self._clauses.lower(place) not in ("who", "which", "whose", "where", "when", "as", "while")
        )
        if not (opens or interrupted or plain):
            return None
        that = self._clauses.lower(place) == "that"
        stop = end_of_content(self._clauses, place, None) if that else self._clauses.last
        span = self._clauses.span(place, stop)
        return ("indirect", [span]) if span else None

    def _over_frame(self, group: Group) -> bool:
        """Return whether a verb's subject stands before the frame."""
        subject = self._clauses.subject_of[group.start]
        return subject is not None and subject.end < group.start - 2

    def _is_heard(self, place: int) -> bool:
        """Return whether "it" behind a verb is nobody's: "rumour has it that", "you will hear it said that"."""
        return self._clauses.tag(place)[:2] == "VH" or self._units[place].lemma.lower() == "hear"

    def _claim(
        self, group: Group, cue: Cue, subject: Subject, type_: ClaimType, stance: Stance, spans: list[Offsets]
    ) -> FoundClaim:
        """Return a claim of a frame."""
        heard = self._clauses.lower(subject.first) == "it" and self._is_heard(subject.first - 1)
        speakers = [] if heard or cue.lemma == "hear" else self._clauses.speakers(subject)
        main = self._units[group.main]
        negated = group.negated
        if negated and stance == "denies":
            stance, negated = "confirms", False
        if negated and type_ == "reported" and cue.lemma in listed("supporting"):
            stance, negated = "denies", False
        return FoundClaim(
            type=type_,
            content=tuple(spans),
            speaker=speakers[0] if speakers else None,
            cue=(main.start, main.end, cue.lemma),
            stance=stance,
            sentence=self._clauses.sentence.id,
            negated=negated,
            plural=len(speakers) > 1 or None,
            others=tuple(speakers[1:]),
        )
