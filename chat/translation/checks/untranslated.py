"""German words that a translation has left as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from chat.data import any_of, table
from chat.lang.de.text import GermanText
from chat.lang.names import starts_sentence, with_english_names
from chat.lang.quotations import ENGLISH_CLOSING, ENGLISH_OPENING
from chat.lang.words import function_words
from chat.schema import Doubt
from chat.translation.checks import Check, Pair

_LISTS: dict[str, list[str]] = table("pairs/untranslated.toml")
_WORD = regex.compile(r"\p{L}+(?:-\p{L}+)*")
_UMLAUT = regex.compile(r"[äöüß]")
# Endings and sequences of letters that German common nouns have and English words hardly ever; names of places have
# their own ("-ingen", "-hausen").
_GERMAN_SPELLING = regex.compile(
    rf"(?:{'|'.join(_LISTS['nouns'])})(?:{'|'.join(_LISTS['declension'])})?$|{'|'.join(_LISTS['letters'])}"
)
_PLACE = regex.compile(rf"(?:{any_of(_LISTS['places'])})$")
_BORROWED, _SHARED = frozenset(_LISTS["borrowed"]), frozenset(_LISTS["shared"])
_OPENING, _CLOSING = (*ENGLISH_OPENING, "("), (*ENGLISH_CLOSING, ")")
_OF_PLACE = regex.compile(rf"\b(?:{'|'.join(_LISTS['before_place'])}) $")
_SHORTEST = 6  # letters of a noun that is doubted


class _Words(NamedTuple):
    """The words of a German sentence: nouns, and those with a small letter."""

    nouns: frozenset[str]
    others: frozenset[str]


def _words(german: GermanText) -> _Words:
    return _Words(
        nouns=frozenset(token.text for token in german.tokens if token.tag.startswith("NN")),
        others=frozenset(token.text for token in german.tokens if token.text[:1].islower()),
    )


def left_over(pair: Pair) -> list[str]:
    """Return the words of a translation that are its German sentence's own and no names.

    They are function words, words with an umlaut, and nouns that are spelled as no English word is, where they stand
    alone: a title of a paper or a party is several words, or stands in quotation marks.
    """
    nouns, others = pair.german.once(_words)
    english = pair.english.text
    matches = list(_WORD.finditer(english))
    return [
        match.group()
        for number, match in enumerate(matches)
        if (match.group() in others and _is_german_word(match.group()))
        or (match.group() in nouns and _is_german_noun(match.group()) and not _is_in_name(english, matches, number))
    ]


def _is_german_word(word: str) -> bool:
    if _UMLAUT.search(word):
        return True
    return word in function_words("german") and word not in function_words("english") and word not in _SHARED


def _is_german_noun(word: str) -> bool:
    if len(word) < _SHORTEST or word in _BORROWED or _PLACE.search(word) or with_english_names(word) != word:
        return False
    return _GERMAN_SPELLING.search(word) is not None


def _is_in_name(english: str, matches: list[regex.Match[str]], number: int) -> bool:
    """Return whether a word is a place's, one of a run of capitalised words, or between quotation marks or brackets."""
    match = matches[number]
    before, after = english[: match.start()], english[match.end() :]
    if before[-1:] in _OPENING or after[:1] in _CLOSING or _OF_PLACE.search(before):
        return True
    previous = matches[number - 1] if number and before.endswith(" ") else None
    following = matches[number + 1] if number + 1 < len(matches) and after.startswith(" ") else None
    return any(
        other is not None and other.group()[0].isupper() and not starts_sentence(english, other.start())
        for other in (previous, following)
    )


def _find(pair: Pair) -> Iterator[Doubt]:
    for word in left_over(pair):
        yield CHECK.doubt(f"“{word}” is left in German.", german=word, english=word)


CHECK = Check(kind="untranslated", label="A word left in German", find=_find, order=120)
