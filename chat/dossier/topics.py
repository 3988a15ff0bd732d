"""Claims about one thing, put together across articles, and why.

Two claims are about one thing where they share what is rare in the dossier: things by what the lexicon calls them, so
that "Sperrung der Brücke" and "Brückensperrung" are one, names, and numbers; and, where there is an embedder, where
their English means much the same. Groups grow from the pairs that are most alike, as long as all in them are alike on
average.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chat.data import words_of
from chat.dossier.sources import Place, Source
from chat.lang.characters import one_line
from chat.lang.de.text import GermanText
from chat.lang.names import sound
from chat.lang.words import is_function_word
from chat.models.base import Embedder
from chat.schema import Claim

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WEIGHTS = {"noun": 1.0, "expression": 1.0, "verb": 0.5, "adjective": 0.5, "adverb": 0.2}
_OF_NAME = 1.0  # and of what no lexicon knows
_LINKED = 0.14  # how alike two claims are that bring their groups together
_ON_AVERAGE = 0.14  # how alike all claims of two groups are then
_OF_CONTEXT = 0.3  # weight of what the claim before has
_BY_MEANING = 0.5  # share of the embeddings, where there are some
_UNRELATED = 0.3  # cosine of English sentences that have little in common
_MANY = 12  # claims from which on a dossier shows what all of it has in common
_SHOWN = 4  # words that are said to link a topic


@dataclass(frozen=True)
class Topic:
    """Claims about one thing in several articles.

    Args:
        claims: by article, then in its order.
        shared: the words that most of them have, German, the most telling first.
    """

    claims: tuple[Place, ...]
    shared: tuple[str, ...]

    @property
    def articles(self) -> tuple[int, ...]:
        """The numbers of the articles that have a claim about it."""
        return tuple(dict.fromkeys(place.article for place in self.claims))


@dataclass(frozen=True)
class _Told:
    place: Place
    paragraph: int | None
    concepts: dict[str, float]  # with their weights
    written: dict[str, str]  # how each is written here

    @property
    def article(self) -> int:
        return self.place.article


def topics(
    sources: Sequence[Source], *, copies: Sequence[Collection[int]] = (), embedder: Embedder | None = None
) -> tuple[Topic, ...]:
    """Return the topics that at least two articles have, in the order in which they first come.

    Args:
        copies: the numbers of articles that are one text, which count as one.

    Raises:
        ModelFailed: the embedder failed.
    """
    claims = [(source, claim) for source in sources for claim in source.analysed.claims if claim.stance != "declines"]
    told = _in_context([_told(source, claim) for source, claim in claims])
    first_copy = {number: min(group) for group in copies for number in group}
    if len(told) < 2:
        return ()
    alike: NDArray[np.float32] = _alike(told)
    if embedder is not None:
        texts = [" ".join(source.sentence(number).best for number in claim.sentences) for source, claim in claims]
        meaning = _near(embedder.embed(texts))
        alike = ((1 - _BY_MEANING) * alike + _BY_MEANING * meaning).astype(alike.dtype)
    groups = [[told[at] for at in group] for group in _grouped(alike)]
    of_several = [group for group in groups if len({first_copy.get(one.article, one.article) for one in group}) > 1]
    found = [_topic(group) for group in of_several]
    return tuple(sorted(found, key=lambda topic: topic.claims[0]))


def _told(source: Source, claim: Claim) -> _Told:
    concepts, written = concepts_of(said(claim))
    paragraph = source.sentence(claim.sentences[0]).paragraph if claim.sentences else None
    return _Told(Place(source.number, claim.id), paragraph, concepts, written)


def said(claim: Claim) -> str:
    """Return what is claimed in one line, without who claims it and the word that tells so."""
    apart = [(one.start, one.end) for one in (*claim.speakers, claim.cue) if one is not None]
    pieces = []
    for span in claim.content:
        text = span.text
        for start, end in sorted(apart, reverse=True):
            if span.start <= start and end <= span.end:
                text = text[: start - span.start] + " " + text[end - span.start :]
        pieces.append(text)
    return one_line(" ".join(pieces))


def _in_context(told: Sequence[_Told]) -> list[_Told]:
    """Return claims with something of the claim before them in their paragraph, with which they often go on."""
    found: list[_Told] = []
    for at, one in enumerate(told):
        before = told[at - 1]
        if not at or (before.article, before.paragraph) != (one.article, one.paragraph):
            found.append(one)
            continue
        context = {concept: weight * _OF_CONTEXT for concept, weight in before.concepts.items()}
        found.append(replace(one, concepts=context | one.concepts, written=before.written | one.written))
    return found


def concepts_of(text: str) -> tuple[dict[str, float], dict[str, str]]:
    """Return what a German text is about: the usual English of its words, the parts of compounds apart, and names."""
    german = GermanText(text)
    weights: dict[str, float] = {}
    written: dict[str, str] = {}
    known: set[int] = set()
    for meaning in german.meanings:
        known.update(meaning.places)
        word = german.tokens[meaning.places[0]].text
        for part in meaning.parts:
            concept = part[0].english[0].casefold()
            if concept in words_of("en/light_concepts.txt"):
                continue
            weights[concept] = max(weights.get(concept, 0), _WEIGHTS.get(meaning.kind, 0))
            written.setdefault(concept, word)
    for place, token in enumerate(german.tokens):
        word = token.text
        if place in known or not word[:1].isalnum() or is_function_word(word.casefold()):
            continue
        if word[:1].isupper() or word[:1].isdigit():
            concept = sound(word)
            weights[concept] = max(weights.get(concept, 0), _OF_NAME)
            written.setdefault(concept, word)
    return weights, written


def _alike(told: Sequence[_Told]) -> NDArray[np.float32]:
    """Return how alike the claims are, 0 to 1: the cosine of their concepts, the rarer the weightier."""
    import numpy as np

    articles = Counter(concept for one in told for concept in one.concepts)
    number = {concept: at for at, concept in enumerate(articles)}
    rows = np.zeros((len(told), len(number)), dtype=np.float32)
    for at, one in enumerate(told):
        for concept, weight in one.concepts.items():
            rows[at, number[concept]] = weight * math.log(1 + len(told) / articles[concept])
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rows /= np.where(lengths > 0, lengths, 1)
    found: NDArray[np.float32] = rows @ rows.T
    return found


def _near(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how near embeddings are to each other, 0 to 1, apart from what all of a dossier have in common."""
    import numpy as np

    if len(rows) < _MANY:
        found: NDArray[np.float32] = (((rows @ rows.T) - _UNRELATED) / (1 - _UNRELATED)).clip(0, 1)
        return found
    own = rows - rows.mean(axis=0)
    own /= np.linalg.norm(own, axis=1, keepdims=True) + 1e-9
    found = (own @ own.T).clip(0, 1)
    return found


