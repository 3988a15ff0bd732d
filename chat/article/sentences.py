"""Article → sentences with numbers and offsets.

Where sentences end, the rules of a language tell: German has its own (`german_ends`), all others have rules made of
what their packs know (`ends`). Knows nothing of what sentences mean, nor which paragraphs matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import regex

from chat.article import ends, german_ends
from chat.article.orders import gives_orders
from chat.lang.characters import Readable, readable
from chat.lang.packs import pack
from chat.schema import Article, Kind, Paragraph, Sentence

# The longest sentence, in characters of the readable form. A translator has to take it in one piece: OPUS-MT reads
# 512 tokens, some 1,800 characters of German. Longer ones are cut at a semicolon, a comma or a space.
MAX_CHARACTERS = 1_000

EndsIn = Callable[[str], Iterable[int]]

_GERMAN = "de"
_SOFT_CUT = regex.compile(r"[;,:–—]\s")


def split(article: Article, *, language: str = "de") -> tuple[Sentence, ...]:
    """Return the sentences of an article, numbered from 1 in the order of the text.

    `text` is the slice of `article.text` from `start` to `end`. Sentences do not overlap, begin and end with a
    visible character, and together hold every visible character of the paragraphs. A sentence that gives orders to
    programs is boilerplate wherever it stands, unless the reader has said that its paragraph is none.

    Args:
        language: of the article, ISO 639-1.
    """
    ends_in = _ends(article.text, language)
    spans = (
        (index, paragraph, start, end)
        for index, paragraph in enumerate(article.paragraphs)
        for start, end in _paragraph_spans(article.text, paragraph, ends_in)
    )
    return tuple(
        Sentence(
            id=number,
            start=start,
            end=end,
            text=article.text[start:end],
            paragraph=index,
            kind=_kind(paragraph, article.text[start:end], kept=index in article.kept),
            language=language,
        )
        for number, (index, paragraph, start, end) in enumerate(spans, start=1)
    )


def _ends(article: str, language: str) -> EndsIn:
    """Return what tells where sentences end in a text of an article."""
    if language == _GERMAN:
        return partial(german_ends.boundaries, short_names=german_ends.short_names(article))
    return partial(ends.boundaries, language=pack(language))


def _kind(paragraph: Paragraph, sentence: str, *, kept: bool) -> Kind:
    is_order = not kept and gives_orders(readable(sentence).text)  # also one with marks in it that nobody sees
    return "boilerplate" if is_order else paragraph.kind


def _paragraph_spans(text: str, paragraph: Paragraph, ends_in: EndsIn) -> Iterator[tuple[int, int]]:
    """Yield the spans of a paragraph's sentences in the text as given."""
    plain = readable(text[paragraph.start : paragraph.end])
    for start, end in _pieces(plain, ends_in):
        first, last = plain.original_span(start, end)
        yield paragraph.start + first, paragraph.start + last


def _pieces(plain: Readable, ends_in: EndsIn) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences in the readable form, none longer than MAX_CHARACTERS."""
    text, start = plain.text, 0
    for end in (*ends_in(text), len(text)):
        while (stripped := _stripped(text, start, end))[1] - stripped[0] > MAX_CHARACTERS:
            cut = _cut(plain, stripped[0])
            if cut >= stripped[1]:
                break
            yield _stripped(text, stripped[0], cut)
            start = cut
        if stripped[0] < stripped[1]:
            yield stripped
        start = end


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the white space around it; an empty one where there is nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cut(plain: Readable, start: int) -> int:
    """Return where to cut a sentence that is too long: at a semicolon, comma or space, else anywhere."""
    window = plain.text[start : start + MAX_CHARACTERS]
    soft = [match.start() + 1 for match in _SOFT_CUT.finditer(window, len(window) // 2)]
    space = window.rfind(" ", 1)
    if soft:
        return start + soft[-1]
    if space > 0:
        return start + space
    cut = start + len(window)
    while cut < len(plain.text) and plain.starts[cut] == plain.starts[cut - 1]:
        cut += 1  # one grapheme; half of it has no span of its own
    return cut
