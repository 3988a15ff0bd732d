"""Which verb forms are a Konjunktiv."""

from __future__ import annotations

import pytest

from chat.attribution.german.mood import is_konjunktiv, is_konjunktiv_1, is_konjunktiv_2
from tests.attribution.german.reading import clauses_of


@pytest.mark.parametrize(
    ("clause", "first", "second", "any_of_both"),
    [
        ("er sei krank", True, False, True),
        ("er gehe heim", True, False, True),
        ("er hätte Zeit", False, True, True),
        ("sie haben Zeit", False, False, True),
        ("er geht heim", False, False, False),
        ("er ist da", False, False, False),
    ],
)
def test_the_mood_of_a_verb(clause: str, first: bool, second: bool, any_of_both: bool) -> None:
    verb = clauses_of(clause).tokens[1]
    assert (is_konjunktiv_1(verb), is_konjunktiv_2(verb), is_konjunktiv(verb)) == (first, second, any_of_both)
