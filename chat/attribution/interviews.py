"""Interviews: who speaks in each turn of a text that is one, told by the labels before what is said.

A text is an interview only where labels alternate or repeat, and where they name who asks or who answers: "Wetter: …",
"Berlin: …" and "Tor: …" name nobody. Whoever asks claims nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import regex

from chat.attribution.found import FoundClaim, Offsets
from chat.attribution.labels import Label, People, is_credit, is_first_person, label_at
from chat.attribution.quotations import Quotation
from chat.lang.quotations import CLOSED_BY
from chat.schema import Sentence

_ASKS = 0.6  # of the turns of who asks end with a question mark
_LONGEST_HEADING = 80  # characters
_LAST = 50  # characters in which a paragraph ends
_FULL_NAME = 2  # words
_QUESTION_SENTENCES = 4
_ENDS = regex.compile(r"[.!?…:][\"“”«»‘’'*_)\]]*(?:\s\([^()]{1,40}\))?$")  # "Das weiß niemand. (lacht)"
QUESTION = regex.compile(r"\?[\"“”«»‘’'*_)\]]*$")
# By name, in a question.
ADDRESSED = regex.compile(r"\b(?:Herr|Frau)(?:\s(?:Dr|Prof)\.)*(?:\s\p{Lu}[\p{L}\p{M}’'-]+)+(?=[,?])")
_MARKUP = " *_\n\r\t\xa0"


@dataclass(frozen=True)
class Turn:
    """What somebody says up to the next label, by its sentences; `label` is None for a question without one."""

    label: Label | None
    sentences: tuple[Sentence, ...]
    asks: bool
    stands_for: Offsets | None = None  # the full name behind the label
    addressed: Offsets | None = None  # who is asked by name in the questions, where all ask one person

    def claims(self, text: str) -> list[FoundClaim]:
        """Return the turn as a claim of whoever answers; none for a question, and where nothing is said."""
        if self.asks or self.label is None:
            return []
        spans: list[Offsets] = []
        for sentence in self.sentences:
            said = text[max(sentence.start, self.label.end) : sentence.end]
            end = sentence.end - len(said) + len(said.rstrip(_MARKUP))
            start = sentence.end - len(said.lstrip(_MARKUP))
            if end <= start:
                continue
            if spans and not text[spans[-1][1] : start].strip(_MARKUP):
                start = spans.pop()[0]
            spans.append((start, end))
        if not spans:
            return []
        speaker = self.label.span if self.label.kind != "answer" or self.stands_for else None
        if self.label.kind == "answer" and self.addressed:
            speaker = self.addressed  # "Antwort:" to "Frau Kranz, warum …"
        answer = self.sentences[0].id
        return [FoundClaim("direct", tuple(spans), speaker, None, "says", answer, stands_for=self.stands_for)]


def find_turns(text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> list[Turn]:
    """Return the turns of a text that is an interview, in order; none of any other. Cost grows linearly."""
    reading = _Interview(text, [sentence for sentence in sentences if sentence.kind != "boilerplate"], quotations)
    return list(reading.turns()) if reading.is_one() else []


def addressed_in(text: str, questions: Sequence[Offsets]) -> Offsets | None:
    """Return the span of the name by which questions, told by their spans, address whoever answers.

    None for no name, and for more than one.
    """
    spans = [match.span() for start, end in questions for match in ADDRESSED.finditer(text, start, end)]
    names = {text[start:end].split()[-1] for start, end in spans}
    return spans[0] if len(names) == 1 else None


class _Interview:
    """A text with labels, which may be an interview. Places are those of its sentences."""

    def __init__(self, text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> None:
        self._text = text
        self._sentences = sentences
        self._quotations = quotations
        self._starts = [quotation.start for quotation in quotations]
        self._paragraphs = _paragraphs(sentences)
        self._paragraph_of = {
            at: number for number, (first, end) in enumerate(self._paragraphs) for at in range(first, end)
        }
        self._labels = self._found_labels()
        self._people = People()
        self._times = Counter(label.name for label in self._labels.values())
        self._asking = self._who_asks()
        self._learn_people()
        self._behind_question = {at: before.name in self._asking for at, before in self._with_label_before()}

    def is_one(self) -> bool:
        """Return whether the text is an interview: who asks and who answers alternate, or people speak by turns."""
        self._labels = {at: label for at, label in self._labels.items() if self._is_speaker(at, label)}
        if len(self._labels) < 2:
            return False
        names = {label.name for label in self._labels.values()}
        if self._asking & names:
            return bool(names - self._asking)
        if any(self._asked_before(at) for at in self._labels):
            return True
        return all(self._speaks(at) for at in self._labels)

    def turns(self) -> Iterator[Turn]:
        """Yield the turns, questions without a label among them."""
        places = [*sorted(self._labels), len(self._sentences)]
        for place, (first, end) in enumerate(pairwise(places)):
            label = self._labels[first]
            asks = label.name in self._asking
            numbers = range(self._paragraph_of[first], self._paragraph_of[end - 1] + 1)
            question = None
            if not self._asking and end < len(self._sentences) and len(numbers) > 1 and self._prompts(numbers):
                question, numbers = numbers[-1], numbers[:-1]
            said = self._said(first, end, numbers, is_last=place == len(places) - 2)
            yield Turn(label, tuple(said), asks, None if asks else self._people.behind(label), self._addressed)
            if question is not None:
                yield Turn(None, tuple(self._sentences[slice(*self._paragraphs[question])]), asks=True)
        first = min(self._labels)
        before = self._paragraph_of[first] - 1
        if not self._asking and before >= 0 and self._asks(before):
            yield Turn(None, tuple(self._sentences[slice(*self._paragraphs[before])]), asks=True)

    @cached_property
    def _addressed(self) -> Offsets | None:
        """Return the span of the name by which the questions address whoever answers, None for more than one."""
        asked = [
            (label.end, self._sentences[self._first_end(at) - 1].end)
            for at, label in self._labels.items()
            if label.name in self._asking
        ]
        return addressed_in(self._text, asked)

    @cached_property
    def _addressed_names(self) -> set[str]:
        """Return the last names by which somebody is addressed in the text."""
        return {match[0].split()[-1] for match in ADDRESSED.finditer(self._text)}

    def _found_labels(self) -> dict[int, Label]:
        """Return the labels by the place of the sentence that they open; within a paragraph those found at heads."""
        labels: dict[int, Label] = {}
        for first, end in self._paragraphs:
            if _ENDS.search(self._ending(first, end)) and (label := self._label_at(first, end)):
                labels[first] = label
        at_heads = {label.name for label in labels.values()}
        for first, end in self._paragraphs:
            for at in range(first + 1, end):
                label = self._label_at(at, end)
                if label and (label.name in at_heads or label.kind in ("question", "answer")):
                    labels[at] = label
        return dict(sorted(labels.items()))

    def _learn_people(self) -> None:
        """Keep the full names of what stands before the first turn, and of the labels."""
        clear = (at for at, label in self._labels.items() if label.kind != "name" or self._times[label.name] > 1)
        for sentence in self._sentences[: next(clear, 0)]:
            self._people.learn(sentence)
        for label in self._labels.values():
            if label.name not in self._asking:
                self._people.learn_label(label)

    def _label_at(self, place: int, end: int) -> Label | None:
        return label_at(self._text, self._sentences[place].start, self._sentences[end - 1].end)

    def _ending(self, first: int, end: int) -> str:
        """Return the last characters of the sentences first … end-1."""
        last = self._sentences[end - 1].end
        return self._text[max(self._sentences[first].start, last - _LAST) : last]

    def _asks(self, paragraph: int) -> bool:
        """Return whether a paragraph is a question, with what leads to it."""
        first, end = self._paragraphs[paragraph]
        return end - first <= _QUESTION_SENTENCES and QUESTION.search(self._ending(first, end)) is not None

    def _prompts(self, numbers: range) -> bool:
        """Return whether the last of the paragraphs from a label to the next is what the next one answers.

        That may be no question: "Die Behörde sieht das anders." where others without a label are.
        """
        if self._asks(numbers[-1]):
            return True
        written = self._sentences[slice(*self._paragraphs[numbers[-1]])]
        said = self._text[written[0].start : written[-1].end]
        short = len(numbers) == 2 and len(written) <= 2 and _ENDS.search(said)  # an answer, and a statement
        others = sum(self._asked_before(at) for at in self._labels)
        return bool(short) and others * 2 >= len(self._labels) and not is_first_person(said)

    def _asked_before(self, place: int) -> bool:
        """Return whether a question without a label stands in the paragraph before a label."""
        number = self._paragraph_of[place]
        if number == 0 or place != self._paragraphs[number][0]:
            return False
        return self._paragraphs[number - 1][0] not in self._labels and self._asks(number - 1)

    def _first_end(self, place: int) -> int:
        """Return the end of the first paragraph of the turn at a place, or of the turn where that is in one."""
        end = self._paragraphs[self._paragraph_of[place]][1]
        return next((at for at in range(place + 1, end) if at in self._labels), end)

    def _with_label_before(self) -> Iterator[tuple[int, Label]]:
        """Yield the places of the labels but the first, each with the label before."""
        for (_, before), (at, _) in pairwise(self._labels.items()):
            yield at, before

    def _who_asks(self) -> frozenset[str]:
        """Return the names of whoever asks: labels that say so, and such whose turns end with a question mark."""
        asked = Counter(
            label.name for at, label in self._labels.items() if QUESTION.search(self._ending(at, self._first_end(at)))
        )
        asking = set()
        for label in self._labels.values():
            often = asked[label.name] >= _ASKS * self._times[label.name] or label.name == self._leads(asked)
            clear = self._times[label.name] > 1 or len(label.words) >= _FULL_NAME
            if (
                label.kind == "question"
                or (label.kind == "medium" and asked[label.name])
                or (label.kind in ("name", "initials") and often and clear)
            ):
                asking.add(label.name)
        return frozenset(asking)

    def _leads(self, asked: Counter[str]) -> str | None:
        """Return the label that a question of two who take turns opens, where the other one never asks."""
        names = [label.name for label in self._labels.values()]
        by_turns = len(set(names)) == 2 and all(before != after for before, after in pairwise(names))
        first = names[0]
        return (
            first if by_turns and asked[first] and set(asked) == {first} and QUESTION.search(self._opening()) else None
        )

    def _opening(self) -> str:
        """Return the end of the first turn."""
        first = min(self._labels)
        return self._ending(first, self._first_end(first))

    def _is_speaker(self, place: int, label: Label) -> bool:
        """Return whether a label names who asks or who answers, by what it is and by what stands around it."""
        if label.name in self._asking or label.kind == "answer":
            return True
        if label.kind == "medium" and self._behind_question.get(place, False):
            return True  # a name in capitals
        if self._people.behind(label) or (label.has_role and self._speaks(place)):
            return True
        if label.words[-1:] and label.words[-1] in self._addressed_names:
            return True
        heard = self._times[label.name] > 1 or self._speaks(place) or self._asked_before(place)
        if len(label.words) >= _FULL_NAME and heard:
            return True
        if self._asking:
            return self._times[label.name] > 1 or self._behind_question.get(place, False)
        return self._times[label.name] > 1 and self._asked_before(place)

    def _speaks(self, place: int) -> bool:
        """Return whether the turn at a place is in the first person, or between quotation marks."""
        said = self._text[self._labels[place].end : self._sentences[self._first_end(place) - 1].end]
        return said.lstrip(_MARKUP)[:1] in CLOSED_BY or is_first_person(said)

    def _said(self, first: int, end: int, numbers: range, *, is_last: bool) -> Iterator[Sentence]:
        """Yield the sentences of the turn from `first` to before `end`, in the paragraphs of those numbers."""
        quotation = self._quotation_at(self._labels[first].end)
        for number in numbers:
            start, stop = max(first, self._paragraphs[number][0]), min(end, self._paragraphs[number][1])
            sentences = self._sentences[start:stop]
            written = self._text[sentences[0].start : sentences[-1].end]
            if is_credit(written) or (is_last and start != first and self._is_about(self._labels[first], written)):
                return
            is_heading = start != first and len(written) <= _LONGEST_HEADING and not _ENDS.search(written)
            for sentence in () if is_heading else sentences:
                if quotation and sentence.start >= quotation.end:
                    return
                yield sentence

    def _is_about(self, label: Label, written: str) -> bool:
        """Return whether a paragraph behind the last turn tells of whoever spoke there, and is no longer theirs."""
        return not is_first_person(written) and label.words[-1:] != [] and label.words[-1] in written

    def _quotation_at(self, offset: int) -> Quotation | None:
        """Return the quotation that opens at an offset, or behind the space there."""
        place = bisect_left(self._starts, offset)
        found = self._quotations[place] if place < len(self._quotations) else None
        return found if found and not self._text[offset : found.start].strip(_MARKUP) else None


def _paragraphs(sentences: Sequence[Sentence]) -> list[Offsets]:
    """Return the places of the first sentence of each paragraph and of the one behind its last."""
    heads = [at for at, s in enumerate(sentences) if not at or sentences[at - 1].paragraph != s.paragraph]
    return list(pairwise([*heads, len(sentences)]))
