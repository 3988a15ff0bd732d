"""A sentence that says something is not so is told from one that does not."""

from __future__ import annotations

import pytest

from chat.lang.negation import Tongue, may_negate, negation
from chat.translation.faithfulness import doubts


@pytest.mark.parametrize(
    ("text", "tongue", "word"),
    [
        ("Die Brücke wird nicht gesperrt.", "de", "nicht"),
        ("Keiner der Pfeiler ist beschädigt.", "de", "Keiner"),
        ("Er bestätigte das weder noch dementierte er es.", "de", "weder"),
        ("Nicht nur die Brücke, auch die Fähre fällt aus.", "de", None),
        ("Die Brücke wird gesperrt.", "de", None),
        ("The bridge won’t be closed.", "en", "won’t"),
        ("It cannot be closed.", "en", "cannot"),
        ("Not only the bridge is closed.", "en", None),
        ("The northern bridge, No. 3, is noted for its knots.", "en", None),
    ],
)
def test_the_word_that_negates(text: str, tongue: Tongue, word: str | None) -> None:
    assert negation(text, tongue) == word


@pytest.mark.parametrize(
    ("text", "tongue"),
    [
        ("Das Ministerium lehnte eine Stellungnahme ab.", "de"),
        ("Die Lage ist unklar.", "de"),
        ("The ministry declined to comment.", "en"),
        ("The plan is unclear.", "en"),
    ],
)
def test_words_that_can_stand_for_a_negation(text: str, tongue: Tongue) -> None:
    assert negation(text, tongue) is None
    assert may_negate(text, tongue)


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
    assert any(doubt.kind == "negation" for doubt in doubts(german, english)) is faulty
