"""A question in, the sentences that could answer it out: by words of the English, by names on both sides."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from chat.schema import Evidence, Sentence
from chat.words import english_stems, is_known, is_unremarkable, name_words, names

# What a name shared with the question adds to a sentence, in units of the best word match of the article.
_NAME_WEIGHT = 0.6


def search(question: str, sentences: Sequence[Sentence], *, limit: int) -> tuple[Evidence, ...]:
    """Return at most `limit` sentences that share a word or a name with an English question, best first.

    Words are compared by stem and weighted by BM25 over the English sentences; names also with the German words,
    since a translation may have lost or respelled them. Sentences that match nothing are left out.
    """
    if not sentences:
        return ()
    by_words = _word_scores(question, sentences)
    highest = max(by_words) or 1.0
    evidence = [
        Evidence(sentence=sentence, score=score / highest + _NAME_WEIGHT * _shared_names(question, sentence))
        for sentence, score in zip(sentences, by_words, strict=True)
    ]
    found = [item for item in evidence if item.score > 0]
    return tuple(sorted(found, key=lambda item: (-item.score, item.sentence.id))[:limit])


def _word_scores(question: str, sentences: Sequence[Sentence]) -> list[float]:
    """Return the BM25 score of each sentence's English for the question's words."""
    asked = english_stems(question)
    corpus = [english_stems(sentence.best) for sentence in sentences]
    if not asked or not any(corpus):
        return [0.0] * len(sentences)
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets its own level to DEBUG when imported
    index = bm25s.BM25(method="lucene")
    index.index(corpus, show_progress=False)
    known = [stem for stem in asked if any(stem in document for document in corpus)]
    return [float(score) for score in index.get_scores(known)] if known else [0.0] * len(sentences)


def _shared_names(question: str, sentence: Sentence) -> int:
    """Return how many names of the question the sentence has, in English or German."""
    present = _present([sentence])
    return sum(is_known(name, present, whole=False) for name in names(question))


def _present(sentences: Sequence[Sentence]) -> set[str]:
    return {word for sentence in sentences for word in (*name_words(sentence.best), *name_words(sentence.plain))}


def asked_names(question: str) -> list[list[str]]:
    """Return the names of a question that an article must have to answer it; days and Germany are none."""
    return [name for name in names(question) if not is_unremarkable(name)]


def absent_names(question: str, sentences: Sequence[Sentence]) -> list[str]:
    """Return the names of a question (see `asked_names`) of which no word is in the article, in English or German."""
    present = _present(sentences)
    return [" ".join(name) for name in asked_names(question) if not is_known(name, present, whole=False)]
