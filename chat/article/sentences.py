"""Article → sentences with numbers and offsets.

A full stop ends a German sentence unless it belongs to an abbreviation, an ordinal number or an initial, or the
sentence goes on in lower case after it; colons and semicolons never end one. The word lists are data
(`chat/data/de/sentences.toml`). Knows nothing of what sentences mean, nor which paragraphs matter.

Why rules of our own: `bench/sentences.py` compares them with the libraries, and `bench/LOG.md` keeps the figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache

import regex

from chat.article.orders import gives_orders
from chat.data import table
from chat.lang.characters import Readable, readable
from chat.schema import Article, Kind, Paragraph, Sentence

# The longest sentence, in characters of the readable form. A translator has to take it in one piece: OPUS-MT reads
# 512 tokens, some 1,800 characters of German. Longer ones are cut at a semicolon, a comma or a space.
MAX_CHARACTERS = 1_000

# Ends of sentences before any rule is asked: marks, then what closes a quotation, a bracket or a footnote, then space.
# A closing mark set apart by a space ("gesagt. “ Der") still belongs to the sentence before it.
_CANDIDATE = regex.compile(
    r"""
    (?<! [.!?…] ) (?P<marks> [.!?…]++ )
    (?P<closers> (?: ["'“”„‟’‘‚‹›«»)\]}*_] | \[\d{1,3}\] )*+ (?: [ ]["“”’»](?=\s) )? )
    (?= \s++ \S | [„‚]\p{L} | (?P<glued> \p{Lu}\p{Ll}++ ) \s )
    """,
    regex.VERBOSE,
)
_LOOK_BACK = 80  # characters; no abbreviation or number is longer
_LOOK_AHEAD = 60
_PARENTHESIS = 300  # characters; a longer parenthesis is taken for one that was never closed
_GLUED_TO = regex.compile(r"(?<![\p{L}\p{N}.@/_-])\p{Ll}{3,}+$")
_PIECE = regex.compile(r"[^\s(\[„“”\"'‚»«/–—]*$")
_FIRST_WORD = regex.compile(r"[^\p{L}\p{N}]*([\p{L}\p{M}]+|\p{N}+)")
_ROMAN = regex.compile(r"[IVXLC]+")
_ORDINAL = regex.compile(r"(?:\d{1,2}\.?[-–/])?\d{1,3}")
_DATE = regex.compile(r"\d{1,2}\.\s?\d{1,2}")
_INITIALS = regex.compile(r"\p{L}{1,2}(?:\.-?\p{L}{1,2})*(?:-\p{Lu})?")
_PREVIOUS_SHORT = regex.compile(r"((?:\p{L}{1,3}\.\s?)+)$")
_SOFT_CUT = regex.compile(r"[;,:–—]\s")


@dataclass(frozen=True)
class _Words:
    """The word lists of `chat/data/de/sentences.toml`."""

    never_final: frozenset[str]
    maybe_final: frozenset[str]
    maybe_final_endings: frozenset[str]
    before_number: frozenset[str]
    starters: frozenset[str]
    before_cardinal: frozenset[str]
    before_ordinal: frozenset[str]
    ordinal_nouns: frozenset[str]


@cache
def _words() -> _Words:
    lists = table("de/sentences.toml")
    return _Words(**{field.name: frozenset(lists[field.name]) for field in fields(_Words)})


def split(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of an article, numbered from 1 in the order of the text.

    `text` is the slice of `article.text` from `start` to `end`. Sentences do not overlap, begin and end with a
    visible character, and together hold every visible character of the paragraphs. A sentence that gives orders to
    programs is boilerplate wherever it stands, unless the reader has said that its paragraph is none.
    """
    spans = (
        (index, paragraph, start, end)
        for index, paragraph in enumerate(article.paragraphs)
        for start, end in _paragraph_spans(article.text, paragraph)
    )
    return tuple(
        Sentence(
            id=number,
            start=start,
            end=end,
            text=article.text[start:end],
            paragraph=index,
            kind=_kind(paragraph, article.text[start:end], kept=index in article.kept),
        )
        for number, (index, paragraph, start, end) in enumerate(spans, start=1)
    )


def _kind(paragraph: Paragraph, sentence: str, *, kept: bool) -> Kind:
    return "boilerplate" if not kept and gives_orders(sentence) else paragraph.kind


