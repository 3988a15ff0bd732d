"""How far a noun phrase in English goes."""

from __future__ import annotations

import pytest

from chat.attribution.english.clauses import Clauses
from chat.attribution.english.phrases import noun_phrase
from tests.attribution.english.reading import read


@pytest.mark.parametrize(("numbers", "is_one"), [(3, True), (300, False)])
def test_a_phrase_is_not_gone_through_without_end(numbers: int, is_one: bool) -> None:
    _, (sentence,) = read(f"Hale paid {'9 ' * numbers}crowns.")
    units = Clauses(sentence, [], sentence.text).units
    end = noun_phrase(units, 2, len(units))
    assert (end == 2 + numbers + 1) is is_one
