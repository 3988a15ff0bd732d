"""Documents in German: headings, labels, days and messages are; the article, its English and data files stay."""

from __future__ import annotations

import datetime
import re

import pytest

from chat import pipeline
from chat.export import dossier as dossiers
from chat.export import files
from chat.localization import tongue
from chat.schema import Reading
from tests.engines import ARTICLE, scripted_engines
from tests.export.dossier.builders import four

DAY = datetime.date(2027, 3, 9)
HEADINGS = re.compile(r"^##+ (.*)$", re.MULTILINE)


@pytest.fixture(scope="module")
def read() -> Reading:
    return pipeline.read(ARTICLE, scripted_engines()[0])


def written(reading: Reading, *, form: files.Format = "md", tongue: str = "de") -> bytes:
    ledger = pipeline.analysed(reading).ledger
    return files.write(reading, ledger=ledger, format=form, date=DAY, scope="everything", tongue=tongue)


def test_a_reading_has_german_headings_labels_and_days(read: Reading) -> None:
    text = written(read).decode()
    assert "Gelesen am 9. März 2027 von Belegt" in text
    assert "Originaltitel: Streit um die Hafenbrücke" in text
    assert {"Zusammenfassung", "Wer sagt was", "Der Artikel und sein Englisch"} <= set(HEADINGS.findall(text))
    assert "| | Deutsch | Englisch |" in text
    assert "Weggelassen: Aufruf zum Kommentieren" in text
    assert re.search(r"\(bestreitet[,)]", text)


def test_what_the_model_and_the_article_say_stays(read: Reading) -> None:
    text, english = written(read).decode(), written(read, tongue="en").decode()
    for sentence in read.content:
        assert files.escaped(sentence.plain) in text and files.escaped(sentence.best) in text
    assert english.splitlines()[0] == text.splitlines()[0]


def test_a_dossier_has_german_headings_labels_and_days() -> None:
    text = dossiers.write(four(), format="md", date=DAY, tongue="de").decode()
    assert "Ein Dossier aus 4 Artikeln" in text and "Erstellt am 9. März 2027" in text
    assert "erschienen am 9. März 2027" in text
    assert {"Wer hat was", "Wo sie sich widersprechen", "In zeitlicher Folge"} <= set(HEADINGS.findall(text))


@pytest.mark.parametrize("form", ["json", "csv"])
def test_files_for_programs_are_the_same_in_each_tongue(read: Reading, form: files.Format) -> None:
    assert written(read, form=form) == written(read, form=form, tongue="en")


@pytest.mark.parametrize("form", ["json", "csv", "jsonld", "csl", "ris"])
def test_files_of_a_dossier_for_programs_are_the_same_in_each_tongue(form: dossiers.Format) -> None:
    one, other = (dossiers.write(four(), format=form, date=DAY, tongue=name) for name in ("de", "en"))
    assert one == other


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_other_forms_have_it_too(read: Reading, form: files.Format) -> None:
    assert len(written(read, form=form)) > 5_000
    assert tongue() == "en"  # it is spoken for the file alone
