"""Whom a phrase behind "laut" or "nach" names."""

from __future__ import annotations

import pytest

from chat.attribution.german.speakers import source_in
from tests.attribution.german.reading import clauses_of


@pytest.mark.parametrize(
    ("phrase", "source"),
    [
        ("der Polizei", "der Polizei"),
        ("Angaben der Polizei", "der Polizei"),
        ("Angaben von Anwohnern", "Anwohnern"),
        ("Celebis Angaben", "Celebis"),
        ("Medienberichten", "Medienberichten"),
        ("der Agentur Nord, die sich auf Kreise beruft", "der Agentur Nord, die sich auf Kreise beruft"),
        ("der Agentur Nord unter Berufung auf Anwohner", "der Agentur Nord"),
        ("einer Studie der Stadt", "einer Studie der Stadt"),
        ("eigenen Angaben", None),
    ],
)
def test_who_is_named_as_the_source(phrase: str, source: str | None) -> None:
    clauses = clauses_of(f"{phrase}, heißt es.")
    end = next((at for at, token in enumerate(clauses.tokens) if token.text in (",", "unter")), 0)
    span = source_in(clauses, 0, end)
    assert (phrase[slice(*span)] if span else None) == source
