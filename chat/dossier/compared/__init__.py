"""Texts in the form in which those of several languages are compared: German by what the lexicon calls its words,
English by its words, and all other languages by their English.

Who compares asks a `Comparable`, and never what language it is in.
"""

from __future__ import annotations

from chat.article.analysed import AnalysedArticle
from chat.dossier.compared.base import Comparable, Timing, Word
from chat.dossier.compared.english import ComparableEnglish
from chat.dossier.compared.german import ComparableGerman
from chat.lang.analysis import analysed
from chat.lang.characters import one_line
from chat.lang.text import AnalysedText
from chat.schema import Claim, Sentence

__all__ = [
    "Comparable",
    "Timing",
    "Word",
    "afresh",
    "as_claimed",
    "as_written",
    "comparable",
    "compared",
    "of_sentence",
    "tongue_of",
]

ENGLISH = "en"
_BY_TONGUE: dict[str, type[Comparable]] = {"de": ComparableGerman, ENGLISH: ComparableEnglish}


def comparable(text: AnalysedText) -> Comparable:
    """Return a German or English text as it is compared.

    Raises:
        KeyError: it is in another language, and its English is to be given.
    """
    return _BY_TONGUE[text.tongue](text)


def compared(text: str, tongue: str) -> Comparable:
    """Return a text as it is compared.

    Args:
        tongue: the language it is in, ISO 639-1: German or English.
    """
    return comparable(analysed(text, tongue))


def tongue_of(article: AnalysedArticle) -> str:
    """Return the language in which an article is compared: German ones in German, all others in English."""
    return "de" if "de" in article.languages else ENGLISH


def as_claimed(claim: Claim, article: AnalysedArticle) -> str:
    """Return the language in which a claim is compared: that in which it was found, ISO 639-1."""
    if claim.found_in == "translation":
        return ENGLISH
    sentence = article.by_id.get(claim.sentences[0]) if claim.sentences else None
    language = sentence.language if sentence else tongue_of(article)
    return language if language in _BY_TONGUE else ENGLISH


def of_sentence(sentence: Sentence) -> AnalysedText:
    """Return the analysis of a sentence by which it is compared: of a German one its own, of others their English."""
    return sentence.in_german if sentence.language == "de" else sentence.in_english


def afresh(sentence: Sentence) -> Comparable:
    """Return a sentence as it is compared, of which no analysis is kept: for what is asked once of many articles."""
    return compared(sentence.text, "de") if sentence.language == "de" else compared(sentence.best, ENGLISH)


def as_written(claim: Claim) -> str:
    """Return what is claimed as written, on one line; of a claim that was found in the translation its English."""
    return claim.told if claim.found_in == "translation" else one_line(" ".join(span.text for span in claim.content))
