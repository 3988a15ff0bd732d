"""An article that was read, as all look at it who work on it: what counts, who claims what, what means the same.

Made once for a reading and given to answers, suggestions, exports and the page; each part is worked out when it is
first asked for. Knows no question, and no model but the embedder by its interface.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar, cast

from chat.errors import ModelError
from chat.lang.en.text import EnglishText
from chat.models.base import Embedder
from chat.schema import Claim, Ledger, Sentence, Summary, content_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_log = logging.getLogger(__name__)

# Texts whose embeddings an article keeps besides its own: what was asked and answered last. A text takes 1.5 kB.
_ASKED = 1_000

T = TypeVar("T")


class AnalysedArticle:
    """An article's sentences with what is known of them. Threads may share one.

    Args:
        sentences: all of them, boilerplate too, with their English as far as it is there.
        claims: who claims what; `ledger` has the same by speaker.
        summary: None where there is none.
        languages: what it is in (ISO 639-1); several where it is several articles in one.

    Raises:
        ValueError: there are claims and no ledger.
    """

    def __init__(
        self,
        sentences: Sequence[Sentence],
        *,
        claims: Sequence[Claim] = (),
        ledger: Ledger | None = None,
        summary: Summary | None = None,
        languages: Iterable[str] = ("de",),
    ) -> None:
        if claims and ledger is None:
            raise ValueError("claims are given without the ledger that has them by speaker")
        self.sentences = tuple(sentences)
        self.claims = tuple(claims)
        self.ledger = ledger or Ledger(entries=())
        self.summary = summary
        self.languages = frozenset(languages)
        self.meanings = Meanings(texts=2 * len(self.sentences) + len(self.claims) + _ASKED)
        self._made: dict[Callable[[AnalysedArticle], Any], Any] = {}

    def once(self, work: Callable[[AnalysedArticle], T]) -> T:
        """Return what a function makes of this article, made when it is first asked for, and kept.

        For what is compared with many other articles.
        """
        if work not in self._made:
            self._made[work] = work(self)
        return cast(T, self._made[work])

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
    def claimed(self) -> dict[int, EnglishText]:
        """The English of what each claim says, by its number; claims without English are left out."""
        return {claim.id: EnglishText(claim.english.content) for claim in self.claims if claim.english}

    @cached_property
    def name_words(self) -> frozenset[str]:
        """All words of both languages, and the other names for those, to look names up in."""
        return frozenset[str]().union(
            *(sentence.in_english.name_words | sentence.in_original.name_words for sentence in self.content)
        )

    @cached_property
    def english_words(self) -> WordIndex:
        """The stems of the English, by sentence that counts."""
        return WordIndex([sentence.in_english.stems for sentence in self.content])

    @cached_property
    def german_words(self) -> WordIndex:
        """The stems of the German, by sentence that counts."""
        return WordIndex([sentence.in_original.stems for sentence in self.content])

    def embed(self, embedder: Embedder) -> None:
        """Embed the sentences ahead of the first question, which is answered sooner then."""
        self.meanings.prepare([*self._alone, *self._in_context], embedder)

    def similarity_in_context(self, text: str, embedder: Embedder | None) -> list[tuple[float, float]] | None:
        """Return the cosine similarity of an English text and each sentence that counts, alone and with the one before.

        None where meaning is not known.
        """
        similar = self.meanings.similarity(text, [*self._alone, *self._in_context], embedder)
        count = len(self._alone)
        return list(zip(similar[:count], similar[count:], strict=True)) if similar else None

    def embedded(self, embedder: Embedder) -> tuple[Sequence[NDArray[np.float32]], Sequence[NDArray[np.float32]]]:
        """Return the embeddings of the sentences that count, of each alone, and of each with the one before.

        Raises:
            ModelError: the embedder failed.
        """
        rows = self.meanings.embedded([*self._alone, *self._in_context], embedder)
        return rows[: len(self._alone)], rows[len(self._alone) :]

    @cached_property
    def _alone(self) -> list[str]:
        return [sentence.best for sentence in self.content]

    @cached_property
    def _in_context(self) -> list[str]:
        return [*self._alone[:1], *(f"{before} {after}" for before, after in pairwise(self._alone))]


class Meanings:
    """The embeddings of texts, each made once. Threads may share one; one waits for what another embeds.

    Args:
        texts: how many are kept; beyond it those go that were not asked for longest.
    """

    def __init__(self, *, texts: int) -> None:
        self._texts = texts
        self._rows: OrderedDict[tuple[str, str], NDArray[np.float32]] = OrderedDict()  # by embedder and text
        self._lock = threading.Lock()

    def prepare(self, texts: Sequence[str], embedder: Embedder) -> None:
        """Embed texts that will be compared; where the embedder fails, that is logged."""
        self.rows_of(texts, embedder)

    def similarity(self, text: str, others: Sequence[str], embedder: Embedder | None) -> list[float] | None:
        """Return the cosine similarity (−1 to 1) of an English text with each of some others.

        None without an embedder, or where it fails, which is logged.
        """
        rows = self.rows_of([text, *others], embedder) if embedder and others else None
        return None if rows is None else [float(row @ rows[0]) for row in rows[1:]]

    def rows_of(self, texts: Sequence[str], embedder: Embedder) -> list[NDArray[np.float32]] | None:
        """Return the embeddings of texts, whose dot products are their similarities; None where the embedder fails."""
        try:
            return self.embedded(texts, embedder)
        except ModelError as error:
            _log.warning("texts are not compared by meaning: %s", error)
            return None

    def embedded(self, texts: Sequence[str], embedder: Embedder) -> list[NDArray[np.float32]]:
        """Return the embeddings of some texts.

        Raises:
            ModelError: the embedder failed.
        """
        keys = [(embedder.name, text) for text in texts]
        with self._lock:
            new = list(dict.fromkeys(key for key in keys if key not in self._rows))
            if new:
                self._rows.update(zip(new, embedder.embed([text for _, text in new]), strict=True))
            rows = [self._rows[key] for key in keys]
            for key in keys:
                self._rows.move_to_end(key)
            while len(self._rows) > self._texts:
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
