"""Which sentence of an article answers a question: a score from words, names, signs and meaning, and how sure that is.

The score is a sum of features with weights that were fitted on questions made up for this project (`bench asked`, the
development part; bench/LOG.md), so that the sentence that answers has the greatest share among all of its article.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from chat.answers.evidence import leans_back
from chat.answers.matching import Topic, is_in
from chat.answers.understanding.intents import Tongue
from chat.answers.understanding.signs import Signs, signs_of
from chat.article.analysed import AnalysedArticle
from chat.data import table
from chat.lang.bilingual.nearness import nearest
from chat.lang.en.forms import plain_form
from chat.lang.names import is_known, names
from chat.lang.words import is_function_word, words
from chat.models.base import Embedder
from chat.schema import Sentence

_LEAD = 2  # sentences


@dataclass(frozen=True)
class Features:
    """What speaks for a sentence, each a share from 0 to 1 or a cosine similarity.

    Args:
        same: words of the question, by weight, that its English has; `near`: the same, in part for words near to one;
            `around`: that it or the sentence before has; `german`: words of the question as it was asked, that its
            German or its English has.
        alike: similarity to the question; `alike_around`: with the sentence before.
        sign: it has a sign of what is asked for; `no_sign`: there are signs, and it has none.
        named: names of the question that it has, or the one before where it begins with a pronoun.
        title, lead: it is the headline, or one of the first sentences.
    """

    same: float
    near: float
    around: float
    german: float
    alike: float
    alike_around: float
    sign: bool
    no_sign: bool
    named: float
    title: bool
    lead: bool

    @property
    def score(self) -> float:
        """The sum of all with their weights."""
        return sum(_WEIGHTS[name] * float(getattr(self, name)) for name in _WEIGHTS)


_WEIGHTS = {
    "same": 0.63, "near": 1.32, "around": 1.05, "german": 1.58, "alike": 2.58, "alike_around": 1.84, "sign": 0.96,
    "no_sign": -0.96, "named": 0.79, "title": -0.35, "lead": -0.56,
}  # fmt: skip


@dataclass(frozen=True)
class Ranked:
    """A sentence, and the share of the belief that it answers: those of an article are 1 together.

    `alike` is the similarity to the question; `lacks_sign`: what the question asks for has signs, and it has none.
    """

    sentence: Sentence
    share: float
    alike: float
    lacks_sign: bool


class Ranking:
    """The sentences of one article, to be ranked by how well they answer.

    Args:
        embedder: compares by meaning too; None: the rest decides.
    """

    def __init__(self, article: AnalysedArticle, embedder: Embedder | None) -> None:
        self._article = article
        self._embedder = embedder

    def of(self, question: str, tongue: Tongue, english: str) -> list[Ranked]:
        """Return the sentences with English, the likeliest to answer first.

        Args:
            question: as it was asked.
            english: the same in English.
        """
        features = self._features(question, tongue, english)
        if not features:
            return []
        signs = self._signs(question, english)
        highest = max(one.score for one in features)
        beliefs = [math.exp(one.score - highest) for one in features]
        ranked = [
            Ranked(sentence, belief / sum(beliefs), one.alike, one.no_sign and signs.needed)
            for sentence, belief, one in zip(self._article.content, beliefs, features, strict=True)
        ]
        return sorted(ranked, key=lambda item: -item.share)

    @cached_property
    def _forms(self) -> list[frozenset[str]]:
        return [frozenset(_content_forms(sentence.best)) for sentence in self._article.content]

    def _features(self, question: str, tongue: Tongue, english: str) -> list[Features]:
        similar = self._article.similarity_in_context(english, self._embedder)
        alike = similar or [(0.0, 0.0)] * len(self._article.content)
        asked = [form for form in dict.fromkeys(_content_forms(english)) if form not in asking_words()]
        weights = {form: 1 / math.log2(2 + sum(form in own for own in self._forms)) for form in asked}
        topic = [word for word in Topic(question, tongue).words if word.stem not in asking_words()]
        signs = self._signs(question, english)
        named = names(english)
        features = []
        for place, sentence in enumerate(self._article.content):
            own = self._forms[place]
            before = self._forms[place - 1] if place else frozenset()
            near = {form: nearest(form, own) for form in asked}
            known = self._name_words(place)
            has_sign = signs.are_in(sentence)
            stems = sentence.in_english.stem_set, frozenset(sentence.in_original.stems)
            features.append(
                Features(
                    same=_share(weights, {form: 1.0 for form in asked if near[form] == 1.0}),
                    near=_share(weights, near),
                    around=_share(weights, {form: 1.0 for form in asked if form in own or form in before}),
                    german=sum(is_in(word, *stems) for word in topic) / max(len(topic), 1),
                    alike=alike[place][0],
                    alike_around=alike[place][1],
                    sign=has_sign,
                    no_sign=bool(signs.pattern) and not has_sign,
                    named=sum(is_known(n, known, whole=False) for n in named) / len(named) if named else 0.5,
                    title=sentence.kind == "title",
                    lead=place < _LEAD,
                )
            )
        return features

    def _signs(self, question: str, english: str) -> Signs:
        signs = signs_of(question)
        return signs if signs.pattern else signs_of(english)

    def _name_words(self, place: int) -> frozenset[str]:
        sentence = self._article.content[place]
        own = sentence.in_english.name_words | sentence.in_original.name_words
        return own | self._article.content[place - 1].in_english.name_words if place and leans_back(sentence) else own


def _share(weights: dict[str, float], found: dict[str, float]) -> float:
    """Return the share of the weight of words that are found, each as well as it is found."""
    whole = sum(weights.values())
    return sum(weights[form] * share for form, share in found.items()) / whole if whole else 0.0


def _content_forms(text: str) -> Sequence[str]:
    return [plain_form(word) for word in words(text) if not is_function_word(word)]


@cache
def asking_words() -> frozenset[str]:
    """Return the stems of words by which a question asks, and which no answer has."""
    return frozenset(table("en/questions.toml")["words"]["asking_stems"].split())
