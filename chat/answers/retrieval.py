"""A question in, the sentences that could answer it out: by words, by names on both sides, and by meaning.

A question is English or German; its words say which. The model of meaning is known only by its
interface, and without one the words and names alone decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chat.answers.understanding.questions import auxiliaries
from chat.article.analysed import AnalysedArticle
from chat.lang.names import is_known, is_unremarkable, names
from chat.lang.words import english_stems, function_words, german_stems, words
from chat.models.base import Embedder
from chat.schema import Evidence, Sentence

# What a name shared with the question adds to a sentence, in units of the best word match of the article.
_NAME_WEIGHT = 0.6
# What the cosine similarity of question and sentence adds, in the same units, and as much again that of the question
# and the sentence with the one before it, which has what a pronoun stands for (bench/LOG.md, 2026-11-23).
_MEANING_WEIGHT = 1.0
# A sentence that shares no word and no name with the question is taken from this cosine similarity of its own on.
_LEAST_SIMILAR = 0.3

_SUBJECT = re.compile(rf"\b(?:{auxiliaries('common', 'modal')})\s+(?:the\s+)?((?:[^\W\d_][\w'’-]*\s?)+)")
_LEAST_CAPITALISED = 3  # words; a question of so many capitals is written like a headline


def search(
    question: str, article: AnalysedArticle, *, limit: int, embedder: Embedder | None = None
) -> tuple[Evidence, ...]:
    """Return at most `limit` sentences that could answer a question in English or German, best first.

    Words are compared by stem and weighted by BM25, names also across the languages, since a translation may have
    lost or respelled them. An English question is held against the English sentences, with an embedder also by
    meaning; a German one against the German and the English. Sentences that match in nothing are left out.

    Args:
        limit: how many sentences come back at most.
        embedder: of English texts; None, or one that fails (which is logged): by words and names alone.
    """
    if not article.content:
        return ()
    german = is_german(question, article)
    by_words = _by_words(question, article, german=german)
    similar = None if german else article.similarity_in_context(question, embedder)
    evidence = []
    for place, sentence in enumerate(article.content):
        score = by_words[place]
        if similar is not None and (score > 0 or similar[place][0] >= _LEAST_SIMILAR):
            score += _MEANING_WEIGHT * sum(max(0.0, cosine) for cosine in similar[place])
        if score > 0:
            evidence.append(Evidence(sentence=sentence, score=score))
    return tuple(sorted(evidence, key=lambda item: (-item.score, item.sentence.id))[:limit])


def is_german(question: str, article: AnalysedArticle) -> bool:
    """Return whether a question is German: more of its words are known in German than in English.

    Known are the function words of the language and the words of the article, by stem, on its German or English side.
    """
    asked = {word.casefold() for word in words(question)}

    def known(functional: frozenset[str], stems: frozenset[str], own: Sequence[Sequence[str]]) -> int:
        return sum(
            word in functional or any(stem in stems for stem in of_word)
            for word, of_word in zip(asked, own, strict=True)
        )

    german = known(function_words("german"), article.german_words.stems, [german_stems(word) for word in asked])
    in_english = frozenset[str]().union(*(s.in_english.stem_set for s in article.content if s.english))
    english = known(function_words("english"), in_english, [english_stems(word) for word in asked])
    return german > english


def _by_words(question: str, article: AnalysedArticle, *, german: bool) -> list[float]:
    """Return how well words and names match, for each sentence; 1 is the best match by words."""
    scores = article.english_words.scores(english_stems(question))
    if german:
        also = article.german_words.scores(german_stems(question))
        scores = [one + other for one, other in zip(scores, also, strict=True)]
    highest = max(scores) or 1.0
    asked = names(question)
    return [
        score / highest + _NAME_WEIGHT * sum(is_known(name, _names_in(sentence), whole=False) for name in asked)
        for score, sentence in zip(scores, article.content, strict=True)
    ]


def _names_in(sentence: Sentence) -> frozenset[str]:
    """Return all words of a sentence in both languages, to look names up in."""
    return sentence.in_english.name_words | sentence.in_original.name_words


def asked_names(question: str) -> list[list[str]]:
    """Return the names of a question that an article must have to answer it; days and Germany are none."""
    return [name for name in names(question) if not is_unremarkable(name)]


def present_names(question: str, sentences: Sequence[Sentence], *, whole: bool = True) -> list[list[str]]:
    """Return those names of a question (see `asked_names`) that sentences have, whole or, unless `whole`, in part."""
    present = frozenset[str]().union(*map(_names_in, sentences))
    return [name for name in asked_names(question) if is_known(name, present, whole=whole)]


def absent_names(question: str, article: AnalysedArticle) -> list[str]:
    """Return the names of a question (see `asked_names`) of which no word is in the article, in English or German.

    Of a German question none are returned: German spells all nouns with a capital.
    """
    if is_german(question, article):
        return []
    return [" ".join(name) for name in asked_names(question) if not is_known(name, article.name_words, whole=False)]


def asks_of_a_stranger(question: str, strangers: Sequence[str]) -> bool:
    """Return whether a question is about a name that the article does not have: its only names, or its subject."""
    if not strangers or _is_all_capitalised(question):
        return False
    subject = _SUBJECT.search(question)
    asked_of = bool(subject and any(subject[1].startswith(name) for name in strangers))
    return asked_of or len(strangers) == len(asked_names(question))


def _is_all_capitalised(question: str) -> bool:
    """Return whether a question is written like a headline, so that its capitals show no names."""
    return len(question.split()) >= _LEAST_CAPITALISED and not any(word[0].islower() for word in question.split())
