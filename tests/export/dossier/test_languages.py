"""What is exported of a dossier of several languages says of each claim what language it is in."""

from __future__ import annotations

import csv
import datetime
import io
import json

import pytest

from chat.dossier.dossier import Dossier
from chat.export import dossier as exports
from tests.dossier.builders import in_languages
from tests.dossier.test_languages import ENGLISH, FRENCH, GERMAN

DAY = datetime.date(2027, 3, 12)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return Dossier(in_languages(GERMAN, ENGLISH, FRENCH), name="The ferry")


def test_the_table_has_the_language_beside_the_words_as_written(dossier: Dossier) -> None:
    text = exports.write(dossier, format="csv", date=DAY).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert {row["article"]: row["language"] for row in rows} == {"1": "de", "2": "en", "3": "fr"}
    french = next(row for row in rows if row["language"] == "fr")
    assert french["German"].startswith("Selon la ministre") and french["English"] == "the families will receive money"


def test_annotations_tell_the_language_of_each_text(dossier: Dossier) -> None:
    data = json.loads(exports.write(dossier, format="jsonld", date=DAY))
    claims = [body for item in data["first"]["items"] for body in item["body"] if body["type"] == "schema:Claim"]
    assert {claim["schema:text"]["@language"] for claim in claims} == {"de", "en", "fr"}
    assert all(claim["schema:inLanguage"] == claim["schema:text"]["@language"] for claim in claims)
    names = {
        author["schema:name"]: author["schema:alternateName"] for claim in claims for author in claim["schema:author"]
    }
    assert names["Anna Voss"] == {"@value": "Finanzministerin Anna Voss", "@language": "de"}


def test_a_document_shows_english_sentences_once(dossier: Dossier) -> None:
    text = exports.write(dossier, format="md", date=DAY).decode()
    assert "original and English" in text
    claimed = text[text.index("In order of time") :]
    assert "« Nous ne laissons personne seul avec ces soucis »" in text
    assert claimed.count("Captain Ragna Holm denied that the lifeboats had worked.") == 1
