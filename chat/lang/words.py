"""Words of English and German text in the forms in which they are compared: without endings, as stems."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Literal

from chat.data import words_of

Language = Literal["english", "german"]

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_AMERICAN = re.compile(r"(?<=\w{4})our(?=s?$|ed$|ing$)")  # harbour and harbor are one word
_SHORTEST = 4  # letters of a stem that may be a longer one's beginning
_LISTS: dict[Language, str] = {"english": "en/function_words.txt", "german": "de/function_words.txt"}
_stemmers = threading.local()


@cache
def function_words(language: Language = "english") -> frozenset[str]:
    """Return the words of a language that say nothing about what a sentence is about, in lower case."""
    return words_of(_LISTS[language])


def words(text: str) -> list[str]:
    """Return the words of a text as written, without a possessive ending, initialisms without full stops."""
    return [word_of(match) for match in WORD.finditer(text)]


def word_of(match: re.Match[str]) -> str:
    """Return the word that `WORD` matched, without a possessive ending and the full stops of an initialism."""
    return _POSSESSIVE.sub("", match.group()).replace(".", "")


def english_stems(text: str) -> list[str]:
    """Return the stems (Porter's second algorithm) of the words of an English text that are no function words."""
    return stems_of([_AMERICAN.sub("or", word) for word in words(text) if not is_function_word(word)], "english")


def akin(stem: str, other: str) -> bool:
    """Return whether two English stems are of one word family: equal, or but for an ending ("deliv", "deliveri")."""
    short, long = sorted((stem, other), key=len)
    return short == long or (
        len(short) > _SHORTEST
        and long.startswith(short)
        and long.removeprefix(short) in words_of("en/stem_endings.txt")
    )


def german_stems(text: str) -> list[str]:
    """Return the stems (Snowball's algorithm for German) of the words of a German text that are no function words."""
    return stems_of([word for word in words(text) if not is_function_word(word, "german")], "german")


def stems_of(written: Sequence[str], language: Language) -> list[str]:
    """Return the stem of each of some words, function words too."""
    import Stemmer

    if not hasattr(_stemmers, language):  # a stemmer is not safe to share between threads
        setattr(_stemmers, language, Stemmer.Stemmer(language))
    stems: list[str] = getattr(_stemmers, language).stemWords([word.casefold() for word in written])
    return stems


def is_function_word(word: str, language: Language = "english") -> bool:
    """Return whether a word is a function word; "US" and "WHO" are names, "THE" is not."""
    return word.casefold() in function_words(language) and word not in ("US", "WHO")


def without_accents(text: str) -> str:
    """Return a text without accents and umlaut dots."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
