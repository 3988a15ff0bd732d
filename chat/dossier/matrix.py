"""Who has what: each topic with what each article says of it, and what only one article has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from chat.dossier.compared import as_claimed, as_written, compared
from chat.dossier.disagreements import Disagreement
from chat.dossier.labels import Labels
from chat.dossier.sources import Place, Source
from chat.dossier.topics import Topic
from chat.schema import Claim

Position = Literal["says", "denies", "both", "missing"]


@dataclass(frozen=True)
class Cell:
    """What an article has of a topic: its claims, and whether they say something or deny it."""

    article: int
    position: Position
    claims: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Row:
    """A topic: a cell for each article in order, what in it cannot both be so, and what it is about, in English."""

    topic: Topic
    cells: tuple[Cell, ...]
    disagreements: tuple[Disagreement, ...] = ()
    label: str = ""


def matrix(
    sources: Sequence[Source], topics: Sequence[Topic], disagreements: Sequence[Disagreement]
) -> tuple[Row, ...]:
    """Return a row for each topic, in their order."""
    labels = Labels(sources)
    by_number = {source.number: source for source in sources}
    denying = _denying(by_number, disagreements)
    within = _within(topics, disagreements)
    return tuple(
        Row(
            topic,
            tuple(_cells(sources, topic, denying)),
            tuple(within[at]),
            labels.label(topic),
        )
        for at, topic in enumerate(topics)
    )


def _within(topics: Sequence[Topic], disagreements: Sequence[Disagreement]) -> list[list[Disagreement]]:
    """Return for each topic the disagreements whose claims it has both."""
    having = defaultdict[Place, set[int]](set)
    for at, topic in enumerate(topics):
        for place in topic.claims:
            having[place].add(at)
    found: list[list[Disagreement]] = [[] for _ in topics]
    for one in disagreements:
        for at in having.get(one.one, set()) & having.get(one.other, set()):
            found[at].append(one)
    return found


def _denying(by_number: dict[int, Source], disagreements: Sequence[Disagreement]) -> frozenset[Place]:
    """Return the claims that deny: by their verb, or because they say "nicht" of what another article says."""
    claims = {Place(number, id): claim for number, source in by_number.items() for id, claim in source.claims.items()}
    by_stance = {place for place, claim in claims.items() if claim.stance == "denies"}
    by_negation = set()
    disagreeing = {place for one in disagreements if one.kind != "number" for place in (one.one, one.other)}
    negated = {place for place in disagreeing if _is_negative(claims[place], by_number[place.article])}
    for one in disagreements:
        sides = [place for place in (one.one, one.other) if one.kind != "number"]
        negative = [place for place in sides if place in negated]
        if len(negative) == 1 and not by_stance & set(sides):
            by_negation.add(negative[0])
    return frozenset(by_stance | by_negation)


def _is_negative(claim: Claim, source: Source) -> bool:
    """Return whether a claim of an article says that something is not so."""
    return compared(as_written(claim), as_claimed(claim, source.analysed)).negates != claim.negated


def _cells(sources: Sequence[Source], topic: Topic, denying: Collection[Place]) -> Iterator[Cell]:
    of_article = defaultdict[int, list[Place]](list)
    for place in topic.claims:
        of_article[place.article].append(place)
    yield from (_cell(source.number, tuple(of_article.get(source.number, ())), denying) for source in sources)


def _cell(article: int, claims: tuple[Place, ...], denying: Collection[Place]) -> Cell:
    denied = {place in denying for place in claims}
    position: Position = (
        "missing" if not claims else "both" if len(denied) > 1 else "denies" if True in denied else "says"
    )
    return Cell(article, position, claims)


def only_here(
    sources: Sequence[Source], topics: Sequence[Topic], *, copies: Sequence[Collection[int]] = ()
) -> tuple[Place, ...]:
    """Return the claims that one article alone has, in order; articles that are one text count as one."""
    shared = {place for topic in topics for place in topic.claims}
    first = {number: min(group) for group in copies for number in group}
    told: set[tuple[int, str]] = set()
    alone = []
    for source in sources:
        for claim in source.analysed.claims:
            place = Place(source.number, claim.id)
            key = (first.get(source.number, source.number), as_written(claim))
            if place not in shared and key not in told and claim.stance != "declines":
                told.add(key)
                alone.append(place)
    return tuple(alone)
