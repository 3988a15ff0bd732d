"""Interviews without labels: questions and answers by turns, told by question marks, bold type or dashes.

A text is one only where its questions speak to somebody, and where whoever answers speaks of themselves; questions that
head the parts of an article do neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import regex

from chat.attribution.found import Offsets
from chat.attribution.interviews import ADDRESSED, QUESTION, Turn, addressed_in
from chat.attribution.labels import Label, People, is_credit, is_first_person
from chat.lang.quotations import CLOSING, OPENING
from chat.schema import Sentence

_BOLD = regex.compile(r"(\*\*|__|\*|_)\S.*\S\1", regex.DOTALL)
_DASH = regex.compile(r"[–—-]\s+")
_SPOKEN_TO = regex.compile(r"(?<!^)(?<![.!?:]\s)\b(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?|du|dir|dich|dein(?:e[mnrs]?)?)\b")
_CAPITALS = regex.compile(r"\p{Lu}{2,}(?:[\s-]\p{Lu}{2,})*(?=\s[\"„“»«])")  # "NAVARRO »Selten.«"
_TALK = regex.compile(r"\b(?:[Ii]m (?:Interview|Gespräch)|(?:Interview|Gespräch) mit)\b")
_QUOTED = regex.compile(r"[„»“][^“«”]{0,1000}[“«”]")
_LONGEST_QUESTION = 4  # sentences
_LONGEST_PROMPT = 2  # sentences of what is put to somebody and is no question
_LEAST = 2  # questions


def find_answers(text: str, sentences: Sequence[Sentence]) -> list[Turn]:
    """Return the turns of an interview without labels, in order; none of any other text."""
    kept = [sentence for sentence in sentences if sentence.kind != "boilerplate"]
    heads = [at for at, s in enumerate(kept) if not at or kept[at - 1].paragraph != s.paragraph]
    paragraphs = (tuple(kept[first:end]) for first, end in pairwise([*heads, len(kept)]))
    reading = _Unlabelled(text, [piece for paragraph in paragraphs for piece in _parted(paragraph)])
    return list(reading.turns()) if reading.is_one() else []


def _parted(paragraph: tuple[Sentence, ...]) -> Iterator[tuple[Sentence, ...]]:
    """Yield a paragraph, in two pieces where a question in bold opens it, or one before a quotation."""
    first, rest = paragraph[0].text, paragraph[1:]
    quoted = rest and rest[0].text[0] in OPENING and rest[-1].text[-1] in CLOSING
    if rest and QUESTION.search(first) and (quoted or _BOLD.fullmatch(first)):
        yield paragraph[:1]
        paragraph = rest
    yield paragraph


class _Unlabelled:
    """A text in paragraphs, or pieces of them, which may be an interview. Places are those of paragraphs."""

    def __init__(self, text: str, paragraphs: Sequence[tuple[Sentence, ...]]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._prompts: list[int] = []
        self._questions = self._in_bold() or self._behind_dashes() or self._with_marks()
        if announced := self._announced():
            self._prompts = self._questions = announced

    def is_one(self) -> bool:
        """Return whether questions speak to somebody, each with an answer behind it, and answers of themselves."""
        if len(self._questions) < _LEAST or any(after == at + 1 for at, after in pairwise(self._questions)):
            return False
        asked = [self._written(at) for at in self._questions]
        answers = [" ".join(map(self._written, numbers)) for _, numbers in self._by_turns()]
        marked = sum(QUESTION.search(question) is not None for question in asked)
        of_themselves = sum(map(is_first_person, answers))
        if any(map(self._addresses, self._questions)):
            return all(answers) and marked >= _LEAST and of_themselves > 0
        spoken_to = any(map(_SPOKEN_TO.search, asked))
        if self._prompts:
            return all(answers) and spoken_to and of_themselves * 2 >= len(answers)
        return all(answers) and marked >= _LEAST and spoken_to and of_themselves * 2 >= len(answers)

    def turns(self) -> Iterator[Turn]:
        """Yield the questions and the answers, those by whoever is addressed, or else presented before."""
        by = self._addressed or self._presented
        for at, numbers in self._by_turns():
            yield Turn(None, self._paragraphs[at], asks=True)
            said = tuple(sentence for number in numbers for sentence in self._paragraphs[number])
            yield Turn(self._label(numbers[0]), said, asks=False, addressed=by)

    def _label(self, at: int) -> Label:
        """Return the label of an answer: a name in capitals before a quotation, or nothing but a dash."""
        start = self._paragraphs[at][0].start
        if name := _CAPITALS.match(self._text, start):
            return Label(name[0], name.span(), name.end(), "name", has_role=False)
        dash = _DASH.match(self._text, start)
        return Label("", (start, start), dash.end() if dash else start, "answer", has_role=False)

    def _by_turns(self) -> Iterator[tuple[int, range]]:
        """Yield each question with the paragraphs of its answer; the last ends with the text, or before its credits."""
        last = self._questions[-1]
        behind = (at for at in range(last + 1, len(self._paragraphs)) if self._is_behind(at, first=last + 1))
        for at, after in pairwise([*self._questions, next(behind, len(self._paragraphs))]):
            yield at, range(at + 1, after)

    def _is_behind(self, at: int, *, first: int) -> bool:
        """Return whether a paragraph stands behind the interview: credits, or what tells of whoever was asked."""
        written, by = self._written(at), self._addressed or self._presented
        tells = at > first and by is not None and self._text[slice(*by)].split()[-1] in written
        return is_credit(written) or (tells and not is_first_person(written))

    def _addresses(self, at: int) -> bool:
        """Return whether a paragraph addresses somebody by name."""
        return ADDRESSED.search(self._written(at)) is not None

    def _span(self, at: int) -> Offsets:
        return self._paragraphs[at][0].start, self._paragraphs[at][-1].end

    def _written(self, at: int) -> str:
        return self._text[slice(*self._span(at))]

    def _in_bold(self) -> list[int]:
        """Return the paragraphs that are all in bold type, or in italics."""
        return [at for at in range(len(self._paragraphs)) if _BOLD.fullmatch(self._written(at))]

    def _behind_dashes(self) -> list[int]:
        """Return every second of the paragraphs that open with a dash."""
        dashed = [at for at in range(len(self._paragraphs)) if _DASH.match(self._written(at))]
        return dashed[::2] if len(dashed) > _LEAST and not len(dashed) % 2 else []

    def _with_marks(self) -> list[int]:
        """Return the short paragraphs that end with a question mark."""
        return [
            at
            for at, paragraph in enumerate(self._paragraphs)
            if (paragraph[0].kind != "title" or _SPOKEN_TO.search(self._written(at)) or self._addresses(at))
            and len(paragraph) <= _LONGEST_QUESTION
            and QUESTION.search(self._written(at))
        ]

    def _announced(self) -> list[int]:
        """Return every second of the paragraphs behind one that announces a talk, where one of those is a question.

        Others may say what is to be answered: "Ihr Lieferant sieht das anders." They are short, and by nobody who
        speaks of themselves.
        """
        announcing = next((at for at in range(len(self._paragraphs)) if _TALK.search(self._written(at))), None)
        if announcing is None:
            return []
        behind = range(announcing + 1, len(self._paragraphs))
        credits_at = next((at for at in behind if is_credit(self._written(at))), len(self._paragraphs))
        asked = [*range(announcing + 1, credits_at)][::2]
        by_turns = len(asked) >= _LEAST and (credits_at - announcing) % 2
        if not by_turns or not self._questions or not set(self._questions) < set(asked):
            return []
        short = all(len(self._paragraphs[at]) <= _LONGEST_PROMPT for at in asked)
        of_others = not any(is_first_person(_QUOTED.sub(" ", self._written(at))) for at in asked)
        return asked if short and of_others else []

    @cached_property
    def _addressed(self) -> Offsets | None:
        """Return the span of the name by which the questions address whoever answers, None for none or several."""
        return addressed_in(self._text, [self._span(at) for at in self._questions])

    @cached_property
    def _presented(self) -> Offsets | None:
        """Return the span of the one person who is named before the first question."""
        return presented([sentence for paragraph in self._paragraphs[: self._questions[0]] for sentence in paragraph])


def announces_talk(text: str) -> bool:
    """Return whether a text says that somebody is interviewed: "Im Gespräch erklärt die Wirtin, warum …"."""
    return _TALK.search(text) is not None


def presented(sentences: Sequence[Sentence]) -> Offsets | None:
    """Return the span of the one person whom some sentences name in full, with what they are: "Die Wirtin Ada Rohr"."""
    people = People()
    for sentence in sentences:
        people.learn(sentence)
    named = people.only()
    if named is None:
        return None
    sentence = next(sentence for sentence in sentences if sentence.start <= named[0] < sentence.end)
    tokens = sentence.in_german.tokens
    first = next(at for at, token in enumerate(tokens) if sentence.start + token.start >= named[0])
    while first and tokens[first - 1].tag in ("NN", "ADJ(A)") and tokens[first - 1].text[:1].isalpha():
        first -= 1
    first -= first > 0 and tokens[first - 1].tag in ("ART", "PPOSAT")
    return sentence.start + tokens[first].start, named[1]
