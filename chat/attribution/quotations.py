"""Quotations: stretches between quotation marks of any style. Where one that nothing closes ends is never guessed.

A quotation may lie over paragraphs: each repeats its opening mark, or one pair of marks holds them all. Which marks of
a paragraph belong together is told by `marks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import regex

from chat.attribution.marks import Mark, Pair, marks_of, matched
from chat.lang.characters import one_line
from chat.lang.quotations import CLOSING, EITHER_WAY
from chat.schema import Article, Paragraph

_EXCERPT, _EXCERPTS = 40, 3  # characters from an unclosed mark on that a notice shows, and of how many marks
_WITHOUT_MARKS = 3_000  # characters; a quotation that has no mark for longer has lost its closing one
_FRAMED = regex.compile(r"\s*+[,–—-]?+\s*+\p{Ll}")  # "„…“, sagte sie"
_ENDS = (*".!?…", *CLOSING)  # of sentences
_BEFORE_HEAD = " \t*_"  # may stand before the mark at the head of a paragraph


@dataclass(frozen=True)
class Quotation:
    """A quotation with its marks: text[start:end]. It may lie over several paragraphs."""

    start: int
    end: int


@dataclass
class _Open:
    """What is open at the end of a paragraph: its mark in each paragraph that repeats it, and what lies within."""

    introduced: bool  # a sentence leads to it
    marks: list[Mark]
    end: int  # of the last paragraph that it goes on in
    within: list[Pair] = field(default_factory=list)


def find_quotations(
    text: str, paragraphs: Sequence[Paragraph], *, language: str = "de"
) -> tuple[list[Quotation], list[int]]:
    """Return the quotations of an article, and the offsets of opening marks that nothing closes.

    A quotation ends in its paragraph, unless the next one repeats its opening mark, or has the closing one. Boilerplate
    holds none. The cost grows linearly with the text. The language tells where an apostrophe is no mark.
    """
    reading = _Paragraphs(text, language)
    for paragraph in paragraphs:
        if paragraph.kind != "boilerplate":
            reading.take(paragraph)
    reading.give_up()
    return sorted(reading.found, key=lambda quotation: quotation.start), sorted(reading.unclosed)


def notices(article: Article) -> tuple[str, ...]:
    """Return a message to the reader where quotation marks of an article are opened and never closed."""
    _, unclosed = find_quotations(article.text, article.paragraphs)
    if not unclosed:
        return ()
    begun = (one_line(article.text[place : place + 4 * _EXCERPT]) for place in unclosed[:_EXCERPTS])
    excerpts = " ".join(f"“{text[:_EXCERPT].rstrip()} …”" for text in begun)
    counted = "One quotation mark is" if len(unclosed) == 1 else f"{len(unclosed)} quotation marks are"
    return (f"{counted} opened and never closed, so where the quotation ends is not guessed: {excerpts}",)


class _Paragraphs:
    """Reads paragraph after paragraph, and keeps what is still open at the end of one."""

    def __init__(self, text: str, language: str) -> None:
        self._language = language
        self.found: list[Quotation] = []
        self.unclosed: list[int] = []
        self._text = text
        self._open: _Open | None = None

    def take(self, paragraph: Paragraph) -> None:
        """Find the quotations of the next paragraph, what the one before left open among them."""
        marks = marks_of(self._text, paragraph.start, paragraph.end, language=self._language)
        if self._open and paragraph.kind != "title" and self._goes_on(self._open, marks, paragraph):
            return
        self.give_up()
        self._keep(*matched(self._text, marks, paragraph.start), paragraph)

    def give_up(self) -> None:
        """Tell of what is open that nothing closes it; what lies in it stands alone."""
        if self._open:
            self.unclosed += [mark.start for mark in self._open.marks]
            self.found += _outermost(self._open.within)
        self._open = None

    def _goes_on(self, opened: _Open, marks: list[Mark], paragraph: Paragraph) -> bool:
        """Return whether what is open goes on in a paragraph, or ends there; where it does, it is read."""
        if not marks:
            return paragraph.end - opened.end <= _WITHOUT_MARKS
        renewed = self._renews(opened.marks[0], marks[0], paragraph)
        if not renewed and len(opened.marks) > 1:
            return False
        first = marks[0].opening(opened.marks[0].text) if renewed else opened.marks[0]
        pairs, left = matched(self._text, [first, *marks[renewed:]], paragraph.start)
        closing = next((closer for opener, closer in pairs if opener is first), None)
        within = [pair for pair in pairs if pair[0] is not first and (not closing or pair[0].start < closing.start)]
        if closing is None and renewed:
            opened.marks.append(first)
            opened.within += within
            opened.end = paragraph.end
            return True
        if closing is None or (not renewed and any(self._is_introduced(opener) for opener, _ in within)):
            return False
        self._close(opened, first, closing, paragraph)
        behind = [pair for pair in pairs if pair[0].start >= closing.end]
        self._keep(behind, [mark for mark in left if mark.start >= closing.end], paragraph)
        return True

    def _renews(self, opened: Mark, mark: Mark, paragraph: Paragraph) -> bool:
        """Return whether a paragraph begins with the mark that is open, or in the French way with its closing one."""
        french = mark.text in EITHER_WAY and opened.text in EITHER_WAY and mark.opens
        at_head = not self._text[paragraph.start : mark.start].strip(_BEFORE_HEAD)
        return at_head and (mark.text == opened.text or french)

    def _is_introduced(self, mark: Mark) -> bool:
        """Return whether a colon stands before a mark: whoever speaks there is named anew."""
        return self._text[max(0, mark.start - 2) : mark.start].rstrip().endswith(":")

    def _close(self, opened: _Open, last: Mark, closing: Mark, paragraph: Paragraph) -> None:
        """Keep what was open as one quotation, or as two where either end has a frame, which may be two speakers'."""
        self._open = None
        start = opened.marks[0].start
        renewed = last is not opened.marks[0]
        if renewed and opened.introduced and _FRAMED.match(self._text, closing.end, paragraph.end):
            self.found.append(Quotation(start, opened.end))
            start = last.start
        self.found.append(Quotation(start, closing.end))

    def _keep(self, pairs: list[Pair], left: list[Mark], paragraph: Paragraph) -> None:
        """Keep the quotations of a paragraph, and the last mark that is left as open."""
        last = max((mark.start for mark in left), default=paragraph.end)
        self.found += _outermost(pair for pair in pairs if pair[0].start < last)
        self.unclosed += [mark.start for mark in left if mark.start < last]
        for mark in left:
            if mark.start == last:
                before = self._text[paragraph.start : last].strip(_BEFORE_HEAD)
                introduced = bool(before) and not before.endswith(_ENDS)
                within = [pair for pair in pairs if pair[0].start > last]
                self._open = _Open(introduced, [mark], paragraph.end, within)
        if paragraph.kind == "title":
            self.give_up()


def _outermost(pairs: Iterable[Pair]) -> list[Quotation]:
    """Return as quotations the pairs of marks that lie within no other."""
    quotations: list[Quotation] = []
    for opener, closer in sorted(pairs, key=lambda pair: pair[0].start):
        if not quotations or opener.start >= quotations[-1].end:
            quotations.append(Quotation(opener.start, closer.end))
    return quotations
