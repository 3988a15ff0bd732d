"""All of a dossier as data, for programs: its articles whole, and all that is found across them.

The names here stay, whatever those of the library become; what changes them changes `DOSSIER_VERSION`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Literal

import chat
from chat.dossier.disagreements import Disagreement
from chat.dossier.dossier import Dossier
from chat.dossier.matrix import Row
from chat.dossier.people import Person
from chat.dossier.sources import Place
from chat.dossier.summary import Overview, Statement
from chat.export.dossier.articles import Described
from chat.schema import Answer, Claim, Frozen, Reading, Sentence

DOSSIER_VERSION = 1


class ClaimPlace(Frozen):
    """A claim, by the number of its article and its own there."""

    article: int
    claim: int


class SentencePlace(Frozen):
    """A sentence, by the number of its article and its own there."""

    article: int
    sentence: int


class EntryPlace(Frozen):
    """A speaker of one article: the place, from 0, in its ledger."""

    article: int
    entry: int


class ArticleRecord(Frozen):
    """An article: `reading` is all that is known of it; None for one that is only compared, which has the rest.

    `sha256` is that of the text in UTF-8; what is not known is empty.
    """

    number: int
    id: str
    title: str
    outlet: str
    url: str
    published: str
    retrieved: str
    sha256: str
    reading: Reading | None
    sentences: tuple[Sentence, ...] = ()
    claims: tuple[Claim, ...] = ()


class PersonRecord(Frozen):
    """Somebody across the articles, and what they claim in order of time."""

    name: str
    german: str
    role: str | None
    entries: tuple[EntryPlace, ...]
    claims: tuple[ClaimPlace, ...]


class CellRecord(Frozen):
    """What an article has of a topic."""

    article: int
    position: Literal["says", "denies", "both", "missing"]
    claims: tuple[ClaimPlace, ...]


class TopicRecord(Frozen):
    """What several articles have claims about, in English and by the German words they share; a cell an article."""

    label: str
    shared: tuple[str, ...]
    claims: tuple[ClaimPlace, ...]
    cells: tuple[CellRecord, ...]


class PairRecord(Frozen):
    """Two claims of two articles; `kind` tells what they are to each other, `shown_by` the German words that show it.

    Of disagreements the kind is "number", "denial" or "changed", of quotations "verbatim", "shortened", "changed" or,
    of two languages, "translated".
    """

    kind: str
    one: ClaimPlace
    other: ClaimPlace
    shown_by: tuple[str, ...] = ()


class DatedRecord(Frozen):
    """A claim with its day, None where that is not known; `told` are the German words that tell it."""

    claim: ClaimPlace
    day: datetime.date | None
    told: str


class StatementRecord(Frozen):
    """A statement in English, and the sentences that prove it."""

    text: str
    sentences: tuple[SentencePlace, ...]


class OverviewRecord(Frozen):
    """What all articles have, what some have, what is disputed."""

    all: tuple[StatementRecord, ...]
    some: tuple[StatementRecord, ...]
    disputed: tuple[StatementRecord, ...]


class DossierRecord(Frozen):
    """All of a dossier. `version` is that of this form, `belegt` that of the program that wrote it.

    `copies` are the numbers of articles that are one text, `only_here` claims that one article alone has.
    """

    version: int = DOSSIER_VERSION
    belegt: str
    name: str
    date: datetime.date
    articles: tuple[ArticleRecord, ...]
    overview: OverviewRecord
    topics: tuple[TopicRecord, ...]
    disagreements: tuple[PairRecord, ...]
    quotations: tuple[PairRecord, ...]
    copies: tuple[tuple[int, ...], ...]
    only_here: tuple[ClaimPlace, ...]
    people: tuple[PersonRecord, ...]
    timeline: tuple[DatedRecord, ...]
    answers: tuple[Answer, ...] = ()


def record(
    dossier: Dossier, *, date: datetime.date, overview: Overview, answers: Sequence[Answer] = ()
) -> DossierRecord:
    """Return all of a dossier as data.

    Args:
        date: the day to put on it.
        overview: what it comes to.
        answers: the conversation about it.
    """
    return DossierRecord(
        belegt=chat.__version__,
        name=dossier.name,
        date=date,
        articles=tuple(_article(Described(source)) for source in dossier.sources),
        overview=OverviewRecord(
            all=_statements(overview.all), some=_statements(overview.some), disputed=_statements(overview.disputed)
        ),
        topics=tuple(map(_topic, dossier.matrix)),
        disagreements=tuple(map(_disagreement, dossier.disagreements)),
        quotations=tuple(
            PairRecord(kind=pair.kind, one=_claim(pair.one), other=_claim(pair.other)) for pair in dossier.quotations
        ),
        copies=dossier.copies,
        only_here=_claims(dossier.only_here),
        people=tuple(_person(dossier, person) for person in dossier.people),
        timeline=tuple(
            DatedRecord(claim=_claim(dated.claim), day=dated.day, told=dated.told) for dated in dossier.timeline
        ),
        answers=tuple(answers),
    )


def _article(article: Described) -> ArticleRecord:
    source = article.source
    return ArticleRecord(
        number=source.number,
        id=source.id,
        title=source.title,
        outlet=source.outlet,
        url=article.origin.url,
        published=article.published,
        retrieved=article.retrieved,
        sha256=article.sha256,
        reading=source.reading,
        sentences=() if source.reading else source.analysed.sentences,
        claims=() if source.reading else source.analysed.claims,
    )


def _topic(row: Row) -> TopicRecord:
    return TopicRecord(
        label=row.label,
        shared=row.topic.shared,
        claims=_claims(row.topic.claims),
        cells=tuple(
            CellRecord(article=cell.article, position=cell.position, claims=_claims(cell.claims)) for cell in row.cells
        ),
    )


def _disagreement(pair: Disagreement) -> PairRecord:
    return PairRecord(kind=pair.kind, one=_claim(pair.one), other=_claim(pair.other), shown_by=pair.shown_by)


def _person(dossier: Dossier, person: Person) -> PersonRecord:
    return PersonRecord(
        name=person.name,
        german=person.german,
        role=person.role,
        entries=tuple(EntryPlace(article=place.article, entry=place.number) for place in person.entries),
        claims=_claims(dossier.claims_of(person)),
    )


def _statements(statements: Iterable[Statement]) -> tuple[StatementRecord, ...]:
    return tuple(
        StatementRecord(
            text=statement.text,
            sentences=tuple(SentencePlace(article=at.article, sentence=at.number) for at in statement.sentences),
        )
        for statement in statements
    )


def _claims(places: Iterable[Place]) -> tuple[ClaimPlace, ...]:
    return tuple(map(_claim, places))


def _claim(place: Place) -> ClaimPlace:
    return ClaimPlace(article=place.article, claim=place.number)
