"""Article → sentences with numbers and offsets.

A full stop ends a German sentence unless it belongs to an abbreviation, an ordinal number or an initial, or the
sentence goes on in lower case after it; colons and semicolons never end one. The word lists are data
(`chat/data/de/sentences.toml`); where they leave it open, the verbs tell (`clauses`). Knows nothing of what sentences
mean, nor which paragraphs matter.

Why rules of our own: `bench/sentences.py` compares them with the libraries, and `bench/LOG.md` keeps the figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache

import regex

from chat.article import clauses
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
    | (?P<ticker> (?<=\s) \+{2,} (?=\s++ [\p{Lu}„»«"]) )
    """,
    regex.VERBOSE,
)
# Three words: more than a clock time has.
_TOLD = regex.compile(r"\p{L}{2,}\s++(?:\S++\s++)*?\p{L}{2,}\s++(?:\S++\s++)*?\p{L}{2,}")
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
_MEASURED = regex.compile(r"(?:\d\s?°?|°)\s?$")  # before a unit: "3 m", "40° C"
_PER = regex.compile(r"(?<=\p{L})/$")  # "km/h"
# A noun before a letter, or before several: "Plan B", "Vitamin A, B und C", "Größe S/M".
_LETTERED = regex.compile(r"([\p{L}-]+)\s+(?:\p{Lu}\d?(?:,\s+|/|\s(?:und|oder|bis)\s+))*$")
_AMONG_LETTERS = regex.compile(r"(?<![\p{L}\d])\p{Lu}(?:,\s|/|\s(?:und|oder|bis|nach)\s)$")  # "von A nach B"
_SHORTEST_FIRST_PART = 3  # letters of a compound: "Stufenplan" is a plan, and "Kaplan" is none
_NAMED = regex.compile(r"\p{Lu}[\p{Ll}-]+\s\p{Lu}$")
# A name with one letter for the surname that goes on as no name does: "Kurt K. sagte", "Kurt K. (34)".
_SHORT_NAME = regex.compile(
    r"(?<!\p{L})(\p{Lu}[\p{Ll}-]{1,20})\s(\p{Lu})\.(?=[,;:)]|\s\(|\s(?!(?:von|van|de|der|zu|zur|und|oder)\s)\p{Ll})"
)
# A mark within a title: up to six words before it in the quotation, up to six behind, and no comma after them.
_TITLE_BEGUN = regex.compile(r"(?<!:\s?)[„“»«\"‚‘›‹](?:[^\s„“”»«\"‚‘’›‹]+\s){0,5}[^\s„“”»«\"‚‘’›‹]+$")
_TITLE_ENDED = regex.compile(
    r"\s(?:[^\s„“”»«\"‚‘’›‹.!?:]+\s){0,5}[^\s„“”»«\"‚‘’›‹.!?:]+[“”»«\"‘’›‹](?![,\p{L}])(?P<lower>\s\p{Ll})?"
)
_QUOTED_AT_END = regex.compile(r"[„“»«\"‚‘›‹][^„“”»«\"‚‘’›‹]+$")
_COUNTED = regex.compile(r"\s+(?:\d|[IVX]+\b)")
_SOFT_CUT = regex.compile(r"[;,:–—]\s")


