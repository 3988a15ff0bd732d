"""Where sentences end in a language with a pack, by what the pack knows of its abbreviations and first words.

A full stop ends a sentence unless it belongs to an abbreviation or an initial, or the sentence goes on in lower case
after it; colons and semicolons never end one. Without a pack that is all. Knows no language itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, partial

import regex

from chat.article import candidates
from chat.article.candidates import Match, first_word, last_piece, with_previous
from chat.lang.characters import lowered
from chat.lang.packs import Pack

_INITIALS = regex.compile(r"\p{Lu}|\p{L}{1,2}(?:\.-?\p{L}{1,3})+|\p{Lu}-\p{Lu}")
_ROMAN = regex.compile(r"[IVXLC]{2,}")
_ORDINAL = regex.compile(r"(?:\d{1,2}\.?[-–/])?\d{1,3}")
_PART_OF_DATE = regex.compile(r"\d{1,2}(?:\.\s?\d{1,2})?")
_CLOSING = frozenset("”“\"»«’'›‹")
_APOSTROPHES = ("'", "’")
_CUT_OFF = regex.compile(r"[’'‘]\p{Ll}\s\p{Lu}")  # a word of which only the end is written: "’s Nachts"
_COUNTED = regex.compile(r"(?:\d(?:-\p{L}{1,3})?|(?<!\p{L})[IVXLCХІ]+)\.?\s?$")
_BEGUN = 3  # words, with which a sentence has only begun


@dataclass(frozen=True)
class _Rules:
    """What a pack knows, as it is asked for."""

    never: frozenset[str]
    mostly: frozenset[str]
    maybe: frozenset[str]
    after_number: frozenset[str]
    before_number: frozenset[str]
    goes_on: frozenset[str]
    starters: frozenset[str]
    before_letter: frozenset[str]
    before_cardinal: frozenset[str]
    ordinals: bool
    asked: regex.Pattern[str] | None
    dotted: tuple[str, ...]


@cache
def _rules(language: Pack) -> _Rules:
    own = language.sentences
    verbs = "|".join(map(regex.escape, own.saying))
    return _Rules(
        never=frozenset(own.never_final),
        mostly=frozenset(own.mostly_final),
        maybe=frozenset(own.maybe_final),
        after_number=frozenset(own.after_number),
        before_number=frozenset(own.before_number),
        goes_on=frozenset(own.goes_on),
        starters=frozenset(map(lowered, own.starters)),
        before_letter=frozenset(map(lowered, own.before_letter)),
        before_cardinal=frozenset(map(lowered, own.before_cardinal)),
        ordinals=own.ordinals,
        dotted=tuple(word for word in (*own.never_final, *own.mostly_final, *own.maybe_final) if "." in word),
        asked=regex.compile(rf"\s(?:\p{{Lu}}[\p{{L}}'’.-]*\s){{1,4}}(?:{verbs})\b") if verbs else None,
    )


def boundaries(text: str, language: Pack) -> Iterator[int]:
    """Yield where sentences end in a readable text, the last one left out."""
    yield from candidates.boundaries(text, partial(_ends_sentence, text, _rules(language)))


def _ends_sentence(text: str, rules: _Rules, match: Match, start: int) -> bool:
    """Return whether the marks matched end the sentence that began at `start`."""
    following = first_word(text, match.end())
    small = following is None or (_is_small(following[1]) and not _CUT_OFF.match(text, following.start(1) - 1))
    if following is None or small or candidates.in_parenthesis(text, start, match.end()):
        return False
    before, marks = candidates.before(text, match, start), match["marks"]
    if match["glued"] and not candidates.is_glued(before):
        return False
    opens = _opens(text, following, rules)
    if marks[-1] == "…" or marks.endswith(".."):
        whole = bool(match["closers"]) or not before.endswith((" ", "\n"))
        return not before.endswith(("[", "(")) and (whole or opens)
    if marks != ".":
        return not before.endswith(("(", "[")) and not _is_asked(text, match, rules)
    if text.startswith(".", following.end()) and _goes_on(before, following[1], rules):
        return False
    return _full_stop_ends(before, following[1], rules, opens=opens)


def _is_small(word: str) -> bool:
    """Return whether a word is written small; "iPhone" is not."""
    return word[0].islower() and not word[1:2].isupper()


def _opens(text: str, following: Match, rules: _Rules) -> bool:
    """Return whether a word is one that sentences begin with, and no initial ("С. Иванов") nor cut ("L’Oréal")."""
    after = text[following.end() : following.end() + 1]
    word = lowered(following[1])
    if after == "." and len(word) == 1:
        return False
    return (f"{word}'" if after in _APOSTROPHES and after else word) in rules.starters


def _is_asked(text: str, match: Match, rules: _Rules) -> bool:
    """Return whether who says it follows a question or a call in quotation marks: "“Why?” Smith asked"."""
    quoted = _CLOSING.intersection(match["closers"])
    return bool(quoted and rules.asked and rules.asked.match(text, match.end()))


def _goes_on(before: str, following: str, rules: _Rules) -> bool:
    """Return whether the next word belongs to the same abbreviation: "EE. UU."."""
    piece = last_piece(before)
    together = (f"{piece}.{following}", f"{with_previous(before, piece)}.{following}")
    return bool(piece) and any(form.startswith(together) for form in rules.dotted)


def _full_stop_ends(before: str, following: str, rules: _Rules, *, opens: bool) -> bool:
    """Return whether a full stop ends the sentence.

    Args:
        before: the text up to it.
        following: the next word.
        opens: whether that is a word with which sentences begin.
    """
    piece = last_piece(before)
    if not piece:
        return True
    if piece[-1].isdigit():
        return _after_number(before, piece, following, rules, opens=opens)
    together = with_previous(before, piece)
    forms = {together} if together != piece and together in rules.dotted else _forms(piece)
    if forms & rules.never:
        return False
    if forms & rules.before_number:
        return not following[0].isdigit()
    ahead = before[: len(before) - len(piece)]
    if forms & rules.after_number and (following[0].isdigit() or not _COUNTED.search(ahead)):
        return False
    if forms & (rules.mostly | rules.after_number):
        return following not in rules.goes_on and (opens or len(before.split()) > _BEGUN)
    if _ROMAN.fullmatch(piece):
        return opens or not rules.ordinals
    if forms & rules.maybe or _INITIALS.fullmatch(piece):
        return opens or _is_lettered(ahead, rules.before_letter)
    return True


def _forms(piece: str) -> set[str]:
    """Return how an abbreviation may be listed: as it is, behind a hyphen or an apostrophe, with a small letter."""
    parts = {piece, piece.rpartition("-")[2], piece.rpartition("’")[2]}
    return parts | {part[:1].lower() + part[1:] for part in parts if len(part) > 1}


def _is_lettered(ahead: str, nouns: Collection[str]) -> bool:
    """Return whether a letter belongs to the noun before it ("Plan B"); `ahead` is what precedes the letter."""
    words = ahead.split()
    return bool(words) and lowered(words[-1]) in nouns


def _after_number(before: str, number: str, following: str, rules: _Rules, *, opens: bool) -> bool:
    """Return whether the full stop after a number ends the sentence, or makes it an ordinal, a date or a list's."""
    previous = before[: len(before) - len(number)].split()
    if not previous or (following[0].isdigit() and _PART_OF_DATE.fullmatch(number)):
        return False
    if rules.ordinals and _ORDINAL.fullmatch(number):
        return opens or lowered(previous[-1].rstrip(".")) in rules.before_cardinal
    return True
