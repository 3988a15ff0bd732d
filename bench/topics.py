"""How topics are weighed (chat/data/pairs/topics.toml): `python -m bench topics`.

Fits the weights of the ways in which claims are compared on the development dossiers, by logistic regression on the
pairs of sentences of which at least one has a topic in gold (of two articles: all pairs), each dossier counting the
same, with a small penalty on large weights. Printed are the pairs' F1 of each dossier with weights fitted on the
others, for several thresholds, and the weights of all: what stands in the data file. `--without NAME` leaves dossiers
out altogether.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.dossier import GOLD, Gold, Score, apart, pairs_of
from chat.dossier import likeness
from chat.dossier.copies import copies
from chat.dossier.grouping import grouped
from chat.dossier.likeness import AS_A_WHOLE, Likelihood
from chat.dossier.quotations import repeated
from chat.dossier.sources import Place
from chat.dossier.told import told_claims
from chat.dossier.topics import units_of
from chat.models import registry
from chat.models.base import Embedder
from chat.settings import Settings

WAYS = {
    "with_meaning": (
        ("words", "content", "surroundings", "rarest", "counted", "thin", "others"),
        ("words", "words_near", "paragraph", "points_back", "goes_on"),
    ),
    "words_alone": (
        ("words", "words_near", "rarest", "counted", "thin", "others"),
        ("words", "paragraph", "points_back", "goes_on", "others"),
    ),
}
PENALTY = 0.5
LEAST = (-1.6, -1.4, -1.2, -1.0, -0.9, -0.8, -0.7, -0.6)

Array = Any  # of numpy, of floats


@dataclass
class Dossier:
    """The units of a dossier with how alike they are in each way, and which are on one topic."""

    name: str
    alike: dict[str, Array]
    same: Array
    article: Array
    has_topic: Array
    told: list[set[tuple[int, int]]]
    copied: tuple[tuple[int, ...], ...]
    wanted: set[Any]

    def chosen(self, *, across: bool) -> tuple[Array, Array]:
        """Return the pairs to fit on, of two articles or of one."""
        one, other = np.triu_indices(len(self.same), 1)
        is_across = self.article[one] != self.article[other]
        kept = is_across if across else ~is_across & (self.has_topic[one] | self.has_topic[other])
        return one[kept], other[kept]


def compared(gold: Gold, embedder: Embedder | None) -> Dossier:
    """Return a dossier with its units compared."""
    copied = copies(gold.sources)
    first = {number: min(group) for group in copied for number in group}
    units = units_of(gold.sources, copies=copied, quotations=repeated(gold.sources, copies=copied))
    places = [Place(s.number, told.claim.id) for s in gold.sources for told in s.once(told_claims)]
    told = [set().union(*(gold.sentences(places[at]) for at in unit)) for unit in units]
    topical = gold.topics()
    on = [{at for at, topic in enumerate(topical) if topic & sentences} for sentences in told]
    (wanted,) = apart(copied, gold.same_topic())
    return Dossier(
        name=gold.name,
        alike=dict(likeness.likenesses(gold.sources, units, embedder)),
        same=np.array([[bool(one & other) for other in on] for one in on]),
        article=np.array([first.get(places[unit[0]].article, places[unit[0]].article) for unit in units]),
        has_topic=np.array([bool(one) for one in on]),
        told=told,
        copied=copied,
        wanted=wanted,
    )


def fitted(dossiers: Sequence[Dossier], ways: Sequence[str], *, across: bool) -> dict[str, float]:
    """Return the weights, and `always` that of each pair, fitted by Newton's method."""
    rows, right, counts = [], [], []
    for dossier in dossiers:
        one, other = dossier.chosen(across=across)
        rows.append(np.stack([*(dossier.alike[way][one, other] for way in ways), np.ones(len(one))], axis=1))
        right.append(dossier.same[one, other].astype(float))
        counts.append(np.full(len(one), 1000 / len(one) if across else 1.0))
    x, y, count = np.concatenate(rows), np.concatenate(right), np.concatenate(counts)
    penalty = np.diag([PENALTY] * len(ways) + [0.0])
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (count * (likely - y)) + penalty @ weights
        curve = (x * (count * likely * (1 - likely))[:, None]).T @ x + penalty
        weights -= np.linalg.solve(curve, slope)
    return dict(zip([*ways, "always"], map(float, weights), strict=True))


def likely(dossier: Dossier, two: dict[str, float], one: dict[str, float]) -> Likelihood:
    """Return how likely a dossier's units are on one topic, by given weights."""
    same = dossier.article[:, None] == dossier.article[None]
    weighed = {way: alike * np.where(same, one.get(way, 0), two.get(way, 0)) for way, alike in dossier.alike.items()}
    always = np.where(same, one["always"], two["always"])
    total = sum(weight for way, weight in two.items() if way in AS_A_WHOLE)
    coherence = sum(alike * two.get(way, 0) for way, alike in dossier.alike.items() if way in AS_A_WHOLE) / total
    return Likelihood(
        whole=sum(weighed[way] for way in weighed if way in AS_A_WHOLE),
        rest=always + sum(weighed[way] for way in weighed if way not in AS_A_WHOLE),
        coherence=coherence,
    )


def counted(dossier: Dossier, likelihood: Likelihood, least: float) -> Score:
    """Return how many pairs of sentences are right."""
    groups = grouped(likelihood, least=least)
    found = pairs_of(set().union(*(dossier.told[at] for at in group)) for group in groups)
    score = Score()
    score.add(apart(dossier.copied, found)[0], dossier.wanted)
    return score


def main() -> int:
    """Print how well dossiers do with the weights of the others, and the weights of all."""
    parser = argparse.ArgumentParser(prog="python -m bench topics", description=__doc__)
    parser.add_argument("--without", action="append", default=[], metavar="NAME")
    options = parser.parse_args()
    paths = [path for path in sorted((GOLD / "development").glob("*.toml")) if path.stem not in options.without]
    golds = [Gold(path) for path in paths]
    for name, (across, within) in WAYS.items():
        embedder = registry.open_embedder(Settings()) if name == "with_meaning" else None
        if name == "with_meaning" and embedder is None:
            continue
        dossiers = [compared(gold, embedder) for gold in golds]
        print(f"{name}: {' '.join(dossier.name for dossier in dossiers)}")
        alone = []
        for dossier in dossiers:
            others = [other for other in dossiers if other is not dossier]
            two, one = fitted(others, across, across=True), fitted(others, within, across=False)
            alone.append(likely(dossier, two, one))
        for least in LEAST:
            scores = [counted(dossier, given, least) for dossier, given in zip(dossiers, alone, strict=True)]
            total = Score(*(sum(getattr(s, part) for s in scores) for part in ("right", "found", "wanted")))
            print(f"  least {least:4}: {' '.join(f'{score.f1:.2f}' for score in scores)}  all {total}")
        for title, ways, is_across in (("two_articles", across, True), ("one_article", within, False)):
            weights = ", ".join(f"{way} = {w:.2f}" for way, w in fitted(dossiers, ways, across=is_across).items())
            print(f"  {title} = {{{weights}}}")
    return 0
