"""A sentence as all readers of frames look at it: its units, its verb groups, their subjects, and spans of the text."""

from __future__ import annotations

from collections.abc import Sequence, Set

from chat.attribution.english.phrases import noun_phrase, prepositional_phrase, time_phrase
from chat.attribution.english.phrasing import own_kind
from chat.attribution.english.retagging import retagged
from chat.attribution.english.subjects import Subject, Subjects
from chat.attribution.english.units import units_of
from chat.attribution.english.verbs import Group, groups_of
from chat.attribution.found import Offsets
from chat.attribution.quotations import Quotation
from chat.schema import Sentence

_JOINING = frozenset({"and", "or"})
# How something is said, by a preposition and no noun: "said in private that".
_SET_PHRASES = frozenset(
    [("in", word) for word in ("passing", "private", "public", "short", "full", "person")]
    + [("at", word) for word in ("length", "first", "last", "once")]
    + [("for", "certain"), ("for", "now"), ("of", "late")]
)
_OF_THEM = (("them",), ("these",), ("those",), ("whom",))
_POSSESSIVE = frozenset({"his", "her", "their", "its", "my", "our"})


class Clauses:
    """The units of a sentence with its verb groups; `text` is the article."""

    def __init__(
        self, sentence: Sentence, quotations: Sequence[Quotation], text: str, names: Set[str] = frozenset()
    ) -> None:
        self.sentence = sentence
        self.text = text
        self.quotations = quotations
        self.units = retagged(units_of(sentence, quotations, text, names))
        self.groups = groups_of(self.units)
        self.subjects = Subjects(self.units, self.groups)
        self.starting = {group.start: group for group in self.groups}
        self.subject_of = {group.start: self.subjects.before(group) for group in self.groups}

    @property
    def last(self) -> int:
        """The place behind the last unit."""
        return len(self.units)

    def lower(self, place: int) -> str:
        """Return the word at a place in lower case, nothing where there is none."""
        return self.units[place].lower if 0 <= place < len(self.units) else ""

    def tag(self, place: int) -> str:
        """Return the tag of a unit, nothing where there is none."""
        return self.units[place].tag if 0 <= place < len(self.units) else ""

    def is_stop(self, place: int) -> bool:
        """Return whether a stop stands at a place, or the sentence ends there."""
        return place >= len(self.units) or self.units[place].is_stop

    def span(self, first: int, stop: int) -> Offsets | None:
        """Return the span of units first … stop-1 without stops at its ends, marks of quotations with it."""
        while first < stop and self.units[first].is_stop:
            first += 1
        while stop > first and self.units[stop - 1].is_stop:
            stop -= 1
        if first >= stop:
            return None
        start, end = self.units[first].start, self.units[stop - 1].end
        for quote in self.quotations:
            if quote.start == start - 1 and quote.end <= self.sentence.end + 1 and quote.start >= self.sentence.start:
                start = quote.start
            rest = self.text[end : quote.end]
            if start <= quote.start < end < quote.end and not any(map(str.isalnum, rest)):
                end = quote.end
        return start, end

    def phrase(self, subject: Subject | None) -> Offsets | None:
        """Return the span of a subject."""
        return self.span(subject.first, subject.end) if subject else None

    def speakers(self, subject: Subject) -> list[Offsets]:
        """Return the spans of those who are a subject: one, or each of those whom "and" joins."""
        places = [(self._name_beside(first, stop), stop) for first, stop in self._joints(subject)]
        spans = [self.span(first, stop) for first, stop in places]
        return [span for span in spans if span]

    def _name_beside(self, first: int, stop: int) -> int:
        """Return where a phrase begins that says who it is: with the name in "one of them, Bev Tolliver"."""
        comma = next((at for at in range(first, stop) if self.units[at].text == ","), None)
        if comma is None or comma + 1 >= stop or self.units[comma + 1].tag != "NP0":
            return first
        head = tuple(unit.lower for unit in self.units[first:comma])
        counted = len(head) == 2 and self.units[first].tag == "AT0" and self.units[comma - 1].tag in ("ORD", "NN1")
        counted = counted and head[-1] in ("first", "second", "third", "fourth", "fifth", "other", "last")
        among = head in (("another",), ("one",)) or (head[:2] == ("one", "of") and head[2:] in _OF_THEM)
        return comma + 1 if counted or among else first

    def _joints(self, subject: Subject) -> list[tuple[int, int]]:
        """Return the places of those whom "and" joins in a subject."""
        first, end = subject.first, subject.end
        for place in range(end - 2, first, -1):
            if self.units[place].lower not in _JOINING or not self._is_joint(first, place, end):
                continue
            before = place - 1 if self.units[place - 1].text == "," else place
            parts = [(first, before), (place + 1, end)]
            comma = next((at for at in range(first + 1, before) if self.units[at].text == ","), None)
            names = self.units[first].tag == "NP0" and comma is not None and self.units[comma + 1].tag == "NP0"
            of_three = comma is not None and (self.units[place - 1].text != "," or names)
            if (
                comma
                and of_three
                and noun_phrase(self.units, first, comma) == comma
                and self._is_named(comma + 1, before)
            ):
                parts = [(first, comma), (comma + 1, before), (place + 1, end)]
            return parts
        return [(first, end)]

    def _is_named(self, first: int, stop: int) -> bool:
        return noun_phrase(self.units, first, stop) == stop and self.units[first].is_capital

    def _is_joint(self, first: int, place: int, end: int) -> bool:
        """Return whether "and" joins two who speak: two names, or two phrases with an article or a possessive."""
        behind = self.units[place + 1]
        head = any(unit.lower in ("of", "for", "between") for unit in self.units[first:place])
        own = behind.tag in ("AT0", "DPS") or behind.tag == "NP0" or (behind.is_capital and behind.is_noun)
        last = place - 1 - (self.units[place - 1].text == ",")
        if behind.tag == "NN1" and self.units[end - 1].tag == "NP0" and self.units[last].tag == "NP0":
            return not head  # "Jimenez and co-author Paul Whitacre"
        named = self.units[max(first, last)].is_capital
        if self._is_of_one(first, place, end):
            return False
        if behind.tag in ("AT0", "DPS"):
            return not head or named
        if noun_phrase(self.units, place + 1, end) is None:
            return False
        return not head and (own and named)

    def _is_of_one(self, first: int, place: int, end: int) -> bool:
        """Return whether "and" joins what one person is: "President and CEO Ann Hale", "Hale, a nurse and chair"."""
        if place == first + 1:
            offices = own_kind(self.units[first].lower) == own_kind(self.units[place + 1].lower) == "office"
            return offices and self.units[end - 1].tag == "NP0"
        comma = next((at for at in range(first + 1, place - 1) if self.units[at].text == ","), None)
        if comma is None or self.units[comma - 1].tag != "NP0" or self.tag(comma + 1) == "NP0":
            return False
        return not any(unit.tag == "NP0" and not unit.text.isupper() for unit in self.units[place + 1 : end])

    def behind_set_phrase(self, place: int) -> int:
        """Return the place behind "in private", "at length" and the like at a place, the place itself without."""
        return place + 2 if (self.lower(place), self.lower(place + 1)) in _SET_PHRASES else place

    def skip_circumstances(self, place: int) -> int:
        """Return the place behind adverbs and phrases of place and time that stand at a place."""
        while place < self.last:
            unit = self.units[place]
            end: int | None = None
            if (told := self.behind_set_phrase(place)) > place:
                end = told
            elif after := time_phrase(self.units, place, self.last):
                end = after
            elif unit.tag in ("AV0", "AVP") and unit.lower not in ("so", "why", "how", "when"):
                end = place + 1
            elif unit.tag in ("PRP", "CJS") and not self.units[place].is_quotation:
                end = prepositional_phrase(self.units, place, self.last)
            if end is None:
                return place
            place = end
        return place

    def finite_behind(self, place: int, stop: int | None = None) -> Group | None:
        """Return the first verb group behind a place that may be finite, before `stop`."""
        for group in self.groups:
            if group.start >= place and (stop is None or group.start < stop) and group.finite:
                return group
        return None

    def opens_clause(self, place: int) -> Group | None:
        """Return the verb group of the clause that begins at a place: with its subject, or with what leads to it."""
        if place >= self.last or self.units[place].is_stop:
            return None
        start = place
        for group in self.groups:
            if group.start <= place or not group.finite:
                continue
            subject = self.subject_of[group.start]
            if subject is None or subject.relative or subject.first < place:
                continue
            gerund = self.units[start].tag == "VVG" and start < subject.first <= start + 2  # "reopening it would be"
            leading = start in (subject.first, subject.begins) or gerund or self._leads(start, subject.first)
            leading = leading or self._reaches(start, subject.first)
            return group if leading else None
        return None

    def _leads(self, first: int, subject: int) -> bool:
        """Return whether units before a subject only lead to it: adverbs, phrases of place, "if it rains,"."""
        opening = self.units[first]
        if opening.tag in ("CJS", "AVQ", "DTQ") or opening.lower in ("once", "given", "unless"):
            return True
        return self.skip_circumstances(first) >= subject

    def _reaches(self, first: int, subject: int) -> bool:
        """Return whether a phrase goes on to a subject: "hopes of finding more survivors were fading"."""
        end = noun_phrase(self.units, first, self.last)
        if end is None or self.tag(end) != "PRF" or self.tag(end + 1) != "VVG":
            return False
        return subject == end + 2

    def is_owned(self, place: int) -> bool:
        """Return whether a possessive stands at a place."""
        return self.lower(place) in _POSSESSIVE
