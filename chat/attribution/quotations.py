"""Quotations: stretches between quotation marks of any style. Where one that nothing closes ends is never guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chat.lang.characters import one_line
from chat.lang.quotations import CLOSERS
from chat.schema import Article, Paragraph

_EXCERPT, _EXCERPTS = 40, 3  # characters from an unclosed mark on that a notice shows, and of how many marks
_LONGEST = 3_000  # characters; a quotation of more has lost its closing mark


@dataclass(frozen=True)
class Quotation:
    """A quotation with its marks: text[start:end]."""

    start: int
    end: int


def find_quotations(text: str, paragraphs: Sequence[Paragraph]) -> tuple[list[Quotation], list[int]]:
    """Return the quotations of an article, and the offsets of opening marks that nothing closes.

    A quotation ends in its paragraph.
    """
    quotations: list[Quotation] = []
    unclosed: list[int] = []
    for paragraph in paragraphs:
        place = paragraph.start
        while place < paragraph.end:
            if text[place] not in CLOSERS:
                place += 1
                continue
            end = _closing(text, place, min(paragraph.end, place + _LONGEST))
            if end is None:
                unclosed.append(place)
                place += 1
            else:
                quotations.append(Quotation(place, end))
                place = end
    return quotations, unclosed


def notices(article: Article) -> tuple[str, ...]:
    """Return a message to the reader where quotation marks of an article are opened and never closed."""
    content = [paragraph for paragraph in article.paragraphs if paragraph.kind != "boilerplate"]
    _, unclosed = find_quotations(article.text, content)
    if not unclosed:
        return ()
    excerpts = " ".join(f"“{one_line(article.text[place : place + _EXCERPT])} …”" for place in unclosed[:_EXCERPTS])
    counted = "One quotation mark is" if len(unclosed) == 1 else f"{len(unclosed)} quotation marks are"
    return (f"{counted} opened and never closed, so where the quotation ends is not guessed: {excerpts}",)


def _closing(text: str, start: int, limit: int) -> int | None:
    """Return the offset after the mark that closes the one at `start`, None where there is none before `limit`."""
    closes = CLOSERS[text[start]]
    depth = 0
    for place in range(start + 1, limit):
        mark = text[place]
        if mark == text[start] and mark not in closes:
            depth += 1
        elif mark in closes:
            if depth == 0:
                return place + 1
            depth -= 1
    return None
