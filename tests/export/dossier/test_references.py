"""The articles as references that other programs read, with nothing in them that is not known."""

from __future__ import annotations

import datetime
import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from chat.dossier.dossier import Dossier
from chat.export import dossier as exports
from chat.export.dossier.articles import date_parts
from chat.schema import Origin
from tests.export.dossier.builders import BOTE, dossier, four, reading

DAY = datetime.date(2027, 3, 12)
STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" default-locale="en-GB">
  <info><title>Test</title><id>urn:test</id><updated>2026-01-01T00:00:00Z</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><group delimiter=" | ">
    <names variable="author"/><text variable="title"/><text variable="container-title"/>
    <date variable="issued" form="numeric"/><date variable="accessed" form="numeric"/><text variable="URL"/>
  </group></layout></bibliography>
</style>
"""


def csl(of: Dossier) -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = json.loads(exports.write(of, format="csl", date=DAY))
    return data


def ris(of: Dossier) -> list[dict[str, Any]]:
    rispy = pytest.importorskip("rispy", reason="rispy is not installed (requirements-dev.txt)")
    return list(rispy.loads(exports.write(of, format="ris", date=DAY).decode()))


def bibliography(of: Dossier, folder: Path) -> list[str]:
    """Return the articles as a processor of CSL tells them."""
    citeproc = pytest.importorskip("citeproc", reason="citeproc-py is not installed (requirements-dev.txt)")
    style = folder / "test.csl"
    style.write_text(STYLE, encoding="utf-8")
    source = import_module("citeproc.source.json").CiteProcJSON(csl(of))
    form = citeproc.CitationStylesStyle(str(style), validate=False)
    told = citeproc.CitationStylesBibliography(form, source, citeproc.formatter.plain)
    for key in source:
        told.register(citeproc.Citation([citeproc.CitationItem(key)]))
    return [str(item) for item in told.bibliography()]


def test_a_processor_of_csl_reads_them(tmp_path: Path) -> None:
    assert bibliography(four(), tmp_path) == [
        "Ida Kern | Stadt will Brücke sperren | Kallstedter Bote | 08/03/2027 | 10/03/2027 | "
        "https://bote.example/bruecke?id=7",
        "Streit um die Brücke von Kallstedt | Selmer Kurier | 09/03/2027 | http://kurier.example/a",
        "Brücke wird gesperrt | Netzblatt | 03/2027 | https://netz.example/b",
        "Post aus Kallstedt",
    ]


def test_a_reader_of_ris_reads_them() -> None:
    first, _, third, fourth = ris(four())
    assert first["type_of_reference"] == "NEWS"
    assert (first["title"], first["authors"]) == ("Stadt will Brücke sperren", ["Ida Kern"])
    assert (first["secondary_title"], first["year"], first["date"]) == ("Kallstedter Bote", "2027", "2027/03/08/")
    assert (first["access_date"], first["urls"]) == ("2027/03/10/", ["https://bote.example/bruecke?id=7"])
    assert third["date"] == "2027/03//"
    assert first["notes"] == [csl(four())[0]["note"]]
    assert fourth.keys() == {"type_of_reference", "id", "title", "language", "notes"}


def test_nothing_is_made_up() -> None:
    """A file name or a host is no paper, and a day that is none is left out."""
    (unknown,) = csl(dossier(reading(BOTE, Origin(url="https://www.bote.example/a", published="gestern"))))
    assert unknown.keys() == {"id", "type", "title", "URL", "language", "note"}
    (pasted,) = csl(dossier(reading(BOTE)))
    assert pasted.keys() == {"id", "type", "title", "language", "note"}


@pytest.mark.parametrize("form", ["csl", "ris"])
def test_only_pages_of_the_web_are_addresses(form: exports.Format) -> None:
    hostile = dossier(reading(BOTE, Origin(url="javascript:alert(1)", outlet="Bote")))
    assert b"javascript" not in exports.write(hostile, format=form, date=DAY)


def test_a_line_end_begins_no_other_reference() -> None:
    origin = Origin(outlet="Bote\r\nER  - \r\nTY  - BOOK", author="Kern\nTI  - Anderes\u202e")
    (one,) = ris(dossier(reading(BOTE, origin)))
    assert one["type_of_reference"] == "NEWS"
    assert one["title"] == "Stadt will Brücke sperren"
    assert one["authors"] == ["Kern TI - Anderes"]


@pytest.mark.parametrize(
    ("told", "parts"),
    [
        ("2027-03-08T06:30:00+01:00", (2027, 3, 8)),
        ("2027-03", (2027, 3)),
        ("2027", (2027,)),
        ("2027-13-01", ()),
        ("2027-02-30", ()),
        ("0000", ()),
        ("8. März 2027", ()),
        ("", ()),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(told: str, parts: tuple[int, ...]) -> None:
    assert date_parts(told) == parts
