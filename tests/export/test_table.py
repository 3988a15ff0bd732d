"""The claims as a table: who says them together, who reports them, to whom, when, and how it is known."""

from __future__ import annotations

import csv
import io

import pytest

from chat.attribution import ledger
from chat.export.document import Paragraph, build
from chat.export.table import ledger_csv, ledger_table
from chat.schema import Article, EngineNames, Language, Reading, Span, Summary
from chat.schema import Paragraph as Block
from tests.attribution.joint import claim
from tests.builders import sentence
from tests.export.test_files import DAY


def span(text: str) -> Span:
    return Span(start=0, end=len(text), text=text)


CLAIMS = (
    claim(
        1,
        ["Klein", "Voss"],
        "es regnet",
        english="it rains",
        source_type="person",
        addressee=span("der Agentur"),
        occasion=span("am Rande\nder Messe"),
        knows_by=span("=aus eigener Anschauung"),
        holds=(2,),
    ),
    claim(2, ["Dahl"], "wollte nichts sagen", english="Dahl declined to comment", stance="declines", type="reported"),
)


@pytest.fixture
def reading() -> Reading:
    return Reading(
        article=Article(text="", paragraphs=(Block(start=0, end=0, kind="text"),)),
        language=Language(code="de", confidence=1.0),
        sentences=(sentence(1, "-", "-"), sentence(2, "-", "-")),
        claims=CLAIMS,
        summary=Summary(title="", sentences=()),
        engines=EngineNames(model="", translator=""),
        seconds={},
    )


def test_csv_has_all_that_is_told_of_a_claim(reading: Reading) -> None:
    written = ledger_csv(reading, ledger.build(CLAIMS, []))
    first, second = csv.DictReader(io.StringIO(written, newline=""))
    assert (first["speaker"], first["speaker in German"], first["role"]) == ("Klein; Voss", "Klein; Voss", "minister")
    assert (first["source"], first["addressee"], first["occasion"]) == ("person", "der Agentur", "am Rande der Messe")
    assert first["how the source knows"] == "'=aus eigener Anschauung"  # no formula
    assert (first["told by"], first["holds"]) == ("", "2")
    assert (second["stance"], second["told by"], second["holds"]) == ("declines", "according to Klein and Voss", "")
    assert second["source"] == second["addressee"] == second["occasion"] == ""


def test_the_table_has_a_joint_claim_under_each_speaker_and_counts_it_once() -> None:
    shown = ledger_table(CLAIMS, ledger.build(CLAIMS, []))
    labels = "a person, to „der Agentur“, at „am Rande der Messe“, known by „=aus eigener Anschauung“, reports 2"
    assert f"[1] says, indirect, together with Voss, {labels}" in shown
    assert f"[1] says, indirect, together with Klein, {labels}" in shown
    assert "[2] declines to speak, reported, according to Klein and Voss" in shown
    assert shown.endswith("2 claims of 3 speakers: 1 says, 1 declines; 0 hedged\n")


def test_the_table_shows_an_english_claim_once() -> None:
    claims = [claim(1, ["The minister"], "praised the crew", english="The minister praised the crew", type="reported")]
    shown = ledger_table(claims, ledger.build(claims, []))
    assert shown.count("praised the crew") == 1 and "(The minister)" not in shown


def test_the_table_says_who_disputes_whom() -> None:
    claims = [
        claim(1, ["Die Stadt", "Voss"], "der Hafen streicht vierzig Stellen", english="jobs go"),
        claim(2, ["Dahl", "Acker"], "-", english="-", stance="denies"),
    ]
    own = [sentence(1, "-"), sentence(2, "Dahl und Acker wiesen den Vorwurf von Voss zurück.")]
    shown = ledger_table(claims, ledger.build(claims, own))
    assert "Dahl and Acker deny in 2 what die Stadt and Voss say in 1." in shown


def test_a_document_tells_it_on_a_line_of_its_own(reading: Reading) -> None:
    document = build(reading, ledger.build(CLAIMS, []), date=DAY, scope="everything")
    lines = [
        [(run.text, run.language) for run in line]
        for block in document.blocks
        if isinstance(block, Paragraph)
        for line in block.lines
    ]
    assert [
        ("together with Voss;", "en"),
        ("a person;", "en"),
        ("to", "en"),
        ("„der Agentur“;", "de"),
        ("at", "en"),
        ("„am Rande der Messe“;", "de"),
        ("known by", "en"),
        ("„=aus eigener Anschauung“", "de"),
    ] in lines
    assert [("according to Klein and Voss", "en")] in lines
    assert any(line[0] == ("(declines to speak)", "en") for line in lines if line)
