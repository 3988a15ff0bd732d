"""The quotation marks of a paragraph, and which belong together.

A mark opens or closes by its kind, by what stands beside it, and by what is open: „…“, “…”, »…«, «…», ‚…‘, ,,…''.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from chat.data import any_of, table
from chat.lang.quotations import ALWAYS_OPENING, APOSTROPHES, CLOSED_BY, EITHER_WAY, SINGLE

_LONGEST = 3_000  # characters in a paragraph; a quotation of more has lost its closing mark
_DEEPEST = 6  # marks open within one another among which one is looked for that another closes
_NEAR = 4  # marks among which the one that really closes is looked for, behind an apostrophe

_MARK = regex.compile(r"(?<![\w,]),,(?=\S)|``|''|[„“”\"»«‚‘’'›‹]")
_BEFORE_OPENING = frozenset("([{/–—-:|*_,;")  # beside space and other marks
_AFTER_OPENING = frozenset("([{…*_–—-.§$€#@&")  # beside letters, numbers and other marks


@dataclass(frozen=True)
class Mark:
    """A quotation mark, and what it can do by what stands beside it: both, neither, or one of them."""

    text: str
    start: int
    end: int
    opens: bool
    closes: bool

    def opening(self, text: str) -> Mark:
        """Return the mark as one that opens what the mark `text` does."""
        return Mark(text, self.start, self.end, opens=True, closes=False)


Pair = tuple[Mark, Mark]


def marks_of(text: str, start: int, end: int, *, language: str = "de") -> list[Mark]:
    """Return the quotation marks from `start` to `end`, without the apostrophes of English plurals ("workers’ pay")."""
    marks = []
    for match in _MARK.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        opens = _can_stand_before(before) and _can_stand_behind(after)
        if match.group() in APOSTROPHES and _elided(language).match(text, match.end(), end):
            opens = False
        closes = not before.isspace() and not after.isalnum()
        marks.append(Mark(match.group(), match.start(), match.end(), opens, closes))
    return _without_plurals(text, marks) if language == "en" else marks


def _without_plurals(text: str, marks: list[Mark]) -> list[Mark]:
    """Return marks without apostrophes of plurals: those behind an "s" that another one closes behind.

    In "‘the workers’ pay is low’" the second mark closes nothing, since no other opens before the third.
    """
    kept: list[Mark] = []
    opened = False  # a single mark has opened something
    for number, mark in enumerate(marks):
        single = mark.text in APOSTROPHES or mark.text == "‘"
        plural = mark.text in APOSTROPHES and mark.closes and not mark.opens and text[mark.start - 1] in "sS"
        goes_on = text[mark.end : mark.end + 1] == " " and text[mark.end + 1 : mark.end + 2].isalnum()
        if plural and goes_on and (not opened or _is_closed_by(marks, number + 1)):
            continue
        opened = opened or (single and (mark.text == "‘" or mark.opens))
        kept.append(mark)
    return kept


def _is_closed_by(marks: Sequence[Mark], first: int) -> bool:
    """Return whether the next single mark from `first` on only closes."""
    following = (marks[at] for at in range(first, len(marks)))
    mark = next((mark for mark in following if mark.text in APOSTROPHES or mark.text == "‘"), None)
    return mark is not None and mark.closes and not mark.opens


def matched(text: str, marks: Sequence[Mark], paragraph: int) -> tuple[list[Pair], list[Mark]]:
    """Return the pairs of marks that belong together, some within others, and the double marks that nothing closes.

    `paragraph` is where the paragraph of the marks starts; one that opens before it is from an earlier paragraph.
    """
    pairs: list[Pair] = []
    left: list[Mark] = []
    stack: list[Mark] = []
    for number, mark in enumerate(marks):
        place = _closed_place(stack, mark)
        if place is not None and _is_genitive(text, mark, marks[number + 1 : number + 1 + _NEAR], stack[place]):
            continue
        if place is None:
            if _may_open(mark):
                stack.append(mark)
            continue
        near = mark.start - max(stack[place].start, paragraph) <= _LONGEST
        left += stack[place + near :]
        if near:
            pairs.append((stack[place], mark))
        del stack[place:]
    return pairs, [mark for mark in (*left, *stack) if mark.text not in SINGLE]


def _can_stand_before(character: str) -> bool:
    """Return whether an opening mark can follow a character."""
    return character.isspace() or character in _BEFORE_OPENING or _MARK.match(character) is not None


def _can_stand_behind(character: str) -> bool:
    """Return whether what is quoted can begin with a character."""
    return character.isalnum() or character in _AFTER_OPENING or _MARK.match(character) is not None


def _closed_place(stack: Sequence[Mark], mark: Mark) -> int | None:
    """Return the place of the open mark that a mark closes, None where it closes none."""
    only_opens = mark.text in ALWAYS_OPENING or (mark.opens and not mark.closes)
    if only_opens or (mark.text in SINGLE - EITHER_WAY and not mark.closes):
        return None
    for place in range(len(stack) - 1, max(-1, len(stack) - 1 - _DEEPEST), -1):
        if mark.text in CLOSED_BY[stack[place].text]:
            return place
    return None


def _may_open(mark: Mark) -> bool:
    """Return whether a mark that closes nothing opens something."""
    if mark.text not in CLOSED_BY:
        return False
    if mark.text in SINGLE - EITHER_WAY - ALWAYS_OPENING:
        return mark.opens
    return mark.text in ALWAYS_OPENING or mark.opens or not mark.closes


def _is_genitive(text: str, mark: Mark, following: Sequence[Mark], opened: Mark) -> bool:
    """Return whether a mark is the apostrophe of a genitive ("Hans’ Hof"), what is open being closed behind it."""
    if mark.text not in APOSTROPHES or not _sibilant().search(text, max(0, mark.start - 2), mark.start):
        return False
    owned = text[mark.end : mark.end + 2]
    closers = CLOSED_BY[opened.text]
    return owned[:1].isspace() and owned[1:].isupper() and any(m.closes and m.text in closers for m in following)


@cache
def _elided(language: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?:{any_of(table(f'{language}/quotations.toml')['elided'].split())})\b")


@cache
def _sibilant() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{any_of(table('de/quotations.toml')['sibilants'].split())})$", regex.IGNORECASE)
