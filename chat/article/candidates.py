"""Places where a sentence could end, and what stands beside them: what the rules of every language look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

# Ends of sentences before any rule is asked: marks, then what closes a quotation, a bracket or a footnote, then space.
# A closing mark set apart by a space ("gesagt. “ Der") still belongs to the sentence before it.
_CANDIDATE = regex.compile(
    r"""
    (?<! [.!?…] ) (?P<marks> [.!?…]++ )
    (?P<closers> (?: ["'“”„‟’‘‚‹›«»)\]}*_] | \[\d{1,3}\] )*+ (?: [ ]["“”’»](?=\s) )? )
    (?= \s++ \S | [„‚]\p{L} | (?P<glued> \p{Lu}\p{Ll}++ ) \s )
    | (?P<ticker> (?<=\s) \+{2,} (?=\s++ [\p{Lu}„»«"]) )
    """,
    regex.VERBOSE,
)
# Three words: more than a clock time has.
_TOLD = regex.compile(
    r"(?>.*?\p{L}{2}\s++) (?>(?:\S++\s++)*?\p{L}{2,}+\s++) (?:\S++\s++)*?\p{L}{2}", regex.DOTALL | regex.VERBOSE
)
_BEFORE_TICKER = 300  # characters of a sentence, within which there are words
LOOK_BACK = 80  # characters; no abbreviation or number is longer
LOOK_AHEAD = 60
_PARENTHESIS = 300  # characters; a longer parenthesis is taken for one that was never closed
_GLUED_TO = regex.compile(r"(?<![\p{L}\p{N}.@/_-])\p{Ll}{3,}+$")
_PIECE = regex.compile(r"[^\s(\[„“”\"'‚»«/–—]*$")
_FIRST_WORD = regex.compile(r"[^\p{L}\p{N}]*([\p{L}\p{M}]+|\p{N}+)")
_PREVIOUS_SHORT = regex.compile(r"((?:\p{L}{1,3}\.\s?){1,40})$")

Match = regex.Match[str]


def boundaries(text: str, ends: Callable[[Match, int], bool]) -> Iterator[int]:
    """Yield where sentences end in a readable text, the last one left out.

    Args:
        ends: whether the marks of a candidate end the sentence that began at a place.
    """
    start = 0
    for match in _CANDIDATE.finditer(text):
        ticker = match["ticker"] and _TOLD.match(text, start, min(match.start(), start + _BEFORE_TICKER))
        if ticker or (match["marks"] and ends(match, start)):
            start = match.end()
            yield start


def first_word(text: str, place: int) -> Match | None:
    """Return the match of the first word or number behind a place, as its group 1; None: there is none near."""
    return _FIRST_WORD.match(text, place, place + LOOK_AHEAD)


def before(text: str, match: Match, start: int) -> str:
    """Return what stands before the marks matched in the sentence that began at `start`."""
    return text[max(start, match.start() - LOOK_BACK) : match.start()]


def is_glued(text: str) -> bool:
    """Return whether a text ends in a word that the next sentence may be glued to ("kommt.Der")."""
    return _GLUED_TO.search(text) is not None


def last_piece(text: str) -> str:
    """Return the end of a text after the last space, bracket, quotation mark, dash or slash."""
    piece = _PIECE.search(text)
    return piece[0] if piece else ""


def with_previous(text: str, piece: str) -> str:
    """Return an abbreviation written with spaces without them: "z.B" for "z. B"."""
    short = _PREVIOUS_SHORT.search(text, 0, len(text) - len(piece))
    return "".join((short[1] if short else "").split()) + piece


def without_previous(text: str) -> str:
    """Return a text without the short words with a full stop that it ends in."""
    return _PREVIOUS_SHORT.sub("", text)


def in_parenthesis(text: str, start: int, end: int) -> bool:
    """Return whether `end` lies within a parenthesis that began inside the sentence and is closed soon after."""
    opened = text.rfind("(", max(start, end - _PARENTHESIS), end)
    if opened <= start or text.find(")", opened, end) >= 0:
        return False
    closed = text.find(")", end, end + _PARENTHESIS)
    return closed >= 0 and bool(text[max(start, opened - 9) : opened].strip()) and text.find("(", end, closed) < 0
