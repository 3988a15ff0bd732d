"""A question in, the sentences that could answer it out: by words, by names on both sides, and by meaning.

A question is English or German; which of the two is told by its words. The model of meaning is known only by its
protocol, and without one the words and names alone decide.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from itertools import pairwise
from typing import TYPE_CHECKING

from chat.errors import ModelError
from chat.lang.names import is_known, is_unremarkable, name_words, names
from chat.lang.words import english_stems, function_words, german_stems, words
from chat.models.base import Embedder
from chat.schema import Evidence, Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What a name shared with the question adds to a sentence, in units of the best word match of the article.
_NAME_WEIGHT = 0.6
# What the cosine similarity of question and sentence adds, in the same units, and as much again that of the question
# and the sentence with the one before it, which has what a pronoun stands for (bench/LOG.md, 2026-11-23).
_MEANING_WEIGHT = 1.0
# A sentence that shares no word and no name with the question is taken from this cosine similarity of its own on.
_LEAST_SIMILAR = 0.3
_ARTICLES_KEPT = 8

_log = logging.getLogger(__name__)


def search(
    question: str, sentences: Sequence[Sentence], *, limit: int, embedder: Embedder | None = None
) -> tuple[Evidence, ...]:
    """Return at most `limit` sentences that could answer a question in English or German, best first.

    Words are compared by stem and weighted by BM25, names also across the languages, since a translation may have
    lost or respelled them. An English question is held against the English sentences, with an embedder also by
    meaning; a German one against the German and the English. Sentences that match in nothing are left out.

    Args:
        limit: how many sentences come back at most.
        embedder: of English texts; None, or one that fails (which is logged): by words and names alone.
    """
    if not sentences:
        return ()
    german = is_german(question, sentences)
    by_words = _by_words(question, sentences, german=german)
    similar = None if german or embedder is None else _by_meaning(question, sentences, embedder)
    evidence = []
    for place, sentence in enumerate(sentences):
        score = by_words[place]
        if similar is not None and (score > 0 or similar[place][0] >= _LEAST_SIMILAR):
            score += _MEANING_WEIGHT * sum(max(0.0, cosine) for cosine in similar[place])
        if score > 0:
            evidence.append(Evidence(sentence=sentence, score=score))
    return tuple(sorted(evidence, key=lambda item: (-item.score, item.sentence.id))[:limit])


def prepare(sentences: Sequence[Sentence], embedder: Embedder) -> None:
    """Embed the sentences of an article ahead of the first question, which is answered sooner then."""
    try:
        _embedded(sentences, embedder)
    except ModelError as error:
        _log.warning("sentences are found by words alone: %s", error)


def similarities(text: str, others: Sequence[str], embedder: Embedder | None) -> list[float] | None:
    """Return the cosine similarity of an English text with each of some others; None without an embedder that works."""
    if embedder is None or not others:
        return None
    try:
        embedded = embedder.embed([text, *others])
    except ModelError as error:
        _log.warning("texts are not compared by meaning: %s", error)
        return None
    return [float(cosine) for cosine in embedded[1:] @ embedded[0]]


def is_german(question: str, sentences: Sequence[Sentence]) -> bool:
    """Return whether a question is German: more of its words are known in German than in English.

    Known are the function words of the language and the words of the article, by stem, on its German or English side.
    """
    asked = {word.casefold() for word in words(question)}
    german = _known(asked, function_words("german"), german_stems, [sentence.plain for sentence in sentences])
    english = _known(asked, function_words("english"), english_stems, [sentence.best for sentence in sentences])
    return german > english


def _known(asked: set[str], functional: frozenset[str], stems: Callable[[str], list[str]], texts: Sequence[str]) -> int:
    present = {stem for text in texts for stem in stems(text)}
    return sum(word in functional or any(stem in present for stem in stems(word)) for word in asked)


def _by_words(question: str, sentences: Sequence[Sentence], *, german: bool) -> list[float]:
    """Return how well words and names match, for each sentence; 1 is the best match by words."""
    scores = _bm25(english_stems(question), [english_stems(sentence.best) for sentence in sentences])
    if german:
        also = _bm25(german_stems(question), [german_stems(sentence.plain) for sentence in sentences])
        scores = [one + other for one, other in zip(scores, also, strict=True)]
    highest = max(scores) or 1.0
    return [
        score / highest + _NAME_WEIGHT * _shared_names(question, sentence)
        for score, sentence in zip(scores, sentences, strict=True)
    ]


def _bm25(asked: list[str], corpus: list[list[str]]) -> list[float]:
    """Return the BM25 score of each document for the stems asked for."""
    known = [stem for stem in asked if any(stem in document for document in corpus)]
    if not known:
        return [0.0] * len(corpus)
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets its own level to DEBUG when imported
    index = bm25s.BM25(method="lucene")
    index.index(corpus, show_progress=False)
    return [float(score) for score in index.get_scores(known)]


def _by_meaning(question: str, sentences: Sequence[Sentence], embedder: Embedder) -> list[tuple[float, float]] | None:
    """Return the cosine similarity of the question and each sentence's English, alone and with the sentence before.

    None where the embedder failed.
    """
    try:
        alone, in_context = _embedded(sentences, embedder) @ embedder.embed([question])[0]
    except ModelError as error:
        _log.warning("sentences are found by words alone: %s", error)
        return None
    return list(zip(alone.tolist(), in_context.tolist(), strict=True))


class _Embeddings:
    """The embeddings of the articles asked about last. Thread-safe; each article is embedded once.

    Args:
        kept: articles; a long one of 1,000 sentences takes 3 MB.
    """

    def __init__(self, *, kept: int) -> None:
        self._kept = kept
        self._lock = threading.Lock()
        self._articles: OrderedDict[tuple[Embedder, tuple[str, ...]], Future[NDArray[np.float32]]] = OrderedDict()

    def of(self, texts: tuple[str, ...], embedder: Embedder) -> NDArray[np.float32]:
        """Return the embeddings of an article's sentences, alone and with the one before: (2, sentences, dimensions).

        Who asks for an article that another thread is embedding waits for that thread.

        Raises:
            ModelFailed: the embedder failed; the next call tries again.
        """
        key = (embedder, texts)
        with self._lock:
            future = self._articles.get(key)
            is_new = future is None
            if future is None:
                future = self._articles[key] = Future()
            self._articles.move_to_end(key)
            while len(self._articles) > self._kept:
                self._articles.popitem(last=False)
        if is_new:
            try:
                future.set_result(_alone_and_in_context(texts, embedder))
            except BaseException as error:
                with self._lock:
                    self._articles.pop(key, None)
                future.set_exception(error)
        return future.result()


def _alone_and_in_context(texts: Sequence[str], embedder: Embedder) -> NDArray[np.float32]:
    in_context = [*texts[:1], *(f"{before} {text}" for before, text in pairwise(texts))]
    rows = embedder.embed([*texts, *in_context])
    return rows.reshape(2, len(texts), -1)


_embeddings = _Embeddings(kept=_ARTICLES_KEPT)


def _embedded(sentences: Sequence[Sentence], embedder: Embedder) -> NDArray[np.float32]:
    return _embeddings.of(tuple(sentence.best for sentence in sentences), embedder)


def _shared_names(question: str, sentence: Sentence) -> int:
    """Return how many names of the question the sentence has, in English or German."""
    present = _present([sentence])
    return sum(is_known(name, present, whole=False) for name in names(question))


def _present(sentences: Sequence[Sentence]) -> set[str]:
    return {word for sentence in sentences for word in (*name_words(sentence.best), *name_words(sentence.plain))}


def asked_names(question: str) -> list[list[str]]:
    """Return the names of a question that an article must have to answer it; days and Germany are none."""
    return [name for name in names(question) if not is_unremarkable(name)]


def present_names(question: str, sentences: Sequence[Sentence], *, whole: bool = True) -> list[list[str]]:
    """Return those names of a question (see `asked_names`) that sentences have, whole or, unless `whole`, in part."""
    present = _present(sentences)
    return [name for name in asked_names(question) if is_known(name, present, whole=whole)]


def absent_names(question: str, sentences: Sequence[Sentence]) -> list[str]:
    """Return the names of a question (see `asked_names`) of which no word is in the article, in English or German.

    Of a German question none are returned: German spells all nouns with a capital.
    """
    if is_german(question, sentences):
        return []
    present = _present(sentences)
    return [" ".join(name) for name in asked_names(question) if not is_known(name, present, whole=False)]
