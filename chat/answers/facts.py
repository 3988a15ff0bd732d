"""Facts that code finds: the sentence that tells what is asked for, a sum, a date, a reason, of what is asked about.

What is asked for is told by the wording of the question, in either language, and by signs in the German of a sentence
(data/de/facts.toml); what it is about by words, names and numbers, and by meaning. Knows no model but the embedder.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from chat.answers.matching import Topic, Word, is_akin, is_in
from chat.article.analysed import AnalysedArticle
from chat.data import table
from chat.models.base import Embedder
from chat.schema import Sentence

_SURE = 0.62  # of the weight of the words asked about, with the sign of what is asked for
_SURE_OF_SIMILAR, _SIMILAR = 0.4, 0.5  # where the meaning agrees too
_SURE_BY_MEANING = 0.62  # cosine similarity, where some of the words agree
_AS_GOOD = 0.85  # of the best: another sentence that may be meant as well
_MOST = 2
_OF_FAMILY = 0.8  # what a word of the family counts


@dataclass(frozen=True)
class Wants:
    """What a question for a fact asks for: the kinds of signs of which a sentence must have one."""

    names: tuple[str, ...]

    @cached_property
    def signs(self) -> tuple[re.Pattern[str], ...]:
        """The patterns of the signs, none where any sentence may tell it."""
        return tuple(pattern for name in self.names if (pattern := _signs()[name]))


@cache
def _table() -> list[tuple[str, re.Pattern[str], re.Pattern[str] | None]]:
    rows = table("de/facts.toml")["wants"]
    return [
        (row["name"], re.compile("|".join(row["asks"]), re.IGNORECASE), re.compile("|".join(row["signs"])) if row["signs"] else None)
        for row in rows
    ]


@cache
def _signs() -> dict[str, re.Pattern[str] | None]:
    return {name: signs for name, _, signs in _table()}


def wants(question: str) -> Wants:
    """Return what a question in either language asks for, the first kind that its wording tells."""
    plain = " ".join(question.split()).strip(" ?!.")
    return Wants(tuple(name for name, asks, _ in _table() if asks.search(plain))[:1])


class Facts:
    """The sentences of one article, to ask for facts.

    Args:
        embedder: compares by meaning too; None: words alone count.
    """

    def __init__(self, article: AnalysedArticle, embedder: Embedder | None) -> None:
        self._article = article
        self._embedder = embedder
        self._text = [sentence for sentence in article.content if sentence.kind != "title"]

    @cached_property
    def _frequency(self) -> Counter[str]:
        return Counter(stem for sentence in self._text for stem in sentence.in_english.stem_set)

    def find(self, topic: Topic, wanted: Wants, *, english: str = "") -> list[Sentence]:
        """Return the sentences that tell a fact for sure, the best first; none where none does.

        Args:
            topic: the question.
            english: the question in English, to be compared by meaning.
        """
        if not wanted.names:
            return []
        asked = [word for word in topic.words if word.stem not in _asking_words()]
        similar = self._article.similarity_in_context(english, self._embedder) if english else None
        by_id = dict(zip((s.id for s in self._article.content), similar or [], strict=False))
        rated: list[tuple[float, Sentence]] = []
        for sentence in self._text:
            if wanted.signs and not any(sign.search(sentence.plain) for sign in wanted.signs):
                continue
            share = self._share(asked, sentence)
            close = max(by_id.get(sentence.id, (0.0, 0.0)))
            if share >= _SURE or (share >= _SURE_OF_SIMILAR and close >= _SIMILAR) or (share > 0 and close >= _SURE_BY_MEANING):
                rated.append((share + close, sentence))
        best = max((rating for rating, _ in rated), default=0.0)
        good = [item for item in rated if item[0] >= _AS_GOOD * best]
        return [sentence for _, sentence in sorted(good, key=lambda item: -item[0])[:_MOST]]

    def _share(self, asked: Sequence[Word], sentence: Sentence) -> float:
        """Return the share of the weight of the words asked about that a sentence has; rare ones weigh more."""
        if not asked:
            return 0.0
        english, german = sentence.in_english.stem_set, frozenset(sentence.in_german.stems)
        found = total = 0.0
        for word in asked:
            weight = 1 / math.log2(2 + max((self._frequency[stem] for stem in word.english), default=0))
            total += weight
            if is_in(word, english, german):
                found += weight
            elif is_akin(word, english):
                found += _OF_FAMILY * weight
        return found / total


@cache
def _asking_words() -> frozenset[str]:
    """Return the stems of words by which a question asks, and which no answer has."""
    return frozenset(table("en/questions.toml")["words"]["asking_stems"].split())
