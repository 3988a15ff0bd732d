"""An article that is still being read: what there is of it by now to answer from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from chat.answers.evidence import leans_back
from chat.article.analysed import AnalysedArticle
from chat.schema import Sentence


@dataclass(frozen=True)
class Part:
    """An article as far as it is read.

    Args:
        whole: all of its sentences, and who claims what in them.
        read: those of its sentences that have English; the whole where no English is to come.
        count: how many sentences have English, and how many count; None where no English is to come.
    """

    whole: AnalysedArticle
    read: AnalysedArticle
    count: tuple[int, int] | None = None

    @classmethod
    def all_of(cls, article: AnalysedArticle) -> Part:
        """Return the part of an article that is read to its end."""
        return cls(article, article)


def so_far(article: AnalysedArticle) -> Part:
    """Return what there is by now of an article that is still being read.

    English that is being written is none yet, and a sentence that begins with a pronoun waits for the one before it,
    which may tell who is meant.
    """
    whole = _of(article, [_without_beginning(sentence) for sentence in article.sentences])
    if not any(sentence.state == "known" for sentence in whole.content):
        return Part.all_of(article)
    waiting = {after.id for before, after in pairwise(whole.content) if before.state == "known" and leans_back(after)}
    english = [sentence for sentence in whole.content if sentence.english]
    read = _of(article, [sentence for sentence in english if sentence.id not in waiting])
    return Part(whole, read, (len(english), len(whole.content)))


def _without_beginning(sentence: Sentence) -> Sentence:
    """Return a sentence without its English where that is still being written."""
    is_growing = sentence.state == "known" and sentence.english is not None
    return sentence.model_copy(update={"english": None}) if is_growing else sentence


def _of(article: AnalysedArticle, sentences: Sequence[Sentence]) -> AnalysedArticle:
    """Return an article of some sentences, with all else that is known of the one given."""
    part = AnalysedArticle(
        sentences,
        claims=article.claims,
        ledger=article.ledger,
        summary=article.summary,
        languages=article.languages,
    )
    part.meanings = article.meanings  # what was embedded is the same
    return part