def _grouped(alike: NDArray[np.float32]) -> list[list[int]]:
    """Return groups of rows that are alike, grown from the pairs that are most alike."""
    import numpy as np

    ones, others = np.triu_indices(len(alike), k=1)
    strengths = alike[ones, others]
    order = np.argsort(-strengths, kind="stable")
    group_of = {at: [at] for at in range(len(alike))}
    for pair in order[: int((strengths >= _LINKED).sum())]:
        one, other = group_of[int(ones[pair])], group_of[int(others[pair])]
        if one is not other and float(alike[np.ix_(one, other)].mean()) >= _ON_AVERAGE:
            one.extend(other)
            for at in other:
                group_of[at] = one
    return list({id(group): group for group in group_of.values()}.values())


def _topic(group: Sequence[_Told]) -> Topic:
    counts = Counter(concept for one in group for concept in one.concepts)
    weight = {concept: max(one.concepts.get(concept, 0) for one in group) for concept in counts}
    best = sorted(counts, key=lambda concept: (-counts[concept] * weight[concept], concept))
    shared = [concept for concept in best if counts[concept] > 1][:_SHOWN]
    return Topic(
        claims=tuple(sorted(one.place for one in group)),
        shared=tuple(_as_written(concept, group) for concept in shared),
    )


def _as_written(concept: str, group: Iterable[_Told]) -> str:
    return next(one.written[concept] for one in group if concept in one.written)
