"""Where something stands written."""

from __future__ import annotations

import pytest

from chat.attribution.german.writings import written_on
from tests.attribution.german.reading import clauses_of


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("In dem Bericht steht, dass Geld fehlt.", "dem Bericht"),
        ("Auf einem Plakat stand nichts.", "einem Plakat"),
        ("Im Weg stand ein Wagen.", ""),
        ("Ein Bericht steht im Regal.", ""),
    ],
)
def test_words_stand_on_signs_and_in_papers(sentence: str, place: str) -> None:
    clauses = clauses_of(sentence)
    span = written_on(clauses, 0, clauses.end_of_stretch(0))
    assert (sentence[slice(*span)] if span else "") == place
