"""An article that was read, as all look at it who work on it: what counts of it, who claims what, what means the same.

Made once for a reading and given to answers, suggestions, exports and the page; each part is worked out when it is first
asked for. Knows no question and no model but the embedder's interface.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from chat.errors import ModelError
from chat.models.base import Embedder
from chat.schema import Claim, Ledger, Sentence, Summary, content_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_log = logging.getLogger(__name__)

# Texts whose embeddings one article keeps: its sentences, alone and in context, its claims, and what was asked last. A
# text takes 1.5 kB; the longest articles have some 3,000.
_TEXTS = 6_000


class AnalysedArticle:
    """An article's sentences with what is known of them. Threads may share one.

    Args:
        sentences: all of them, boilerplate too, with their English as far as it is there.
        claims: who claims what; `ledger` has the same by speaker.
        summary: None where there is none.
        embedder: finds texts that mean the same; None: none are.
    """

    def __init__(
        self,
        sentences: Sequence[Sentence],
        *,
        claims: Sequence[Claim] = (),
        ledger: Ledger | None = None,
        summary: Summary | None = None,
        embedder: Embedder | None = None,
    ) -> None:
        self.sentences = tuple(sentences)
        self.claims = tuple(claims)
        self.ledger = ledger or Ledger(entries=())
        self.summary = summary
        self.meanings = Meanings(embedder)

    @cached_property
    def content(self) -> tuple[Sentence, ...]:
        """The sentences that count: title and text, without boilerplate."""
        return content_of(self.sentences)

    @cached_property
    def by_id(self) -> dict[int, Sentence]:
        """The sentences that count, by their number."""
        return {sentence.id: sentence for sentence in self.content}

    @cached_property
    def place(self) -> dict[int, int]:
        """The place of each sentence among those that count, by its number."""
        return {sentence.id: place for place, sentence in enumerate(self.content)}

    @cached_property
    def name_words(self) -> frozenset[str]:
        """All words of both languages, and the other names for those, to look names up in."""
        return frozenset[str]().union(
            *(sentence.in_english.name_words | sentence.in_german.name_words for sentence in self.content)
        )

    @cached_property
    def english_words(self) -> WordIndex:
        """The stems of the English, by sentence that counts."""
        return WordIndex([sentence.in_english.stems for sentence in self.content])

    @cached_property
    def german_words(self) -> WordIndex:
        """The stems of the German, by sentence that counts."""
        return WordIndex([sentence.in_german.stems for sentence in self.content])

    def embed(self) -> None:
        """Embed the sentences ahead of the first question, which is answered sooner then."""
        if self.content:
            self.similarity_in_context("")

    def similarity_in_context(self, text: str) -> list[tuple[float, float]] | None:
        """Return the cosine similarity of an English text and each sentence that counts, alone and after the one before.

        None where meaning is not known.
        """
        alone = [sentence.best for sentence in self.content]
        in_context = [*alone[:1], *(f"{before} {after}" for before, after in pairwise(alone))]
        similar = self.meanings.similarity(text, [*alone, *in_context])
        return list(zip(similar[: len(alone)], similar[len(alone) :], strict=True)) if similar else None


class Meanings:
    """The embeddings of texts, each made once: by the embedder, until some thousand others were asked for since.

    Threads may share one; who asks for what another thread embeds waits for that thread.
    """

    def __init__(self, embedder: Embedder | None) -> None:
        self._embedder = embedder
        self._rows: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def known(self) -> bool:
        """Whether there is an embedder; it may fail all the same."""
        return self._embedder is not None

    def similarity(self, text: str, others: Sequence[str]) -> list[float] | None:
        """Return the cosine similarity (−1 to 1) of an English text with each of some others.

        None without an embedder, or where it fails, which is logged.
        """
        if self._embedder is None or not others:
            return None
        try:
            rows = self._embedded(self._embedder, [text, *others])
        except ModelError as error:
            _log.warning("texts are not compared by meaning: %s", error)
            return None
        return [float(rows[0] @ row) for row in rows[1:]]

    def _embedded(self, embedder: Embedder, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        with self._lock:
            new = list(dict.fromkeys(text for text in texts if text not in self._rows))
            if new:
                self._rows.update(zip(new, embedder.embed(new), strict=True))
            rows = [self._rows[text] for text in texts]
            for text in texts:
                self._rows.move_to_end(text)
            while len(self._rows) > _TEXTS:
                self._rows.popitem(last=False)
        return rows


class WordIndex:
    """Documents by their stems, to be ranked by BM25 (Robertson and Zaragoza 2009, as in Lucene).

    Args:
        documents: the stems of each.
    """

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        self._documents = documents
        self.stems = frozenset(stem for document in documents for stem in document)

    def scores(self, asked: Sequence[str]) -> list[float]:
        """Return how well each document has the stems asked for; 0 for not at all."""
        known = [stem for stem in asked if stem in self.stems]
        if not known:
            return [0.0] * len(self._documents)
        return [float(score) for score in self._index.get_scores(known)]

    @cached_property
    def _index(self) -> Any:
        import bm25s

        logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets its own level to DEBUG when imported
        index = bm25s.BM25(method="lucene")
        index.index([list(document) for document in self._documents], show_progress=False)
        return index
