"""Words that a translation has left as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import regex

from chat.data import any_of, table
from chat.lang.bilingual.compounds import noun_entries
from chat.lang.bilingual.entries import office_words, words_of_equivalents
from chat.lang.de.text import GermanText
from chat.lang.names import starts_sentence, with_english_names
from chat.lang.packs import pack
from chat.lang.quotations import ENGLISH_CLOSING, ENGLISH_OPENING
from chat.lang.text import AnalysedText
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
# "Kläger:innen", "Bürger/-innen", "eine:r"; and what becomes of them: "plaintiff: inside", "citizens*inside", "A: The".
_GENDER_MARK = regex.compile(r"\p{Ll}(?:[:*_·]|/-?|\()\p{Ll}|\p{Ll}In(?:nen)?$")
_DEBRIS = regex.compile(
    r"(?<!\p{L})\p{L}+(?:\s?[:*_·/]\s?-?(?:in(?:nen|side|ner|n|doors)?|[rnsm])\b|[*_·]\p{L}+|(?<=\p{Ll})In(?:nen|side)?\b)"
)
_NAME_BEFORE = regex.compile(r"\p{Lu}[\p{L}’'-]{0,60}(?:\s\p{Ll}{1,3})?\s$")
_NAME_BEHIND = regex.compile(r"\s(?:\p{Ll}{1,3}\s)?\p{Lu}")
_SMALL_WORD = regex.compile(r"(?<![\p{L}’'-])\p{Ll}[\p{Ll}\p{M}]*(?![\p{L}-])")
_ACCENTED = regex.compile(r"[^\x00-\x7f]")
_OTHER_LETTERS = regex.compile(r"(?=\p{L})[^\p{Script=Latin}\P{L}µΩ]+")
_RUN = regex.compile(r"(?<![\p{L}’'-])((?:\p{Ll}{2,} ){3}\p{Ll}{2,})(?![\p{L}-])")
_BEFORE_COLON = regex.compile(r"(?<!\p{L})\p{L}++:")
_ARTICLES = frozenset({"the", "a", "an"})
_LONGEST_NAME = 66  # characters of a word with a capital and a small one behind it
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
    alone: a title of a paper or a party is several words, or stands in quotation marks. What somebody is called before
    their name ("Landrat Eva Blum") is left over too where the lexicon has it, and so is an office behind an article.
    """
    nouns, others = pair.german.once(_words)
    english = pair.english.text
    matches = list(_WORD.finditer(english))
    return [
        match.group()
        for number, match in enumerate(matches)
        if (match.group() in others and _is_german_word(match.group()))
        or (
            match.group() in nouns
            and (
                (_is_german_noun(match.group()) and not _is_in_name(english, matches, number))
                or _is_title(matches, number, nouns)
            )
        )
    ]


def _is_title(matches: Sequence[regex.Match[str]], number: int, nouns: frozenset[str]) -> bool:
    """Return whether a noun of the lexicon that is no English word stands before a name, or behind an article."""
    match = matches[number]
    if match.group() in _BORROWED or not _is_translatable(match.group()):
        return False
    following = matches[number + 1] if number + 1 < len(matches) else None
    goes_on = following is not None and following.group()[0].isupper() and match.end() + 1 == following.start()
    if goes_on and following is not None:
        return following.group() not in nouns
    return number > 0 and matches[number - 1].group().lower() in _ARTICLES and match.group() in office_words()


@cache
def _is_translatable(noun: str) -> bool:
    """Return whether the lexicon has other words for a noun than itself."""
    return bool(noun_entries(noun)) and noun.lower() not in words_of_equivalents()


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


def debris(pair: Pair) -> str | None:
    """Return what is left of a German form for all genders in a translation: "plaintiff:inside" for "Kläger:innen"."""
    if not pair.german.once(_is_gendered):
        return None
    found = _DEBRIS.search(pair.english.text)
    if found is None and ":" in pair.english.text and not pair.german.once(_has_colon):
        found = _BEFORE_COLON.search(pair.english.text)
    return found.group() if found else None


def _is_gendered(german: GermanText) -> bool:
    return any(_GENDER_MARK.search(token.text) for token in german.tokens)


def _has_colon(german: GermanText) -> bool:
    return any(token.text == ":" for token in german.tokens)


def left_by_pack(pair: Pair) -> list[str]:
    """Return the words of a sentence in another language that its translation has left as they are.

    They are words in other letters than Latin ones, small words that no English text has, words in small letters with
    an accent, and runs of words that are the original's own.
    """
    own, english = pair.original.once(_small_words), pair.english.text
    small, borrowed = _small_lists(pair.original.tongue)
    left = [
        match.group()
        for match in _SMALL_WORD.finditer(english)
        if match.group() in own - borrowed and (match.group() in small or _ACCENTED.search(match.group()))
        if not _is_within_name(english, match)
    ]
    foreign = _OTHER_LETTERS.findall(english)
    return list(dict.fromkeys([*foreign, *left])) or _run_left(pair)


def _is_within_name(english: str, word: regex.Match[str]) -> bool:
    """Return whether a small word stands between two with a capital, as in a name: "Puerto del Rosario"."""
    start = word.start()
    before = _NAME_BEFORE.search(english, max(0, start - _LONGEST_NAME), start)
    return bool(before and _NAME_BEHIND.match(english, word.end()))


def _small_words(original: AnalysedText) -> frozenset[str]:
    return frozenset(_SMALL_WORD.findall(original.text))


@cache
def _small_lists(tongue: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the small words that no English text has, and the words that English has borrowed."""
    return frozenset(pack(tongue).left.words), frozenset(pack(tongue).left.borrowed)


def _run_left(pair: Pair) -> list[str]:
    """Return the first run of words in small letters that both sides have, so long that it is no coincidence."""
    found = (match[1] for match in _RUN.finditer(pair.english.text, overlapped=True))
    return next(([run] for run in found if f" {run} " in f" {pair.original.text} "), [])


def debris_by_pack(pair: Pair) -> str | None:
    """Return what is left in a translation of a form that only its sentence's language has ("étudiant·es")."""
    for source in pack(pair.original.tongue).left.debris:
        found = regex.search(source, pair.english.text)
        if found and regex.search(source, pair.original.text):
            return str(found.group())
    return None


def _find(pair: Pair) -> Iterator[Doubt]:
    if not pair.is_german:
        yield from _found_by_pack(pair)
        return
    for word in left_over(pair):
        yield CHECK.doubt(f"“{word}” is left in German.", german=word, english=word)
    if (left := debris(pair)) is not None:
        yield CHECK.doubt(f"“{left}” is what is left of a German form for women and men.", english=left)


def _found_by_pack(pair: Pair) -> Iterator[Doubt]:
    has_other_letters = _OTHER_LETTERS.search(pair.original.text) is not None
    for word in left_by_pack(pair):
        own = word if word in pair.original.text else ""
        if own or has_other_letters:
            yield CHECK.doubt(f"“{word}” is left in {pair.language}.", german=own, english=word)
        else:
            yield CHECK.doubt(f"“{word}” is not in Latin letters.", english=word)
    if (left := debris_by_pack(pair)) is not None:
        yield CHECK.doubt(f"“{left}” is left of a form that only {pair.language} has.", english=left)


CHECK = Check(
    kind="untranslated",
    label="A word left untranslated",
    find=_find,
    order=120,
    languages=None,
    about="words left as they are",
)
