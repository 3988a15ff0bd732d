"""The claims of a dossier as CSV: a claim a row, with its article, who makes it, and where it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import chat
from chat.dossier.dossier import Dossier
from chat.dossier.matrix import Row
from chat.dossier.sources import Place
from chat.dossier.timeline import Dated
from chat.export.dossier.articles import Described
from chat.export.table import cell
from chat.schema import Claim

_COLUMNS = (
    "article", "article title", "article title in German", "outlet", "url", "published", "retrieved", "sha256",
    "claim", "person", "speaker", "speaker in German", "role", "source type", "stance", "type", "hedged", "negated",
    "English", "German", "language", "sentences", "start", "end", "said on", "day in German",
    "topic", "topic label", "topic words", "translator", "model", "Belegt version",
)  # fmt: skip


def claims_csv(dossier: Dossier) -> str:
    """Return who claims what in which article as CSV (RFC 4180), by article, then in its order.

    "person" is who makes the claim across the articles, "speaker" what its own article calls them; several are parted
    by semicolons. "German" is what is claimed as written, in whatever language, which "language" says (ISO 639);
    "speaker in German" is English for a claim that was found in the translation. "start" and "end" are characters of
    the text as given, of the first to the last word; "sha256" is that text's. "said on" is the day of publication where
    "day in German" is empty. "topic" is the number of what several articles have claims about, empty where one alone
    does.
    """
    days = {dated.claim: dated for dated in dossier.timeline}
    topics = {place: (at, row) for at, row in enumerate(dossier.matrix, start=1) for place in row.topic.claims}
    with io.StringIO(newline="") as file:
        table = csv.writer(file, lineterminator="\r\n")
        table.writerow(_COLUMNS)
        for source in dossier.sources:
            article = Described(source)
            for claim in source.analysed.claims:
                place = Place(source.number, claim.id)
                told = (
                    *_article(article),
                    *_claim(dossier, place, claim),
                    *_day(days[place]),
                    *(_topic(*topics[place]) if place in topics else ("", "", "")),
                    article.translator,
                    article.model,
                    chat.__version__,
                )
                table.writerow([cell(value) for value in told])
        return file.getvalue()


def _day(dated: Dated) -> tuple[object, ...]:
    return dated.day.isoformat() if dated.day else "", dated.told


def _topic(number: int, row: Row) -> tuple[object, ...]:
    return number, row.label, "; ".join(row.topic.shared)


def _article(article: Described) -> tuple[object, ...]:
    return (
        article.number,
        article.title,
        article.german_title,
        article.outlet,
        article.origin.url,
        article.published,
        article.retrieved,
        article.sha256,
    )


def _claim(dossier: Dossier, place: Place, claim: Claim) -> Iterator[object]:
    entries = dossier.by_number[place.article].analysed.ledger.entries_of(claim.id)
    yield claim.id
    yield "; ".join(person.name for person in dossier.speakers_of(place))
    yield "; ".join(entry.name for entry in entries)
    yield "; ".join(speaker.text for speaker in claim.speakers)
    yield "; ".join(entry.role for entry in entries if entry.role)
    yield claim.source_type or ""
    yield claim.stance
    yield claim.type.replace("_", " ")
    yield "yes" if claim.hedged else "no"
    yield "yes" if claim.negated else "no"
    yield claim.english.content if claim.english else ""
    yield " … ".join(span.text for span in claim.content)
    yield dossier.by_number[place.article].language_of(claim)
    yield " ".join(map(str, claim.sentences))
    yield min((span.start for span in claim.content), default="")
    yield max((span.end for span in claim.content), default="")
