"""All of a dossier as JSON: it reads back, and its names stay."""

from __future__ import annotations

import datetime
import json

from chat.dossier.sources import Place
from chat.dossier.summary import overview
from chat.export import dossier as exports
from chat.export.dossier.record import DOSSIER_VERSION, ClaimPlace, DossierRecord
from tests.dossier.builders import sources
from tests.export.dossier.builders import answered, dossier, four

DAY = datetime.date(2027, 3, 12)


def read_back() -> DossierRecord:
    return DossierRecord.model_validate_json(exports.write(four(), format="json", date=DAY, answers=[answered(four())]))


def places(claims: tuple[ClaimPlace, ...]) -> list[Place]:
    return [Place(claim.article, claim.claim) for claim in claims]


def test_it_reads_back_with_all_that_was_found() -> None:
    back = read_back()
    assert (back.version, back.name, back.date) == (DOSSIER_VERSION, four().name, DAY)
    assert [article.reading for article in back.articles] == [source.reading for source in four().sources]
    assert back.copies == four().copies == ((1, 3),)
    assert [places(topic.claims) for topic in back.topics] == [list(topic.claims) for topic in four().topics]
    assert [cell.position for cell in back.topics[0].cells] == [cell.position for cell in four().matrix[0].cells]
    assert places(back.only_here) == list(four().only_here)
    assert [person.name for person in back.people] == [person.name for person in four().people]
    assert places(back.people[1].claims) == list(four().claims_of(four().people[1]))
    assert places(tuple(dated.claim for dated in back.timeline)) == [dated.claim for dated in four().timeline]
    assert [dated.day for dated in back.timeline] == [dated.day for dated in four().timeline]
    assert [(pair.kind, *places((pair.one, pair.other)), pair.shown_by) for pair in back.disagreements] == [
        (pair.kind, pair.one, pair.other, pair.shown_by) for pair in four().disagreements
    ]
    assert [topic.label for topic in back.topics] == [row.label for row in four().matrix]
    assert back.answers == (answered(four()),)


def test_it_has_what_the_dossier_comes_to() -> None:
    told = overview(four())
    assert told.all and told.disputed
    back = read_back().overview
    for mine, theirs in ((back.all, told.all), (back.some, told.some), (back.disputed, told.disputed)):
        assert [statement.text for statement in mine] == [statement.text for statement in theirs]
        cited = [[Place(at.article, at.sentence) for at in statement.sentences] for statement in mine]
        assert cited == [list(statement.sentences) for statement in theirs]


def test_an_article_that_is_only_compared_has_its_sentences_and_claims() -> None:
    from chat.dossier.dossier import Dossier

    compared = Dossier(sources("Klein sagte, es regne.", "Klein sagte, es schneie."))
    back = DossierRecord.model_validate_json(exports.write(compared, format="json", date=DAY))
    assert [article.claims for article in back.articles] == [source.analysed.claims for source in compared.sources]
    assert [article.sentences for article in back.articles] == [s.analysed.sentences for s in compared.sources]


def test_the_names_stay() -> None:
    """Whoever changes them changes the version of the form too."""
    data = json.loads(exports.write(four(), format="json", date=DAY))
    assert data["version"] == 1
    assert set(data) == {
        "version", "belegt", "name", "date", "articles", "overview", "topics", "disagreements", "quotations",
        "copies", "only_here", "people", "timeline", "answers",
    }  # fmt: skip
    assert set(data["articles"][0]) == {
        "number", "id", "title", "outlet", "url", "published", "retrieved", "sha256", "reading", "sentences", "claims",
    }  # fmt: skip
    assert set(data["topics"][0]) == {"label", "shared", "claims", "cells"}
    assert set(data["topics"][0]["cells"][0]) == {"article", "position", "claims"}
    assert set(data["disagreements"][0]) == {"kind", "one", "other", "shown_by"}
    assert set(data["people"][0]) == {"name", "german", "role", "entries", "claims"}
    assert set(data["timeline"][0]) == {"claim", "day", "told"}
    assert data["topics"][0]["claims"][0].keys() == {"article", "claim"}


def test_a_half_character_becomes_one_character() -> None:
    hostile = dossier(name="halb \ud800 ganz")
    back = DossierRecord.model_validate_json(exports.write(hostile, format="json", date=DAY))
    assert back.name == "halb \ufffd ganz"
