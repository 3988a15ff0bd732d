"""Each form of a dossier is written whatever is in it, and the same dossier gives the same file."""

from __future__ import annotations

import datetime
import json
from functools import cache

import pytest

from chat.dossier.dossier import Dossier
from chat.export import dossier as exports
from chat.schema import Origin, Reading, Summary
from tests.export.dossier.builders import BOTE, MAIL, answered, dossier, four, reading
from tests.export.test_files import text_of

DAY = datetime.date(2027, 3, 12)
FORMS = list(exports.FORMATS)
DATA = ["json", "jsonld", "csl"]
ODD = [
    "\x00\x08\u202e\ufffe",
    "字 😀",
    "x" * 5_000,
    "",
    "]]>&<w:p/>",
    "a\ud800b",
    "\u202eabc\u2066",
    "a\r\nTY  - BOOK\n",
]


@cache
def odd(text: str) -> Dossier:
    """Return a dossier in whose title, headline, outlet, address and text something odd stands."""
    origin = Origin(
        url=f"https://bote.example/{text}",
        outlet=f"Bote {text}",
        title=text,
        author=text,
        published=text,
        retrieved=text,
    )
    read = reading(BOTE, origin)
    article = read.article.model_copy(update={"text": read.article.text + text})
    summary = Summary(title=f"Titel {text}", sentences=())
    hostile = read.model_copy(update={"article": article, "summary": summary})
    return dossier(hostile, reading(MAIL), name=f"{text} Dossier")


@cache
def silent() -> Reading:
    """Return an article in which nobody claims anything."""
    return reading("Regen im Land\n\nEs regnet heute im ganzen Land und die Menschen bleiben zu Hause.")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", ODD)
def test_no_text_breaks_a_file(form: exports.Format, text: str) -> None:
    data = exports.write(odd(text), format=form, date=DAY)
    if form in DATA:
        assert json.loads(data.decode())
    elif form in ("docx", "pdf", "md"):
        assert "Dossier" in text_of(data, form)


@pytest.mark.parametrize("form", DATA)
def test_a_terminal_that_is_shown_data_has_nothing_to_obey(form: exports.Format) -> None:
    """What the text of an article has of it, the JSON has too, as escapes."""
    data = exports.write(odd("\x9b31m\x7f\u202e\u2066"), format=form, date=DAY).decode()
    assert not [mark for mark in "\x9b\x7f\u202e\u2066" if mark in data]
    if form == "json":
        assert json.loads(data)["articles"][0]["reading"]["article"]["text"].endswith("\x9b31m\x7f\u202e\u2066")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_dossier_of_little_makes_files_too(form: exports.Format, count: int) -> None:
    """No claims, no topics, one article, none at all: of that one, references are an empty file."""
    data = exports.write(dossier(*[silent()] * count, name=""), format=form, date=DAY)
    assert data or (form, count) == ("ris", 0)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_dossier_gives_the_same_file(form: exports.Format) -> None:
    once, twice = (exports.write(four(), format=form, date=DAY, answers=[answered(four())]) for _ in range(2))
    assert once == twice if form != "docx" else text_of(once, form) == text_of(twice, form)


@pytest.mark.parametrize(
    ("name", "file"),
    [("Die Brücke über die Selm", "die-bruecke-ueber-die-selm.csl.json"), ("../../…", "dossier.csl.json")],
)
def test_the_file_name_comes_from_the_name_of_the_dossier(name: str, file: str) -> None:
    assert exports.file_name(dossier(name=name), exports.FORMATS["csl"].suffix) == file


def test_articles_that_are_only_compared_are_written_too() -> None:
    """They have no reading, so that nothing is known of where they came from."""
    from tests.dossier.builders import sources

    compared = Dossier(sources("Klein sagte, es regne.", "Klein sagte, es regne nicht."), name="Wetter")
    for form in FORMS:
        assert exports.write(compared, format=form, date=DAY)


def test_a_reading_stays_as_it_was() -> None:
    read: Reading = four().by_number[1].reading or pytest.fail("no reading")
    before = read.model_dump_json()
    for form in FORMS:
        exports.write(four(), format=form, date=DAY)
    assert read.model_dump_json() == before
