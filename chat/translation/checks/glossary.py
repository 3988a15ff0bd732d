"""Terms of the reader that stand in a sentence, and whose English its translation does not use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import regex

from chat.lang.packs import pack
from chat.schema import Doubt
from chat.translation.checks import Check, Pair
from chat.translation.glossary import TERMS

_GERMAN_ENDING = r"(?:e[nmrs]?|ern|[ns]|nen)?"
_ENGLISH_ENDING = r"(?:s|es|['’]s?)?"
_FINAL_VOWEL = regex.compile(r"[aeiouyąęаеиоуыяюіїєьйёı]$", regex.IGNORECASE)
_SHORTEST_STEM = 3  # letters
_STEM_VOWEL = regex.compile(r"(?:au|[aou])(?=[^aeiouäöüy]*(?:e[lnr])?$)", regex.IGNORECASE)
_UMLAUTS = str.maketrans("aouAOU", "äöüÄÖÜ")


def unused(pair: Pair) -> Iterator[tuple[str, str]]:
    """Yield the terms of a sentence, as written, with their English, where the translation does not use it."""
    english = pair.english.text
    return (found for found in terms_in(pair) if not _english(found[1]).search(english))


def terms_in(pair: Pair) -> Iterator[tuple[str, str]]:
    """Yield the reader's terms of a sentence, as written, with their English.

    A term is found in the forms that its declension may give it ("Stadtwerke", "Stadtwerken", "Landrat", "Landräte"),
    its English in the plural and the possessive. What is written with a capital is found only so: "Rat", not "raten".
    """
    for term, rendering in pair.glossary.items():
        pattern = _german(term) if pair.is_german else _by_pack(term, pair.original.tongue)
        written = (match.group() for match in pattern.finditer(pair.original.text))
        if found := next((word for word in written if _is_cased_as(term, word)), None):
            yield found, rendering


def _is_cased_as(term: str, written: str) -> bool:
    """Return whether what was found has a capital wherever the term has one."""
    words = zip(term.split(), written.split(), strict=True)
    return not any(own[0].isupper() and word[0].islower() for own, word in words)


@lru_cache(maxsize=TERMS)
def _german(term: str) -> regex.Pattern[str]:
    return _pattern([_declined(word) for word in term.split()], _GERMAN_ENDING)


@lru_cache(maxsize=TERMS)
def _by_pack(term: str, language: str) -> regex.Pattern[str]:
    """Return the pattern of a term in another language, a last vowel and the case endings of names left open."""
    endings = "|".join(sorted(map(regex.escape, pack(language).names.endings), key=len, reverse=True))
    cut = r"(?:['’]\p{L}{1,4})?" if pack(language).names.cut else ""
    words = [_FINAL_VOWEL.sub("", word) if endings and len(word) > _SHORTEST_STEM else word for word in term.split()]
    return _pattern(
        [regex.escape(word) for word in words], rf"(?:\p{{L}}{{0,2}}|{endings}){cut}" if endings else "s?" + cut
    )


@lru_cache(maxsize=TERMS)
def _english(term: str) -> regex.Pattern[str]:
    words = [regex.sub(r"(?<=[^aeiou])y$", r"(?:y|ie)", regex.escape(word)) for word in term.split()]
    return _pattern(words, _ENGLISH_ENDING)


def _declined(word: str) -> str:
    """Return the pattern of a German word, of a noun with the umlaut that its plural may have."""
    vowel = _STEM_VOWEL.search(word) if word[0].isupper() else None
    if vowel is None:
        return regex.escape(word)
    before, after = word[: vowel.start()], word[vowel.end() :]
    spelled = vowel.group()
    umlaut = spelled[0].translate(_UMLAUTS) + spelled[1:]
    return f"{regex.escape(before)}(?:{spelled}|{umlaut}){regex.escape(after)}"


def _pattern(words: Iterable[str], ending: str) -> regex.Pattern[str]:
    within = r"\s+".join(word + ending for word in words)
    return regex.compile(rf"(?<!\p{{L}}){within}(?!\p{{L}})", regex.IGNORECASE)


def _find(pair: Pair) -> Iterator[Doubt]:
    for term, rendering in unused(pair):
        yield CHECK.doubt(f"“{term}” is to be “{rendering}” by the glossary.", german=term)


CHECK = Check(kind="glossary", label="A term of yours", find=_find, order=140, languages=None)
