"""A negation that only one side has."""

from __future__ import annotations

import pytest

from chat.translation.checks.negation import CHECK
from tests.builders import pair


@pytest.mark.parametrize(
    ("german", "english", "faulty"),
    [
        ("Die Stadt erwägt, die Brücke zu sperren.", "The city will not close the bridge.", True),
        ("Die Brücke wird nicht gesperrt.", "The bridge will be closed.", True),
        ("Die Brücke wird nicht gesperrt.", "The bridge will not be closed.", False),
        ("Das Ministerium wollte sich nicht äußern.", "The ministry declined to comment.", False),
        ("Das Ministerium lehnte das ab.", "The ministry did not agree.", False),
        ("Die Stadt unterstützt unsere Pläne und ihre Union.", "The city does not support our plans.", True),
    ],
)
def test_a_negation_on_one_side_only_is_a_fault(german: str, english: str, faulty: bool) -> None:
    assert bool(list(CHECK.find(pair(german, english)))) is faulty


def test_the_word_that_negates_is_told_on_its_side() -> None:
    (lost,) = CHECK.find(pair("Die Brücke wird nicht gesperrt.", "The bridge will be closed."))
    assert (lost.german, lost.english) == ("nicht", "")
    (invented,) = CHECK.find(pair("Die Brücke wird gesperrt.", "The bridge will never be closed."))
    assert (invented.german, invented.english) == ("", "never")
