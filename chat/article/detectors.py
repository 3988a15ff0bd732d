"""How likely each language is for a text, as two detectors see it together.

langdetect (Nakatani's character n-grams; last released in 2021, and no longer maintained) has profiles of 55 languages.
It is good at running text, and as sure where it is wrong: of a headline of five words it says "Swedish, 1.0". It has a
quarter of the say. py3langid (naive Bayes on byte n-grams; maintained) knows 139, Luxembourgish and Frisian among them,
and is sure only where it may be. It has three quarters of the say, and all of it where it is sure: langdetect could
hardly change what is made of that, so it is not asked, nor are its profiles loaded.
`python -m bench languages` compares them, alone and together, and lingua; `bench/LOG.md` keeps the figures.

Both give the same answer for the same text, and are loaded when first asked. Knows nothing of articles.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import regex

_SHARE = 0.25  # of langdetect in what both say; from 0.2 to 0.4 hardly a sentence is told otherwise
_SURE = 0.9  # py3langid, to tell alone
_NO_LANGUAGE = "zxx"
# What is one language here, whatever it is written in.
_SAME = {"nn": "no", "zh-cn": "zh", "zh-tw": "zh", "wuu": "zh", "yue": "zh"}
_LETTER = regex.compile(r"\p{L}")
_CAPITALS_SHARE = 0.6


def load() -> None:
    """Load both, which takes a second, once a process."""
    _identifier()
    _factory()


def ranked(text: str) -> list[tuple[str, float]]:
    """Return the languages of a text (ISO 639 codes) and their probabilities, 0–1, likeliest first.

    Nothing is returned for a text without letters, or one that is surely in no language, as a checksum is.
    """
    text = in_small_letters(text)
    if not _LETTER.search(text):
        return []
    second = by_py3langid(text)
    code, probability = max(second.items(), key=lambda item: item[1])
    if probability >= _SURE:
        return [] if code == _NO_LANGUAGE else [(code, probability)]
    first = by_langdetect(text)
    together = {
        code: _SHARE * first.get(code, 0.0) + (1 - _SHARE) * second.get(code, 0.0)
        for code in {**first, **second}
        if code != _NO_LANGUAGE
    }
    return sorted(together.items(), key=lambda item: item[1], reverse=True)


def by_langdetect(text: str) -> dict[str, float]:
    """Return the languages that langdetect finds likely, and how likely; none where it finds no feature."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.append(text)
    try:
        return _merged((language.lang, language.prob) for language in detector.get_probabilities())
    except LangDetectException:  # "No features in text."
        return {}


def by_py3langid(text: str) -> dict[str, float]:
    """Return all languages that py3langid knows, and how likely each is."""
    return _merged(_identifier().rank(text))


def _merged(probabilities: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Return the probabilities with those of one language together."""
    together: dict[str, float] = {}
    for code, probability in probabilities:
        code = _SAME.get(code, code)
        together[code] = together.get(code, 0.0) + probability
    return together


def in_small_letters(text: str) -> str:
    """Return a text as it is, but one in capitals in small letters: langdetect passes over words in capitals."""
    letters = _LETTER.findall(text)
    capitals = sum(letter.isupper() for letter in letters)
    return text.lower() if capitals > _CAPITALS_SHARE * len(letters) else text


@cache
def _factory() -> Any:
    """Return langdetect's profiles, with a seed of their own; they take 0.2 s and 65 MB to load.

    Raises:
        MemoryError: there is not enough memory.
    """
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
    from langdetect.lang_detect_exception import LangDetectException

    factory = DetectorFactory()
    factory.set_seed(0)
    try:
        factory.load_profile(PROFILES_DIRECTORY)
    except LangDetectException as error:  # which it makes of whatever befalls it; its files come with it, and are whole
        raise MemoryError from error
    return factory


@cache
def _identifier() -> Any:
    """Return py3langid's model with probabilities that sum to 1; it takes 0.6 s and 80 MB to load."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
