"""When what was said: the claims of a dossier in order of time."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from chat.dossier.sources import Place, Source


@dataclass(frozen=True)
class Dated:
    """A claim with the day on which it was made.

    Args:
        claim: the claim.
        day: None where neither the article nor its day of publication tells.
        told: the German words that tell the day ("am Montag"); empty where it is the day of publication.
    """

    claim: Place
    day: datetime.date | None
    told: str = ""


def timeline(sources: Sequence[Source]) -> tuple[Dated, ...]:
    """Return all claims in order of time, those of which no day is known last."""
    dated = [
        Dated(Place(source.number, claim.id), _day(source.published))
        for source in sources
        for claim in source.analysed.claims
    ]
    return tuple(sorted(dated, key=lambda one: (one.day or datetime.date.max, one.claim)))


def _day(published: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(published)
    except ValueError:
        return None
