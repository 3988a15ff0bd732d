"""The bytes of a PDF → its text, a blank line between paragraphs, and what it tells of itself.

What is on every page, and page numbers, are left out; lines are joined to paragraphs by where they stand.

PDFium takes apart what a stranger wrote, and nothing of it holds it back: of a file of a kilobyte it may take all
memory, go on for ever, or crash. So it runs as a program of its own (`python -m chat.intake.pdf`), which takes the file
from standard input, writes what it found as JSON, and has no more memory, time and disk than it needs. `confined`
starts it. It imports little, and knows nothing of names of files, languages or what an article is made of.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import regex

from chat.data import any_of, table
from chat.lang.characters import one_line

MAX_PAGES = 100
MAX_SECONDS = 20  # of the processor
MAX_MEMORY = 2**29  # bytes, of which the program itself takes a fifth
MAX_CHARACTERS = 2_000_000  # an article has 5,000

_TOLD = {"title": "Title", "author": "Author", "created": "CreationDate"}
_HYPHEN = 0x2  # PDFium's mark for a hyphen at the end of a line
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_DIGITS = regex.compile(r"\d+")
_MARGIN = 3  # lines at the top and at the bottom that may be a running header or footer
_FINAL = regex.compile(r"[.!?…:][\"'“”«»‘’)\]]*$")
_BULLET = regex.compile(r"[•▪‣◦●■*]\s|[-–—]\s")
_SIZE_STEP = 0.15  # of the height; lines that differ by more are not of one paragraph
_PITCH_STEP = 1.35  # of the usual pitch of lines; with more between them they are not of one paragraph
_INDENT = 0.8  # of the height
_LARGEST_PITCH = 2.5  # of the height; what is further apart tells nothing of the usual pitch


class Unread(Exception):
    """A PDF that is not read; why, as `confined` knows it, and the numbers that its message has."""


@dataclass(frozen=True)
class _Line:
    """A line of a page as PDFium finds it; lengths in points, from the lower left corner of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    divided: bool = False
    """It ends within a word, at a hyphen that is part of the text."""

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 0.1)


def found(data: bytes) -> dict[str, str]:
    """Return the text of a PDF as "text", and what it tells of itself as "title", "author" and "created".

    Raises:
        Unread: it is damaged, protected by a password, too large, or has no text.
    """
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            told = {name: _told(document, key) for name, key in _TOLD.items()}
            pages = _without_running(list(_pages(document)))
    except pypdfium2.PdfiumError as error:
        raise Unread("password" if error.err_code == pdfium.FPDF_ERR_PASSWORD else "damaged") from error
    lines = [line for page in pages for line in page]
    if not any(character.isalnum() for line in lines for character in line.text):
        raise Unread("no text")
    return {"text": "\n\n".join(_paragraphs(lines)), **told}


def _told(document: Any, key: str) -> str:
    """Return what a PDF tells of itself under a key, empty for half characters, which no text can hold."""
    try:
        return str(document.get_metadata_value(key))
    except UnicodeDecodeError:
        return ""


def _pages(document: Any) -> Iterator[list[_Line]]:
    """Yield the lines of each page."""
    if len(document) > MAX_PAGES:
        raise Unread("pages", len(document), MAX_PAGES)
    left = MAX_CHARACTERS
    for number in range(len(document)):
        with closing(document[number]) as page, closing(page.get_textpage()) as text:
            left -= text.count_chars()
            if left < 0:
                raise Unread("too much")
            yield list(_lines(text))


def _lines(page: Any) -> Iterator[_Line]:
    """Yield the lines of a page's text that are not blank."""
    codes = [pdfium.FPDFText_GetUnicode(page, index) for index in range(page.count_chars())]
    start = 0
    for end, code in enumerate([*codes, ord("\n")]):
        if code in (_HYPHEN, ord("\r"), ord("\n")):
            seen = [index for index in range(start, end) if not chr(codes[index]).isspace()]
            if seen:
                yield _line(page, codes, seen, divided=code == _HYPHEN)
            start = end + 1


