"""Strings made to run in a page or a spreadsheet: wherever a reading holds one, it stays text."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from chat.attribution import ledger as attribution
from chat.export.table import ledger_csv
from tests.ui.markup.test_escaping import ATTRIBUTES, TAGS, Seen, filled, reading
from ui.markup import answers, article, ledger

CORPUS = Path(__file__).parents[2] / "data" / "hostile" / "xss.tsv"
# A line is a kind and a JSON string.
STRINGS = [json.loads(line.split("\t")[1]) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize("text", STRINGS)
def test_no_string_becomes_markup(text: str) -> None:
    given = reading()
    entries = filled(attribution.build(given.claims, []), text, names_too=False)
    hostile = filled(given, text, names_too=False)
    look = article.Look(reported=article.voices(hostile.claims, entries))
    for html in (
        article.side_by_side(hostile.sentences, look),
        answers.summary(hostile),
        ledger.ledger(hostile.claims, entries, hostile),
        answers.unchecked(text),
    ):
        seen = Seen(html)
        assert seen.tags <= TAGS
        assert {name for name, _ in seen.attributes} <= ATTRIBUTES
        assert all(value.startswith("#") for name, value in seen.attributes if name == "href")


@pytest.mark.parametrize("text", STRINGS)
def test_no_string_becomes_a_formula_of_a_spreadsheet(text: str) -> None:
    given = reading()
    entries = filled(attribution.build(given.claims, []), text, names_too=False)
    written = ledger_csv(filled(given, text, names_too=False), entries)
    rows = list(csv.reader(io.StringIO(written, newline="")))
    assert len(rows) == len(given.claims) + 1
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)]