def _paragraph_spans(text: str, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Yield the spans of a paragraph's sentences in the text as given."""
    plain = readable(text[paragraph.start : paragraph.end])
    for start, end in _pieces(plain):
        first, last = plain.original_span(start, end)
        yield paragraph.start + first, paragraph.start + last


def _pieces(plain: Readable) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences in the readable form, none longer than MAX_CHARACTERS."""
    text, start = plain.text, 0
    for end in (*_boundaries(text), len(text)):
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


def _boundaries(text: str) -> Iterator[int]:
    """Yield where sentences end in a readable text, the last one left out."""
    start = 0
    for match in _CANDIDATE.finditer(text):
        if _ends_sentence(text, match, start=start):
            start = match.end()
            yield start


def _ends_sentence(text: str, match: regex.Match[str], *, start: int) -> bool:
    """Return whether the marks matched end the sentence that began at `start`."""
    following = _FIRST_WORD.match(text, match.end(), match.end() + _LOOK_AHEAD)
    if following is None or following[1][0].islower() or _in_parenthesis(text, start, match.end()):
        return False
    before = text[max(start, match.start() - _LOOK_BACK) : match.start()]
    marks = match["marks"]
    if match["glued"] and not _GLUED_TO.search(before):
        return False
    if marks[-1] == "…" or marks.endswith(".."):
        return _ellipsis_ends(before, match["closers"], following[1])
    if marks != ".":
        return not before.endswith(("(", "[")) and _last_piece(before) + marks not in _words().never_final
    return _full_stop_ends(before, following[1])


def _in_parenthesis(text: str, start: int, end: int) -> bool:
    """Return whether `end` lies within a parenthesis that began inside the sentence and is closed soon after."""
    opened = text.rfind("(", max(start, end - _PARENTHESIS), end)
    if opened <= start or text.find(")", opened, end) >= 0:
        return False
    closed = text.find(")", end, end + _PARENTHESIS)
    return closed >= 0 and bool(text[max(start, opened - 9) : opened].strip()) and text.find("(", end, closed) < 0


def _ellipsis_ends(before: str, closers: str, following: str) -> bool:
    """Return whether an ellipsis ends the sentence, or stands for words left out inside it ("die … Regierung")."""
    if before.endswith(("[", "(")):
        return False
    return bool(closers) or not before.endswith((" ", "\n")) or following in _words().starters


def _full_stop_ends(before: str, following: str) -> bool:
    """Return whether a full stop ends the sentence: `before` is the text up to it, `following` the next word."""
    words = _words()
    piece = _last_piece(before)
    starts_anew = following in words.starters
    if not piece:
        return True
    if piece[-1].isdigit():
        return _after_number(before, piece, following)
    # "Ing" of "Dipl.-Ing", and "z.B" of "z. B"
    forms = {piece, piece.rpartition("-")[2], _with_previous(before, piece)}
    if forms & words.never_final:
        return False
    if piece in words.before_number:
        return not following[0].isdigit()
    if forms & words.maybe_final or piece.endswith(tuple(words.maybe_final_endings)):
        return starts_anew
    if (_INITIALS.fullmatch(piece) and (len(piece) == 1 or "." in piece)) or _ROMAN.fullmatch(piece):
        return starts_anew
    return True


def _last_piece(before: str) -> str:
    """Return the end of a text after the last space, bracket, quotation mark, dash or slash."""
    piece = _PIECE.search(before)
    return piece[0] if piece else ""


def _with_previous(before: str, piece: str) -> str:
    """Return an abbreviation written with spaces without them: "z.B" for "z. B"."""
    short = _PREVIOUS_SHORT.search(before, 0, len(before) - len(piece))
    return "".join((short[1] if short else "").split()) + piece


def _after_number(before: str, number: str, following: str) -> bool:
    """Return whether the full stop after a number ends the sentence, or makes it an ordinal or a date."""
    words = _words()
    previous = before[: len(before) - len(number)].split()
    last = previous[-1].lstrip("„“\"'»«‚([") if previous else ""
    if not previous or following in words.ordinal_nouns:
        return False
    if _ORDINAL.fullmatch(number):
        return following in words.starters or (last in words.before_cardinal and not following[0].isdigit())
    if _DATE.fullmatch(number) or last in words.before_ordinal:
        return following in words.starters
    return True
