"""Words of English and German text in the forms in which they are compared: stems, names, sounds.

A leaf: knows nothing of articles, models or prompts.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:][\"'“”’)\]]*\s+|^[\"'“„(\[]+|\n)$")
# Letters that German and English transliterations of one name exchange: Selenskij and Zelenskyy, Pjöngjang and
# Pyongyang, Chruschtschow and Khrushchev, Tschetschenien and Chechnya. Applied in this order.
_SOUNDS = (
    ("schtsch", "s"), ("tsch", "s"), ("dsch", "s"), ("sch", "s"), ("shch", "s"), ("sh", "s"), ("zh", "s"),
    ("ch", "k"), ("kh", "k"), ("ck", "k"), ("ph", "f"), ("ß", "s"), ("z", "s"), ("w", "v"), ("ij", "i"),
    ("y", "i"), ("j", "i"), ("c", "k"), ("q", "k"), ("x", "ks"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_stemmers = threading.local()


@cache
def function_words() -> frozenset[str]:
    """English words that say nothing about what a sentence is about, in lower case."""
    lines = files("chat").joinpath("data/english_function_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def words(text: str) -> list[str]:
    """Return the words of a text as written, without a possessive ending."""
    return [_POSSESSIVE.sub("", match.group()) for match in _WORD.finditer(text)]


def english_stems(text: str) -> list[str]:
    """Return the stems (Porter's second algorithm) of the words of an English text that are no function words."""
    import Stemmer

    if not hasattr(_stemmers, "english"):  # a stemmer is not safe to share between threads
        _stemmers.english = Stemmer.Stemmer("english")
    kept = [word for word in (word.casefold() for word in words(text)) if word not in function_words()]
    stems: list[str] = _stemmers.english.stemWords(kept)
    return stems


def without_accents(text: str) -> str:
    """Return a text without accents and umlaut dots."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def sound(name: str) -> str:
    """Return a name in a form in which its German and English spellings agree more often than not."""
    key = without_accents(name.casefold())
    for spelling, plain in _SOUNDS:
        key = key.replace(spelling, plain)
    return _DOUBLED.sub(r"\1", key)


def sounds_like(name: str, other: str) -> bool:
    """Tell whether two spellings may be one name; a case ending or a compound's rest on either is allowed for."""
    short, long = sorted((sound(name), sound(other)), key=len)
    return short == long or (len(short) >= 4 and long.startswith(short))


def names(text: str) -> list[list[str]]:
    """Return the names in an English text, each a list of its words: runs of capitalised words.

    The first word of a sentence counts only where it is no function word and another capitalised word, or a
    possessive, follows it, or where it is written in capitals. English spells common nouns small, so what is left
    is names, with months, weekdays and adjectives of nationality.
    """
    found: list[list[str]] = []
    end = -1
    matches = list(_WORD.finditer(text))
    for number, match in enumerate(matches):
        if not _is_name_word(text, matches, number):
            continue
        word = _POSSESSIVE.sub("", match.group())
        if found and text[end : match.start()] in (" ", "-") and end == matches[number - 1].end():
            found[-1].append(word)
        else:
            found.append([word])
        end = match.end()
    return found


def _is_name_word(text: str, matches: list[re.Match[str]], number: int) -> bool:
    word = matches[number].group()
    if not word[0].isupper() or _POSSESSIVE.sub("", word).casefold() in function_words():
        return False
    if not _SENTENCE_START.search(text[: matches[number].start()]):
        return True
    if len(word) > 1 and word.isupper():
        return True
    following = matches[number + 1] if number + 1 < len(matches) else None
    followed = following is not None and following.group()[0].isupper() and text[matches[number].end()] in " -"
    return followed or bool(_POSSESSIVE.search(word))
