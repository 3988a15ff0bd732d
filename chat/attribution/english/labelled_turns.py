"""Interviews whose turns have labels: "Hale: …", "Q: … A: …", or labels of whoever answers alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import regex

from chat.attribution.english.lexicon import listed
from chat.attribution.english.turn import Paragraph, Turn, is_question, written

_LABEL = regex.compile(
    r"(?:\*\*|__)?(?:[\[(]?\d{1,2}(?::\d\d){1,2}[\])]?\s)?(?:(?P<name>[QA])[.:]|"
    r"(?P<name>\p{Lu}[\p{L}’'.&-]*(?:\s(?:&\s)?\p{Lu}[\p{L}’'.&-]*){0,4})"
    r"(?P<role>,\s[^:.!?\n]{2,60}|\s\([^()\n]{1,60}\))?\s?:)(?:\*\*|__)?\s+"
)
_QUESTIONS = frozenset({"q", "question", "interviewer", "reporter", "host", "presenter", "anchor", "moderator"})
_ANSWERS = frozenset({"a", "answer"})
_OF_ONESELF = regex.compile(r"(?<![“\"‘][^”\"’]{0,80})\b(?:I|we|We|my|My|our|Our|me|us)\b")
_ASKS = 0.6  # of the turns of who asks end with a question mark
_LEAST = 2  # turns of somebody who speaks by turns

Label = regex.Match[str]


def labelled_turns(text: str, paragraphs: Sequence[Paragraph]) -> list[Turn]:
    """Return the turns of a text whose paragraphs have labels of who asks and who answers, in order."""
    labels = [_LABEL.match(text, paragraph[0].start, paragraph[-1].end) for paragraph in paragraphs]
    labels = [label if label and _written_name(label) not in listed("no_labels") else None for label in labels]
    keys = _keys([label for label in labels if label])
    names = Counter(keys[_written_name(label)] for label in labels if label)
    asked = Counter(
        keys[_written_name(label)]
        for label, paragraph in zip(labels, paragraphs, strict=True)
        if label and is_question(text[label.end() : paragraph[-1].end].strip(" *_"))
    )
    asking = _asking(names, asked)
    speaking = {name for name in names if name in _ANSWERS or names[name] >= _LEAST} | asking
    if not asking and (_is_one(names) or min(names.values(), default=0) >= _LEAST):
        return _turns_behind_prompts(text, paragraphs, labels)
    if not asking or not speaking - asking:
        return []
    turns: list[Turn] = []
    for paragraph, label in zip(paragraphs, labels, strict=True):
        if label and (key := keys[_written_name(label)]) in speaking:
            turns.append(_turn(paragraph, label, asks=key in asking))
        elif turns and not turns[-1].asks and label is None and _goes_on(text, paragraph, turns[-1]):
            turns[-1] = replace(turns[-1], sentences=(*turns[-1].sentences, *paragraph))
    return turns


def _asking(names: Counter[str], asked: Counter[str]) -> set[str]:
    """Return who asks among the names of labels, told by how often they stand and how often before a question."""
    asking = {name for name in names if name in _QUESTIONS or (asked[name] and asked[name] >= _ASKS * names[name])}
    often = [name for name in names if names[name] >= _LEAST]  # in the order in which they first speak
    if len(often) == 2 and not asking & set(often) and any(asked[name] for name in often):
        asking.add(max(often, key=lambda name: asked[name]))  # two take turns
    return asking


def _keys(labels: Sequence[Label]) -> dict[str, str]:
    """Return under what name each label counts: a short one under the full one, "M&L" under "Mail & Ledger"."""
    full = {_initials(label["name"]): _written_name(label) for label in labels if len(label["name"].split()) > 1}
    return {_written_name(label): full.get(label["name"].lower(), _written_name(label)) for label in labels}


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.lower().split())


def _written_name(label: Label) -> str:
    return str(label["name"]).lower()


def _is_one(names: Counter[str]) -> bool:
    """Return whether all labels are of one who answers, whose full name may stand in the first: "Amadou Diarra"."""
    return sum(names.values()) > _LEAST and len({name.split()[-1] for name in names}) == 1


def _turns_behind_prompts(text: str, paragraphs: Sequence[Paragraph], labels: Sequence[Label | None]) -> list[Turn]:
    """Return the turns of an interview in which the questions have no labels; none where too few paragraphs ask."""
    prompts = [at - 1 for at, label in enumerate(labels) if label and at and labels[at - 1] is None]
    if sum(is_question(written(text, paragraphs[at])) for at in prompts) < _LEAST:
        return []
    turns: list[Turn] = []
    for at, (paragraph, label) in enumerate(zip(paragraphs, labels, strict=True)):
        if label:
            turns.append(_turn(paragraph, label, asks=False))
        elif at in prompts:
            turns.append(Turn(paragraph, True, paragraph[0].start, None))
    return turns


def _goes_on(text: str, paragraph: Paragraph, turn: Turn) -> bool:
    """Return whether a paragraph without a label goes on with the answer before it: somebody speaks of themselves."""
    follows = turn.sentences[-1].paragraph == paragraph[0].paragraph - 1
    return follows and _OF_ONESELF.search(written(text, paragraph)) is not None


def _turn(paragraph: Paragraph, label: Label, *, asks: bool) -> Turn:
    """Return the turn of a paragraph with a label."""
    name = None if _written_name(label) in _ANSWERS else label.span("name")
    return Turn(paragraph, asks, label.end(), name)
