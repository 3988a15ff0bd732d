"""Clauses that depend on the one before their comma."""

from __future__ import annotations

import pytest

from chat.attribution.german.dependents import behind_comma, is_infinitive
from tests.attribution.german.reading import clauses_of


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("Ohm sagte, dass es regnet.", "dass es regnet"),
        ("Ohm sagte, es regne bald.", "es regne bald"),
        ("Ohm bat darum, bald zu kommen.", "bald zu kommen"),
        ("Ohm lehnte das ab, da es falsch sei.", "da es falsch sei"),
        ("Ohm sagte, der Bund zahlt nicht.", None),
        ("Ohm schloss sich der Kritik am Chef, Udo Kern, an: Das sei teuer.", None),
        ("Ohm sagte es, als es regnete.", None),
        ("Ohm sagte es, weil sie das weiß.", None),
    ],
)
def test_what_stands_behind_a_comma(sentence: str, content: str | None) -> None:
    clauses = clauses_of(sentence)
    comma = next(at for at, token in enumerate(clauses.tokens) if token.text == ",")
    found = behind_comma(clauses, comma, verb_second=False)
    assert (sentence[slice(*found[1][0])] if found else None) == content


@pytest.mark.parametrize(
    ("behind", "is_one"), [("die Straße zu sperren", True), ("sie sperrt", False), ("um sie zu sperren", False)]
)
def test_an_infinitive_with_zu_is_told_from_a_clause(behind: str, is_one: bool) -> None:
    clauses = clauses_of(f"Klein forderte, {behind}.")
    assert is_infinitive(clauses, 3) is is_one
