"""Who has what: each topic with what each article says of it, and what only one article has."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from chat.dossier.disagreements import Disagreement
from chat.dossier.sources import Place, Source
from chat.dossier.topics import Topic
from chat.lang.characters import one_line

Position = Literal["says", "denies", "both", "missing"]


@dataclass(frozen=True)
class Cell:
    """What an article has of a topic: its claims, and whether they say something or deny it."""

    article: int
    position: Position
    claims: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Row:
    """A topic: a cell for each article in order, and what in it cannot both be so."""

    topic: Topic
    cells: tuple[Cell, ...]
    disagreements: tuple[Disagreement, ...] = ()


def matrix(
    sources: Sequence[Source], topics: Sequence[Topic], disagreements: Sequence[Disagreement]
) -> tuple[Row, ...]:
    """Return a row for each topic, in their order."""
    by_number = {source.number: source for source in sources}
    return tuple(
        Row(
            topic,
            tuple(_cell(by_number[number], topic) for number in by_number),
            tuple(one for one in disagreements if one.one in topic.claims and one.other in topic.claims),
        )
        for topic in topics
    )


def _cell(source: Source, topic: Topic) -> Cell:
    claims = tuple(place for place in topic.claims if place.article == source.number)
    stances = {source.claim(place.number).stance == "denies" for place in claims}
    position: Position = (
        "missing" if not claims else "both" if len(stances) > 1 else "denies" if True in stances else "says"
    )
    return Cell(source.number, position, claims)


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
            key = (first.get(source.number, source.number), one_line(" ".join(span.text for span in claim.content)))
            if place not in shared and key not in told and claim.stance != "declines":
                told.add(key)
                alone.append(place)
    return tuple(alone)