@dataclass(frozen=True)
class _Words:
    """The word lists of `chat/data/de/sentences.toml`."""

    never_final: frozenset[str]
    maybe_final: frozenset[str]
    maybe_final_endings: frozenset[str]
    ends_a_list: frozenset[str]
    marked_names: frozenset[str]
    english_in_names: frozenset[str]
    parts_of_works: frozenset[str]
    letter_units: frozenset[str]
    currencies: frozenset[str]
    before_letter: frozenset[str]
    before_letter_endings: frozenset[str]
    before_x: frozenset[str]
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
    short_names = frozenset(" ".join(match.groups()) for match in _SHORT_NAME.finditer(article.text))
    spans = (
        (index, paragraph, start, end)
        for index, paragraph in enumerate(article.paragraphs)
        for start, end in _paragraph_spans(article.text, paragraph, short_names)
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


def _paragraph_spans(text: str, paragraph: Paragraph, short_names: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of a paragraph's sentences in the text as given."""
    plain = readable(text[paragraph.start : paragraph.end])
    for start, end in _pieces(plain, short_names):
        first, last = plain.original_span(start, end)
        yield paragraph.start + first, paragraph.start + last


def _pieces(plain: Readable, short_names: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences in the readable form, none longer than MAX_CHARACTERS."""
    text, start = plain.text, 0
    for end in (*_boundaries(text, short_names), len(text)):
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


def _boundaries(text: str, short_names: frozenset[str]) -> Iterator[int]:
    """Yield where sentences end in a readable text, the last one left out."""
    start = 0
    for match in _CANDIDATE.finditer(text):
        ends = match["ticker"] and _TOLD.search(text, start, match.start())
        if ends or (match["marks"] and _ends_sentence(text, match, start=start, short_names=short_names)):
            start = match.end()
            yield start


def _ends_sentence(text: str, match: regex.Match[str], *, start: int, short_names: frozenset[str]) -> bool:
    """Return whether the marks matched end the sentence that began at `start`.

    `short_names` are the names with one letter for a surname that the article has: "Kurt K".
    """
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
        return not before.endswith(("(", "[")) and not _is_in_title(text, match, start=start, following=following)
    ends = _full_stop_ends(before, following[1])
    if ends is not None:
        return ends
    named = _NAMED.search(before)
    whole = _ends_list(before) or (named is not None and " ".join(named[0].split()) in short_names)
    return _clauses_meet(text, match, start=start, named=whole)


def _clauses_meet(text: str, match: regex.Match[str], *, start: int, named: bool = False) -> bool:
    """Return whether a main clause ends at the marks matched, and another begins."""
    before = text[max(start, match.start() - clauses.LOOK_BACK) : match.start()]
    return clauses.meet(before, text[match.end() : match.end() + clauses.LOOK_AHEAD].lstrip(), named=named)


def _is_in_title(text: str, match: regex.Match[str], *, start: int, following: regex.Match[str]) -> bool:
    """Return whether an exclamation or question mark is part of a title or name, and the sentence goes on."""
    words = _words()
    before = text[max(start, match.start() - _LOOK_BACK) : match.start()]
    piece = _last_piece(before)
    if piece + match["marks"] in words.marked_names:
        return following[1] not in words.starters and not _clauses_meet(text, match, start=start)
    if not match["closers"]:
        if piece[:1].isupper() and following[1] in words.english_in_names:
            return True
        begun = _TITLE_BEGUN.search(before)
        ended = _TITLE_ENDED.match(text, match.end(), match.end() + _LOOK_AHEAD) if begun else None
        return begun is not None and ended is not None and (begun.start() > 0 or ended["lower"] is not None)
    if following[1] in words.parts_of_works and _COUNTED.match(text, following.end(1)):
        return True
    quoted = _QUOTED_AT_END.search(before)
    frame = before[: quoted.start()].rstrip() if quoted else ""
    return frame[-1:].isalpha() and not clauses.has_verb(frame)


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


def _full_stop_ends(before: str, following: str) -> bool | None:
    """Return whether a full stop ends the sentence, None where the words alone leave it open.

    `before` is the text up to it, `following` the next word.
    """
    words = _words()
    piece = _last_piece(before)
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
    if not (forms & words.maybe_final or piece.endswith(tuple(words.maybe_final_endings)) or _is_letter(piece)):
        return True
    if following in words.currencies or _with_previous(before, f"{piece}.{following}") in words.maybe_final:
        return False  # "Mio. Euro"; "e" of "e. V."
    if following in words.starters or (_is_letter(piece) and _is_letter_final(before[: -len(piece)], piece)):
        return True
    return False if following[0].isdigit() else None


def _is_letter(piece: str) -> bool:
    """Return whether a piece could be an initial, initials or a Roman number."""
    return bool((_INITIALS.fullmatch(piece) and (len(piece) == 1 or "." in piece)) or _ROMAN.fullmatch(piece))


def _is_letter_final(ahead: str, letter: str) -> bool:
    """Return whether a letter is a unit, or the last part of a term such as "Plan B"; `ahead` is what precedes it."""
    words = _words()
    if (letter in words.letter_units and _MEASURED.search(ahead)) or (letter.islower() and _PER.search(ahead)):
        return True
    if _AMONG_LETTERS.search(ahead):
        return True
    lettered = _LETTERED.search(ahead)
    noun = lettered[1] if lettered else ""
    if noun in words.before_letter or (letter == "X" and noun in words.before_x):
        return True
    return any(
        noun.casefold().endswith(ending) and len(noun) >= len(ending) + _SHORTEST_FIRST_PART
        for ending in words.before_letter_endings
    )


def _ends_list(before: str) -> bool:
    """Return whether an abbreviation that closes a list of nouns ends a text: "Kunst, Musik u. a"."""
    piece = _last_piece(before)
    if _with_previous(before, piece) not in _words().ends_a_list:
        return False
    return _last_piece(_PREVIOUS_SHORT.sub("", before[: len(before) - len(piece)]).rstrip())[:1].isupper()


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
