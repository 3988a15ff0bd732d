"""In which language a question is asked: English, German, or that of the article.

Told by what the question shares with each side of the article, and by the detectors of languages, which for a few
words alone are often wrong. A question in German is told as it always was (`retrieval.is_german`).
"""

from __future__ import annotations

from collections.abc import Iterable

from chat.answers.retrieval import is_german
from chat.article import detectors
from chat.article.analysed import AnalysedArticle
from chat.lang.words import function_words, words

ENGLISH, GERMAN = "en", "de"
_BEGINNING = 5  # letters that two forms of a word share: "ministre", "ministres"
# What detectors say of a question counts half beside the share of its words that is known: they are wrong of few words.
_DETECTORS = 0.5


def asked_in(question: str, article: AnalysedArticle) -> str:
    """Return the language (ISO 639-1) in which a question about an article is asked.

    That is English, German, or one of the languages that the article is in; nothing else is expected.
    """
    own = article.languages - {ENGLISH, GERMAN}
    if not own:
        return GERMAN if is_german(question, article) else ENGLISH
    likely = _probabilities(question, sorted({ENGLISH, GERMAN, *own}))
    shares = {
        ENGLISH: _share(question, (s.best for s in article.content if s.english), function_words("english")),
        GERMAN: _share(question, (), function_words("german")),
    }
    for code in own:
        shares[code] = _share(question, (s.plain for s in article.content), frozenset())
    scores = {code: shares[code] + _DETECTORS * likely[code] for code in likely}
    return max(scores, key=lambda code: (scores[code], code == ENGLISH))


def _probabilities(question: str, codes: Iterable[str]) -> dict[str, float]:
    """Return how likely each of some languages is for a question, of these alone."""
    ranked = dict(detectors.ranked(question))
    own = {code: ranked.get(code, 0.0) for code in codes}
    total = sum(own.values())
    return {code: value / total if total else 0.0 for code, value in own.items()}


def _share(question: str, texts: Iterable[str], functional: frozenset[str]) -> float:
    """Return the share of a question's words, 0–1, that are function words or in some texts, by their beginnings."""
    asked = [word.casefold() for word in words(question)]
    beginnings = {word.casefold()[:_BEGINNING] for text in texts for word in words(text)}
    known = sum(word in functional or word[:_BEGINNING] in beginnings for word in asked)
    return known / max(len(asked), 1)
