"""How alike claims are in each way in which they can be compared, and how likely they are about one thing.

What is compared is what the claims say (words, meaning), what is said around them, and what they count. A few numbers
in data/pairs/topics.toml weigh these ways, for claims of two articles and of one, with an embedder and without.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chat.data import table
from chat.dossier.matters import matters
from chat.dossier.sources import Source
from chat.dossier.told import Concepts, Told, told_claims
from chat.models.base import Embedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

# Ways that a group of claims has as a whole, however unlike its members are; the others are means over pairs.
AS_A_WHOLE = frozenset({"words", "words_near", "content", "surroundings"})
_MANY = 12  # claims from which on a dossier shows what all of it has in common


@dataclass(frozen=True)
class Likelihood:
    """How likely units of claims are about one thing, in log-odds: `whole` and `rest` together.

    Args:
        whole: the part that groups have as a whole.
        coherence: that part as for claims of two articles, 1 for a unit and itself.
    """

    whole: Matrix
    rest: Matrix
    coherence: Matrix


def likelihood(sources: Sequence[Source], units: Sequence[Sequence[int]], embedder: Embedder | None) -> Likelihood:
    """Return how likely units of claims are about one thing.

    Args:
        units: each the places of its claims among all claims of the sources, in their order.

    Raises:
        ModelError: the embedder failed.
    """
    import numpy as np

    weights = table("pairs/topics.toml")["words_alone" if embedder is None else "with_meaning"]
    two, one = weights["two_articles"], weights["one_article"]
    article_of = [source.number for source in sources for _ in source.once(told_claims)]
    article = np.array([article_of[unit[0]] for unit in units])
    same = article[:, None] == article[None]
    matter_of = dict(zip((source.number for source in sources), matters(sources), strict=True))
    matter = np.array([matter_of[number] for number in article])
    found = {part: np.zeros(same.shape, dtype=np.float32) for part in ("whole", "rest", "coherence")}
    found["rest"] += np.where(same, one["always"], two["always"]).astype(np.float32)
    found["rest"] += np.where(matter[:, None] == matter[None], 0, weights["other_matter"]).astype(np.float32)
    for way, alike in likenesses(sources, units, embedder):
        across, within = two.get(way, 0.0), one.get(way, 0.0)
        if not across and not within:
            continue
        part = found["whole" if way in AS_A_WHOLE else "rest"]
        part += alike * np.where(same, np.float32(within), np.float32(across))
        if way in AS_A_WHOLE:
            found["coherence"] += alike * np.float32(across)
    found["coherence"] /= sum(weight for way, weight in two.items() if way in AS_A_WHOLE)
    return Likelihood(**found)


def likenesses(
    sources: Sequence[Source], units: Sequence[Sequence[int]], embedder: Embedder | None
) -> Iterator[tuple[str, Matrix]]:
    """Yield each way of comparing with how alike the units are in it, of their claims the most alike.

    Raises:
        ModelError: the embedder failed.
    """
    told = [one for source in sources for one in source.once(told_claims)]
    reduced = _Reduced(units)
    near = None
    for way, concepts in (
        ("words", [one.concepts for one in told]),
        ("words_near", [one.near for one in told]),
    ):
        near = reduced(_by_words(concepts))
        yield way, near
    yield "rarest", _rarest(sources, units)
    yield "counted", _by_counted(told, units)
    yield "thin", _thin(told, units)
    yield from _in_one_article(sources, units)
    if embedder is not None:
        for way, rows in _meanings(sources, embedder):
            near = reduced(_by_meaning(rows))
            yield way, near
    if near is not None:
        yield "others", _by_others(near)


class _Reduced:
    """Makes of how alike claims are how alike units of them are: as the most alike of their claims.

    Args:
        units: the places of the claims of each.
    """

    def __init__(self, units: Sequence[Sequence[int]]) -> None:
        import numpy as np

        self._first = np.array([unit[0] for unit in units])  # most units are one claim
        self._several = [(at, np.array(unit)) for at, unit in enumerate(units) if len(unit) > 1]

    def __call__(self, alike: Matrix) -> Matrix:
        rows = alike[self._first]
        for at, claims in self._several:
            rows[at] = alike[claims].max(axis=0)
        found: Matrix = rows[:, self._first]
        for at, claims in self._several:
            found[:, at] = rows[:, claims].max(axis=1)
        return found


def _by_words(concepts: Sequence[Concepts]) -> Matrix:
    """Return the cosine of concepts, the rarer the weightier, 0 to 1."""
    import numpy as np

    having = Counter(concept for own in concepts for concept in own)
    shared = {concept: at for at, concept in enumerate(c for c, count in having.items() if count > 1)}
    rarity = {concept: math.log(1 + len(concepts) / count) for concept, count in having.items()}
    rows = np.zeros((len(concepts), len(shared)), dtype=np.float32)
    for at, own in enumerate(concepts):
        weights = {concept: weight * rarity[concept] for concept, weight in own.items()}
        length = math.sqrt(sum([weight**2 for weight in weights.values()])) or 1.0
        columns = {shared[concept]: weight / length for concept, weight in weights.items() if concept in shared}
        rows[at, list(columns)] = list(columns.values())
    found: Matrix = rows @ rows.T
    np.fill_diagonal(found, 1.0)
    return found


def _rarest(sources: Sequence[Source], units: Sequence[Sequence[int]]) -> Matrix:
    """Return how rare the rarest concept is that paragraphs of two units share, 0 to 1."""
    import numpy as np

    paragraphs: dict[tuple[int, int | None], int] = {}
    concepts: list[Concepts] = []
    of_claim: list[int] = []
    for source in sources:
        for one in source.once(told_claims):
            key = (source.number, one.paragraph)
            if key not in paragraphs:
                paragraphs[key] = len(concepts)
                concepts.append(one.around)
            of_claim.append(paragraphs[key])
    having: dict[str, list[int]] = {}
    for at, own in enumerate(concepts):
        for concept in own:
            having.setdefault(concept, []).append(at)
    found = np.zeros((len(concepts), len(concepts)), dtype=np.float32)
    for concept, places in having.items():
        rarity = math.log(len(concepts) / len(places)) / math.log(max(len(concepts), 2))
        if len(places) > 1 and rarity > 0:
            weights = np.array([concepts[at][concept] for at in places], dtype=np.float32)
            block = np.ix_(places, places)
            found[block] = np.maximum(found[block], rarity * np.minimum(weights[:, None], weights[None]))
    return _Reduced([list(dict.fromkeys(of_claim[at] for at in unit)) for unit in units])(found)


def _by_counted(told: Sequence[Told], units: Sequence[Sequence[int]]) -> Matrix:
    """Return 1 where two units count the same thing, but money and months, which many do; else 0."""
    things = [{own.things[0] for own in one.counted if not own.is_date and not own.is_money} for one in told]
    return _sharing([{thing for at in unit for thing in things[at]} for unit in units])


def _sharing(having: Sequence[Collection[Hashable]]) -> Matrix:
    """Return 1 where two of several have something that is the same, else 0."""
    import numpy as np

    found = np.zeros((len(having), len(having)), dtype=np.float32)
    places: dict[Hashable, list[int]] = {}
    for at, own in enumerate(having):
        for thing in own:
            places.setdefault(thing, []).append(at)
    for alike in places.values():
        found[np.ix_(alike, alike)] = 1
    return found


def _thin(told: Sequence[Told], units: Sequence[Sequence[int]]) -> Matrix:
    """Return 1 where one of two units has a claim that names no thing of its own."""
    import numpy as np

    thin = np.array([any(told[at].is_thin for at in unit) for unit in units], dtype=np.float32)
    found: Matrix = np.maximum(thin[:, None], thin[None])
    return found


def _in_one_article(sources: Sequence[Source], units: Sequence[Sequence[int]]) -> Iterator[tuple[str, Matrix]]:
    """Yield what links units by claims of one article: their paragraph, and words that go on with the claim before."""
    import numpy as np

    told = [(source.number, one) for source in sources for one in source.once(told_claims)]
    places = [(number, one.paragraph) for number, one in told]
    yield "paragraph", _sharing([{places[at] for at in unit} for unit in units])
    unit_of = {at: number for number, unit in enumerate(units) for at in unit}
    for way in ("points_back", "goes_on"):
        found = np.zeros((len(units), len(units)), dtype=np.float32)
        for at in range(1, len(told)):
            if places[at] == places[at - 1] and getattr(told[at][1], way):
                one, other = unit_of[at], unit_of[at - 1]
                found[one, other] = found[other, one] = 1
        yield way, found


def _meanings(sources: Sequence[Source], embedder: Embedder) -> Iterator[tuple[str, list[NDArray[np.float32]]]]:
    """Yield the embeddings of what claims say in English, and of their sentences with those around them."""
    contents: list[NDArray[np.float32]] = []
    surroundings: list[NDArray[np.float32]] = []
    for source in sources:
        told = source.once(told_claims)
        if told:
            contents += source.analysed.meanings.embedded([one.content for one in told], embedder)
            surroundings += _surroundings(source, told, embedder)
    yield "content", contents
    yield "surroundings", surroundings


def _surroundings(source: Source, told: Sequence[Told], embedder: Embedder) -> Iterator[NDArray[np.float32]]:
    """Yield for each claim the sum of its sentences, of them with the one before, and of the one behind with them."""
    import numpy as np

    alone, in_context = source.analysed.embedded(embedder)
    paragraphs = [sentence.paragraph for sentence in source.analysed.content]
    for one in told:
        first, last = one.places
        rows = list(alone[first : last + 1])
        rows += [
            in_context[at] if at and paragraphs[at - 1] == paragraphs[first] else alone[at]
            for at in range(first, last + 1)
        ]
        if last + 1 < len(paragraphs) and paragraphs[last + 1] == paragraphs[first]:
            rows.append(in_context[last + 1])
        yield np.sum(rows, axis=0)


def _by_meaning(embeddings: Sequence[NDArray[np.float32]]) -> Matrix:
    """Return the cosine of embeddings, apart from what all of a dossier have in common."""
    import numpy as np

    rows = np.stack(embeddings)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
    if len(rows) >= _MANY:
        rows = rows - rows.mean(axis=0)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
    found: Matrix = (rows @ rows.T).astype(np.float32)
    return found


def _by_others(alike: Matrix) -> Matrix:
    """Return how much two units are like the same others."""
    import numpy as np

    rows = alike / (np.linalg.norm(alike, axis=1, keepdims=True) + 1e-9)
    found: Matrix = rows @ rows.T
    return found
