"""Interviews without labels: paragraphs that ask, and such that answer, between quotation marks or in plain print."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from chat.attribution.english.turn import Paragraph, Turn, begins, is_bold, is_question, written

_LEAST = 3  # questions that make an interview; fewer may be a columnist's
_LEAST_ASKED = 2  # of them with a question mark
_LEAST_QUOTED = 2  # where the answers stand between quotation marks
_LONGEST = 60  # words of a question, with what leads to it
_SHORT = 25  # words of a statement to which somebody answers
_NARRATED = ("He ", "She ", "“", '"', "‘", "'")  # how what tells of whoever is interviewed begins
_MARKS = (("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"))
_HEAD = regex.compile(r"\s*(\*\*|__)(?:(?!\1)[^\n]){2,300}\?\1\s+")
_OF_ONESELF = regex.compile(r"\b(?:I|I[’']\p{L}+|we|We|my|My|our|Our|me|us)\b")
_ADDRESSES = regex.compile(r"\b(?:you|You|your|Your)\b")


def bare_turns(text: str, paragraphs: Sequence[Paragraph]) -> list[Turn]:
    """Return the turns of an interview whose paragraphs have no labels, in order; none of any other text."""
    if len(headed := [turn for paragraph in paragraphs for turn in _headed(text, paragraph)]) >= 2 * _LEAST:
        return headed
    asking = [at for at in range(1, len(paragraphs) - 1) if _asks(text, paragraphs[at])]
    behind = [at + 1 for at in asking if at + 1 not in asking]
    quoted = sum(_is_quoted(text, paragraphs[at]) for at in behind)
    if quoted >= _LEAST_QUOTED and quoted * 2 > len(behind):
        return [
            Turn(paragraph, False, begins(text, paragraph), None)
            for paragraph in paragraphs[asking[0] :]
            if _is_quoted(text, paragraph)
        ]
    if len(asking) < _LEAST_ASKED:
        return []
    asking = [at for at in range(1, len(paragraphs) - 1) if at in asking or _is_prompt(text, paragraphs, at)]
    behind = [at + 1 for at in asking if at + 1 not in asking]
    of_oneself = sum(_OF_ONESELF.search(written(text, paragraphs[at])) is not None for at in behind)
    if len(behind) < _LEAST or of_oneself * 2 < len(behind):
        return []
    return _in_plain_print(text, paragraphs, set(asking))


def _headed(text: str, paragraph: Paragraph) -> list[Turn]:
    """Return the answer behind a question in bold that stands in one paragraph with it, the question before it."""
    head = _HEAD.match(text, paragraph[0].start, paragraph[-1].end)
    if head is None:
        return []
    asked = tuple(sentence for sentence in paragraph if sentence.start < head.end())
    answered = tuple(sentence for sentence in paragraph if sentence.end > head.end())
    asked = tuple(sentence for sentence in asked if sentence not in answered)
    question = [Turn(asked, True, begins(text, paragraph), None)] if asked else []
    return [*question, Turn(answered, False, head.end(), None)] if answered else []


def _is_prompt(text: str, paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Return whether a paragraph puts something to somebody who speaks of themselves in the next one."""
    said = written(text, paragraphs[at])
    answered = _OF_ONESELF.search(written(text, paragraphs[at + 1])) is not None
    told = len(said.split()) <= _SHORT and _OF_ONESELF.search(said) is None and not said.startswith(_NARRATED)
    return answered and (_is_put(said) or (told and len(paragraphs[at]) == 1))


def _in_plain_print(text: str, paragraphs: Sequence[Paragraph], asking: set[int]) -> list[Turn]:
    """Return questions, what else is put to whoever answers, and answers; what tells of them in between is no turn."""
    turns: list[Turn] = []
    for at, paragraph in enumerate(paragraphs[min(asking) :], min(asking)):
        said = written(text, paragraph)
        follows = bool(turns) and turns[-1].sentences[-1].paragraph == paragraph[0].paragraph - 1
        if at in asking or (at + 1 not in asking and _is_put(said) and not (follows and turns[-1].asks)):
            turns.append(Turn(paragraph, True, begins(text, paragraph), None))
        elif follows and turns[-1].asks:
            turns.append(Turn(paragraph, False, begins(text, paragraph), None))
        elif follows and _OF_ONESELF.search(said):
            before = turns.pop()
            turns.append(Turn((*before.sentences, *paragraph), False, before.said, None))
    return turns


def _asks(text: str, paragraph: Paragraph) -> bool:
    """Return whether a paragraph is a question to somebody: short, and no quotation."""
    said = written(text, paragraph)
    asks = is_question(said) or (is_bold(text, paragraph) and said.endswith((".", "…")))
    return asks and said[:1] not in "“\"‘'" and len(said.split()) <= _LONGEST


def _is_put(said: str) -> bool:
    """Return whether a paragraph puts something to somebody without a question: "Critics say you ran away."."""
    return _ADDRESSES.search(said) is not None and _OF_ONESELF.search(said) is None and len(said.split()) <= _LONGEST


def _is_quoted(text: str, paragraph: Paragraph) -> bool:
    """Return whether a paragraph is one quotation from its beginning to its end."""
    said = written(text, paragraph)
    return any(
        said.startswith(opening) and said.endswith(closing) and said.count(closing, 1) == 1
        for opening, closing in _MARKS
    )
