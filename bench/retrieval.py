"""Whether the sentence that answers a question is found: by words, by meaning, and by both in several ways.

PATH is a JSONL file with one article a row:

    {"sentences": [{"german": "…", "english": "…"}, …], "questions": [{"question": "…", "evidence": [3]}, …]}

`english` is the translation to search, null where there is none; `evidence` has the numbers, from 1, of the sentences
any of which proves the answer, and is empty where the article has none. Printed are the share of questions with
evidence among the first 1, 3 and 6, the mean reciprocal rank (0 where it is not found), and the share of the questions
without an answer for which nothing at all is found; then seconds and memory of the embeddings.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import psutil

from chat.answers.retrieval import search
from chat.article.analysed import AnalysedArticle
from chat.models.base import Embedder
from chat.models.embedding import SentenceEmbedder
from chat.models.weights import store
from chat.schema import Sentence
from chat.settings import Settings

FIRST = (1, 3, 6)
SUM_WEIGHTS = (0.5, 1.0, 2.0, 4.0)
RANK_CONSTANTS = (2, 10, 60)
SHIPPED = "as search() does"

Scores = Mapping[int, float]  # by the number of the sentence; those that are left out were not found
Way = Callable[[Scores, Scores], Scores]


@dataclass(frozen=True)
class Question:
    """A question, the sentences that prove its answer, and how well each sentence matches it in three ways."""

    evidence: frozenset[int]
    words: Scores
    meaning: Scores
    shipped: Scores


@dataclass
class Score:
    """The ranks of the first evidence (None: not found), and for questions without any whether nothing was found."""

    ranks: list[int | None] = field(default_factory=list)
    empty: list[bool] = field(default_factory=list)

    def __str__(self) -> str:
        answerable = max(len(self.ranks), 1)
        recalls = (sum(rank is not None and rank <= first for rank in self.ranks) / answerable for first in FIRST)
        reciprocal = sum(1 / rank for rank in self.ranks if rank) / answerable
        nothing = f"{sum(self.empty) / len(self.empty):.3f}" if self.empty else "–"
        return f"{' '.join(f'{recall:.3f}' for recall in recalls)} {reciprocal:.3f} {nothing}"

    def add(self, question: Question, scores: Scores) -> None:
        """Count one question."""
        order = _order(scores)
        if question.evidence:
            self.ranks.append(next((rank for rank, id in enumerate(order, start=1) if id in question.evidence), None))
        else:
            self.empty.append(not order)


def _order(scores: Scores) -> list[int]:
    return sorted(scores, key=lambda id: (-scores[id], id))


def weighted(weight: float) -> Way:
    """Return the sum of words and `weight` times meaning."""
    return lambda words, meaning: {id: words.get(id, 0.0) + weight * meaning[id] for id in meaning}


def by_rank(constant: int) -> Way:
    """Return reciprocal rank fusion with that constant; a sentence without a matching word gets nothing by words."""

    def fused(words: Scores, meaning: Scores) -> Scores:
        scores = dict.fromkeys(meaning, 0.0)
        for order in (_order(words), _order(meaning)):
            for rank, id in enumerate(order, start=1):
                scores[id] += 1 / (constant + rank)
        return scores

    return fused


def _sentences(row: Mapping[str, Any]) -> list[Sentence]:
    return [
        Sentence(id=id, start=0, end=len(one["german"]), text=one["german"], english=one["english"], paragraph=0)
        for id, one in enumerate(row["sentences"], start=1)
    ]


def _found(question: str, article: AnalysedArticle, embedder: Embedder | None) -> Scores:
    found = search(question, article, limit=len(article.content), embedder=embedder)
    return {item.sentence.id: item.score for item in found}


def _questions(row: Mapping[str, Any], embedder: Embedder) -> list[Question]:
    sentences = _sentences(row)
    article = AnalysedArticle(sentences)
    texts = [sentence.best for sentence in sentences]
    similar = embedder.embed(texts) @ embedder.embed([one["question"] for one in row["questions"]]).T
    return [
        Question(
            evidence=frozenset(one["evidence"]),
            words=_found(one["question"], article, None),
            meaning={sentence.id: float(cosine) for sentence, cosine in zip(sentences, column, strict=True)},
            shipped=_found(one["question"], article, embedder),
        )
        for one, column in zip(row["questions"], similar.T, strict=True)
    ]


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> None:
    """Print one line a way, then what the embeddings cost."""
    parser = argparse.ArgumentParser(
        prog="python -m bench retrieval", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path, help="JSONL, one article a row")
    path = parser.parse_args().path
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    process = psutil.Process()
    memory = process.memory_info().rss
    embedder = SentenceEmbedder(store.require("minilm", folder=Settings().weights), name="minilm")
    loading = _seconds(lambda: embedder.embed(["A sentence."]))
    embedding = [_seconds(partial(embedder.embed, [s.best for s in _sentences(row)])) for row in rows]
    asking = _seconds(lambda: embedder.embed([rows[0]["questions"][0]["question"]]))
    memory = process.memory_info().rss - memory

    questions = [question for row in rows for question in _questions(row, embedder)]
    ways: dict[str, Way] = {
        "words and names": lambda words, meaning: words,
        "meaning": lambda words, meaning: meaning,
        **{f"words + {weight:g} x meaning": weighted(weight) for weight in SUM_WEIGHTS},
        **{f"reciprocal ranks, constant {constant}": by_rank(constant) for constant in RANK_CONSTANTS},
    }
    scores = {name: Score() for name in (*ways, SHIPPED)}
    for question in questions:
        for name, way in ways.items():
            scores[name].add(question, way(question.words, question.meaning))
        scores[SHIPPED].add(question, question.shipped)
    answerable = sum(bool(question.evidence) for question in questions)
    print(f"{len(rows)} articles, {answerable} questions with evidence, {len(questions) - answerable} without")
    print(f"{'':34} {' '.join(f'@{first}   ' for first in FIRST)} MRR   nothing found")
    for name, score in scores.items():
        print(f"{name:34} {score}")
    count = sum(len(row["sentences"]) for row in rows)
    print(f"loading {loading:.1f} s and {memory / 1e6:.0f} MB, {sum(embedding) / len(rows):.2f} s an article of")
    print(f"{count / len(rows):.0f} sentences, {1000 * asking:.0f} ms a question")


if __name__ == "__main__":
    main()
