"""Interviews in English by turns: "Hale: …", "Q: … A: …", told by labels that stand at heads of paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import regex

from chat.attribution.english.lexicon import listed
from chat.attribution.found import FoundClaim, Offsets
from chat.schema import Sentence

_LABEL = regex.compile(
    r"(?:\*\*|__)?(?P<name>Q|A|\p{Lu}[\p{L}’'.&-]*(?:\s(?:&\s)?\p{Lu}[\p{L}’'.&-]*){0,4})"
    r"(?P<role>,\s[^:.!?\n]{2,60}|\s\([^()\n]{1,60}\))?\s?:(?:\*\*|__)?\s+"
)
_QUESTIONS = frozenset({"q", "question", "interviewer", "reporter"})
_ANSWERS = frozenset({"a", "answer"})
_OF_ONESELF = regex.compile(r"(?<![“\"‘][^”\"’]{0,80})\b(?:I|we|We|my|My|our|Our|me|us)\b")
_ASKS = 0.6  # of the turns of who asks end with a question mark
_LEAST = 2  # turns of somebody who speaks by turns


@dataclass(frozen=True)
class Turn:
    """What somebody says up to the next label; `said` is where their words begin, `name` where their name stands."""

    sentences: tuple[Sentence, ...]
    asks: bool
    said: int
    name: Offsets | None
    stands_for: Offsets | None = None

    def claim(self, text: str) -> FoundClaim | None:
        """Return an answer as one claim; None where nothing is said."""
        start, end = self.said, self.sentences[-1].end
        if not text[start:end].strip():
            return None
        return FoundClaim(
            "direct", ((start, end),), self.name, None, "says", self.sentences[0].id, stands_for=self.stands_for
        )

    def without_label(self, sentence: Sentence) -> Sentence | None:
        """Return a sentence of the turn without the label before it."""
        if self.said <= sentence.start:
            return sentence
        if self.said >= sentence.end:
            return None
        return sentence.model_copy(update={"text": sentence.text[self.said - sentence.start :], "start": self.said})


def find_turns(text: str, sentences: Sequence[Sentence]) -> list[Turn]:
    """Return the turns of a text that is an interview with labels, in order; none of any other."""
    kept = [sentence for sentence in sentences if sentence.kind != "boilerplate"]
    paragraphs = [tuple(group) for _, group in groupby(kept, key=lambda sentence: sentence.paragraph)]
    labels = [_LABEL.match(text, paragraph[0].start, paragraph[-1].end) for paragraph in paragraphs]
    names = Counter(_key(label) for label in labels if label and _key(label) not in listed("no_labels"))
    asked = Counter(
        _key(label)
        for label, paragraph in zip(labels, paragraphs, strict=True)
        if label and text[paragraph[0].start : paragraph[-1].end].rstrip(' *_”"').endswith("?")
    )
    asking = {name for name in names if name in _QUESTIONS or (asked[name] and asked[name] >= _ASKS * names[name])}
    if len(names) == 2 and len(asked) == 1 and min(names.values()) >= _LEAST:
        asking |= set(asked)  # two take turns, and one alone has questions
    speaking = {name for name in names if name in _ANSWERS or names[name] >= _LEAST} | asking
    if not asking and _is_one(names):
        return _turns_of_one(text, paragraphs, labels)
    if not asking or not speaking - asking:
        return []
    turns: list[Turn] = []
    for paragraph, label in zip(paragraphs, labels, strict=True):
        if label and _key(label) in speaking:
            turns.append(_turn(paragraph, label, asking))
        elif turns and not turns[-1].asks and label is None and _goes_on(text, paragraph, turns[-1]):
            turns[-1] = replace(turns[-1], sentences=(*turns[-1].sentences, *paragraph))
    return turns


def _is_one(names: Counter[str]) -> bool:
    """Return whether all labels are of one who answers, whose full name may stand in the first: "Amadou Diarra"."""
    return sum(names.values()) > _LEAST and len({name.split()[-1] for name in names}) == 1


def _turns_of_one(
    text: str, paragraphs: Sequence[tuple[Sentence, ...]], labels: Sequence[regex.Match[str] | None]
) -> list[Turn]:
    """Return the turns of an interview in which the questions have no labels; none where too few paragraphs ask."""
    asked = [at for at, label in enumerate(labels) if label and at and labels[at - 1] is None]
    questions = [at for at in asked if text[paragraphs[at - 1][0].start : paragraphs[at - 1][-1].end].endswith("?")]
    if len(questions) < _LEAST or len(questions) < _ASKS * len(asked):
        return []
    turns: list[Turn] = []
    for at, (paragraph, label) in enumerate(zip(paragraphs, labels, strict=True)):
        if label and _key(label) not in listed("no_labels"):
            turns.append(_turn(paragraph, label, set()))
        elif at + 1 in asked:
            turns.append(Turn(paragraph, True, paragraph[0].start, None))
    return turns


def _goes_on(text: str, paragraph: tuple[Sentence, ...], turn: Turn) -> bool:
    """Return whether a paragraph without a label goes on with the answer before it: somebody speaks of themselves."""
    said = text[paragraph[0].start : paragraph[-1].end]
    return turn.sentences[-1].paragraph == paragraph[0].paragraph - 1 and _OF_ONESELF.search(said) is not None


def _key(label: regex.Match[str]) -> str:
    return str(label["name"]).lower()


def _turn(paragraph: tuple[Sentence, ...], label: regex.Match[str], asking: set[str]) -> Turn:
    """Return the turn of a paragraph with a label."""
    name = None if _key(label) in _ANSWERS else label.span("name")
    return Turn(paragraph, _key(label) in asking, label.end(), name)
