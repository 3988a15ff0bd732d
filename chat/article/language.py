"""Which language a text is in, and how sure that is.

langdetect (Nakatani's character n-grams), with a fixed seed: the same text gives the same answer. Knows nothing of
articles; a paragraph is a string here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import regex

from chat.data import table
from chat.errors import LanguageError
from chat.lang.characters import readable
from chat.schema import Language

GERMAN = "de"
UNKNOWN = "und"  # ISO 639: undetermined

_HINT = "If it is German after all, say so."

# Letters below which langdetect guesses: of 2,110 German news sentences and headlines it missed 12 of those with
# fewer than 30 letters, 8 of those with 30 to 61, and one with more, an address (Wikinews, 2026-11-22).
_LETTERS_TO_TELL = 20
_LETTERS_TO_BE_FOREIGN = 60
_SURE = 0.9
_LIKELY_GERMAN = 0.5
_SURE_FOREIGN = 0.99
# Share of the letters in German paragraphs that makes a mixed text one to be read as German.
_GERMAN_SHARE = 0.25
_SAMPLE = 6_000  # characters, from the beginning, the middle and the end
_ADDRESS = regex.compile(r"\S*(?:https?://|www\.|@)\S*+")
_LETTER = regex.compile(r"\p{L}")
_WORD = regex.compile(r"\p{L}{2,}+")
_CAPITALS_SHARE = 0.6


def detect(text: str) -> Language:
    """Return the likeliest language of a text and how sure that is; code "und" and 0 where nothing tells."""
    found = _probabilities(_sample(text))
    if not found:
        return Language(code=UNKNOWN, confidence=0.0)
    code, probability = found[0]
    return Language(code=code, confidence=min(1.0, round(probability, 3)))


def require_german(text: str, *, override: str | None = None) -> Language:
    """Return the language of a text that can be read: German, or what the reader says it is (`override`).

    A text in several languages counts as German where German paragraphs hold a quarter of its letters; the
    confidence then is their share.

    Raises:
        LanguageError: the text is in another language, or too short to tell.
    """
    if override:
        return Language(code=override, confidence=1.0)
    sample = _sample(text)
    if len(_LETTER.findall(sample)) < _LETTERS_TO_TELL or len(_WORD.findall(sample)) < 2:
        raise LanguageError("The text is too short to tell its language.", hint=_HINT, detected=None, confidence=0.0)
    language = detect(text)
    if language.code == GERMAN and language.confidence >= _LIKELY_GERMAN:
        return language
    share = _german_share(sample)
    if share >= _GERMAN_SHARE:
        return Language(code=GERMAN, confidence=round(share, 3))
    raise _not_german(language)


def foreign_language(paragraph: str) -> Language | None:
    """Return the language of a paragraph that is clearly not German; None for German, and where it cannot be told.

    Short paragraphs are never called foreign: headlines and sentences full of English names would be.
    """
    text = _ADDRESS.sub(" ", paragraph[:_SAMPLE])
    if len(_LETTER.findall(text)) < _LETTERS_TO_BE_FOREIGN:
        return None
    language = detect(text)
    foreign = language.code not in (GERMAN, UNKNOWN) and language.confidence >= _SURE_FOREIGN
    return language if foreign else None


def notices(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Return what to tell the reader about the languages of an article's paragraphs; nothing where all is German."""
    found = [language.code for paragraph in paragraphs if (language := foreign_language(paragraph))]
    if not found:
        return ()
    names = ", ".join(sorted({name(code) for code in found}))
    count = "1 paragraph is" if len(found) == 1 else f"{len(found):,} paragraphs are"
    return (f"{count} not German ({names}) and left as written.",)


def name(code: str) -> str:
    """Return the English name of a language, or its code where that is not known."""
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    return table("languages.toml")


def _not_german(language: Language) -> LanguageError:
    if language.code in (GERMAN, UNKNOWN) or language.confidence < _SURE:
        message = "The language of the text cannot be told."
    else:
        message = f"The text is {name(language.code)}, not German."
    detected = None if language.code == UNKNOWN else language.code
    return LanguageError(message, hint=_HINT, detected=detected, confidence=language.confidence)


def _sample(text: str) -> str:
    """Return a readable sample of a text of bounded length, without addresses."""
    if len(text) > _SAMPLE:
        third, middle = _SAMPLE // 3, len(text) // 2
        text = "\n".join((text[:third], text[middle - third // 2 : middle + third // 2], text[-third:]))
    return _ADDRESS.sub(" ", readable(text).text)


def _german_share(sample: str) -> float:
    """Return the share of the letters of a sample, 0–1, that are in German lines, of those that can be told."""
    german = told = 0
    for letters, language in _told_lines(sample):
        told += letters
        german += letters if language.code == GERMAN else 0
    return german / told if told else 0.0


def _told_lines(sample: str) -> Iterator[tuple[int, Language]]:
    for line in sample.splitlines():
        letters = len(_LETTER.findall(line))
        if letters >= _LETTERS_TO_TELL and (language := detect(line)).confidence >= _SURE:
            yield letters, language


@cache
def _factory() -> Any:
    """Return langdetect's profiles, with a seed of their own; they take 0.3 s to load."""
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.set_seed(0)
    factory.load_profile(PROFILES_DIRECTORY)
    return factory


def _probabilities(text: str) -> list[tuple[str, float]]:
    """Return languages and their probabilities, likeliest first; nothing for a text without letters."""
    from langdetect.lang_detect_exception import LangDetectException

    letters = _LETTER.findall(text)
    if sum(letter.isupper() for letter in letters) > _CAPITALS_SHARE * len(letters):
        text = text.lower()  # langdetect passes over words in capitals
    detector = _factory().create()
    detector.append(text)
    try:
        return [(found.lang, found.prob) for found in detector.get_probabilities()]
    except LangDetectException:  # "No features in text."
        return []