def _line(page: Any, codes: Sequence[int], seen: Sequence[int], *, divided: bool) -> _Line:
    """Return the line of characters from the first seen one to the last."""
    first, middle, last = seen[0], seen[len(seen) // 2], seen[-1]
    _, bottom, _, top = page.get_charbox(middle, loose=True)  # the first may be an initial, the last a footnote
    return _Line(
        text="".join(map(chr, codes[first : last + 1])).translate(_LIGATURES) + ("-" if divided else ""),
        left=page.get_charbox(first, loose=True)[0],
        right=page.get_charbox(last, loose=True)[2],
        top=top,
        bottom=bottom,
        divided=divided,
    )


def _without_running(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """Return the lines of each page without page numbers, and without headers and footers that pages share."""
    margins = [_margin_lines(page) for page in pages]
    shared = Counter(text for margin in margins for text in {_undated(line) for line in margin})
    return [
        [
            line
            for line in page
            if line not in margin or (shared[_undated(line)] < 2 and not _page_number().fullmatch(line.text))
        ]
        for page, margin in zip(pages, margins, strict=True)
    ]


@cache
def _page_number() -> regex.Pattern[str]:
    """Return the pattern of a line that numbers a page: "3", "– 3 –", "Seite 3 von 8"."""
    page, of = (any_of(table("de/layout.toml")[key]) for key in ("page", "page_of"))
    number = rf"(?:(?:{page})\s)?[-–—|\s]*\d{{1,4}}(?:\s?(?:/|{of})\s?\d{{1,4}})?[-–—|\s]*"
    return regex.compile(number, regex.IGNORECASE)


def _margin_lines(page: Sequence[_Line]) -> list[_Line]:
    """Return the lines that stand highest and lowest on a page."""
    by_height = sorted(page, key=lambda line: line.top)
    return by_height[:_MARGIN] + by_height[-_MARGIN:]


def _undated(line: _Line) -> str:
    """Return the text of a line, all numbers alike: footers count pages."""
    return _DIGITS.sub("0", line.text)


def _paragraphs(lines: Sequence[_Line]) -> Iterator[str]:
    """Yield the paragraphs that some lines make up, words that were divided put together."""
    pitch = _usual_pitch(lines)
    group, right = [lines[0]], lines[0].right
    for line, after in pairwise(lines):
        right = max(right, after.right)
        if _ends_paragraph(line, after, pitch=pitch, right=right):
            yield one_line("\n".join(other.text for other in group))
            group, right = [], after.right
        group.append(after)
    yield one_line("\n".join(line.text for line in group))


def _usual_pitch(lines: Sequence[_Line]) -> float:
    """Return the usual distance from line to line, in heights of a line."""
    pitches = [(line.bottom - after.bottom) / line.height for line, after in pairwise(lines)]
    usual = [pitch for pitch in pitches if 0 < pitch < _LARGEST_PITCH]
    return statistics.median_low(usual) if usual else 1.0


def _ends_paragraph(line: _Line, after: _Line, *, pitch: float, right: float) -> bool:
    """Return whether a paragraph ends between two lines.

    Args:
        pitch: the usual distance of lines, in heights.
        right: where the longest line of the paragraph ends.
    """
    if abs(line.height - after.height) > _SIZE_STEP * max(line.height, after.height):
        return True
    if line.divided:
        return False
    goes_on, closed = after.text[0].islower(), _FINAL.search(line.text) is not None
    if after.bottom >= line.bottom:  # the next column or page
        return closed or not goes_on
    first_word = len(after.text.split(maxsplit=1)[0]) / len(after.text) * (after.right - after.left)
    had_room = line.right + first_word + line.height < right
    return (
        line.bottom - after.bottom > _PITCH_STEP * pitch * line.height
        or _BULLET.match(after.text) is not None
        or (after.left - line.left > _INDENT * line.height and not goes_on)
        or (had_room and (closed or not goes_on))
    )


def _limit_itself() -> None:
    """Take no more memory and time than is needed, and write no file: where the system knows how to hold to it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in (
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_CPU, MAX_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(OSError, ValueError):  # macOS holds to no bound of memory
            resource.setrlimit(kind, (allowed, allowed))


def main() -> None:
    """Read a PDF from standard input, and write what is found, or why nothing is, as JSON to standard output."""
    _limit_itself()
    try:
        answer: dict[str, Any] = found(sys.stdin.buffer.read())
    except Unread as error:
        answer = {"unread": error.args}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
