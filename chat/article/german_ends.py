"""Where German sentences end.

A full stop ends a German sentence unless it belongs to an abbreviation, an ordinal number or an initial, or the
sentence goes on in lower case after it; colons and semicolons never end one. The word lists are data
(`chat/data/de/sentences.toml`); where they leave it open, the verbs tell (`clauses`). Knows nothing of what sentences
mean.

Why rules of our own: `bench/sentences.py` compares them with the libraries, and `bench/LOG.md` keeps the figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache

import regex

from chat.article import candidates, clauses
from chat.article.candidates import (
    LOOK_AHEAD,
    Match,
    first_word,
    in_parenthesis,
    last_piece,
    with_previous,
    without_previous,
)
from chat.data import table

_ROMAN = regex.compile(r"[IVXLC]+")
_ORDINAL = regex.compile(r"(?:\d{1,2}\.?[-–/])?\d{1,3}")
_DATE = regex.compile(r"\d{1,2}\.\s?\d{1,2}")
_INITIALS = regex.compile(r"\p{L}{1,2}(?:\.-?\p{L}{1,2})*(?:-\p{Lu})?")
_MEASURED = regex.compile(r"(?:\d\s?°?|°)\s?$")  # before a unit: "3 m", "40° C"
_PER = regex.compile(r"(?<=\p{L})/$")  # "km/h"
# A noun before a letter, or before several: "Plan B", "Vitamin A, B und C", "Größe S/M".
_LETTERED = regex.compile(r"(?<![\p{L}-])([\p{L}-]++)\s++(?:\p{Lu}\d?(?:,\s++|/|\s(?:und|oder|bis)\s++)){0,40}$")
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


def boundaries(text: str, short_names: frozenset[str]) -> Iterator[int]:
    """Yield where sentences end in a readable text, the last one left out.

    Args:
        short_names: those of the article, see `short_names`.
    """

    def ends(match: Match, start: int) -> bool:
        return _ends_sentence(text, match, start=start, short_names=short_names)

    yield from candidates.boundaries(text, ends)


def short_names(text: str) -> frozenset[str]:
    """Return the names with one letter for a surname that an article has: "Kurt K"."""
    return frozenset(" ".join(match.groups()) for match in _SHORT_NAME.finditer(text))


def _ends_sentence(text: str, match: Match, *, start: int, short_names: frozenset[str]) -> bool:
    """Return whether the marks matched end the sentence that began at `start`.

    `short_names` are the names with one letter for a surname that the article has: "Kurt K".
    """
    following = first_word(text, match.end())
    if following is None or following[1][0].islower() or in_parenthesis(text, start, match.end()):
        return False
    before = candidates.before(text, match, start)
    marks = match["marks"]
    if match["glued"] and not candidates.is_glued(before):
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


def _clauses_meet(text: str, match: Match, *, start: int, named: bool = False) -> bool:
    """Return whether a main clause ends at the marks matched, and another begins."""
    before = text[max(start, match.start() - clauses.LOOK_BACK) : match.start()]
    return clauses.meet(before, text[match.end() : match.end() + clauses.LOOK_AHEAD].lstrip(), named=named)


def _is_in_title(text: str, match: Match, *, start: int, following: Match) -> bool:
    """Return whether an exclamation or question mark is part of a title or name, and the sentence goes on."""
    words = _words()
    before = candidates.before(text, match, start)
    piece = last_piece(before)
    if piece + match["marks"] in words.marked_names:
        return following[1] not in words.starters and not _clauses_meet(text, match, start=start)
    if not match["closers"]:
        if piece[:1].isupper() and following[1] in words.english_in_names:
            return True
        begun = _TITLE_BEGUN.search(before)
        ended = _TITLE_ENDED.match(text, match.end(), match.end() + LOOK_AHEAD) if begun else None
        return begun is not None and ended is not None and (begun.start() > 0 or ended["lower"] is not None)
    if following[1] in words.parts_of_works and _COUNTED.match(text, following.end(1)):
        return True
    quoted = _QUOTED_AT_END.search(before)
    frame = before[: quoted.start()].rstrip() if quoted else ""
    return frame[-1:].isalpha() and not clauses.has_verb(frame)


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
    piece = last_piece(before)
    if not piece:
        return True
    if piece[-1].isdigit():
        return _after_number(before, piece, following)
    # "Ing" of "Dipl.-Ing", and "z.B" of "z. B"
    forms = {piece, piece.rpartition("-")[2], with_previous(before, piece)}
    if forms & words.never_final:
        return False
    if piece in words.before_number:
        return not following[0].isdigit()
    if not (forms & words.maybe_final or piece.endswith(tuple(words.maybe_final_endings)) or _is_letter(piece)):
        return True
    if following in words.currencies or with_previous(before, f"{piece}.{following}") in words.maybe_final:
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
    piece = last_piece(before)
    if with_previous(before, piece) not in _words().ends_a_list:
        return False
    return last_piece(without_previous(before[: len(before) - len(piece)]).rstrip())[:1].isupper()


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
