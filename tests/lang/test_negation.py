"""A sentence that says something is not so is told from one that does not."""

from __future__ import annotations

import pytest

from chat.lang.negation import may_negate, negation


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
def test_the_word_that_negates(text: str, tongue: str, word: str | None) -> None:
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
def test_words_that_can_stand_for_a_negation(text: str, tongue: str) -> None:
    assert negation(text, tongue) is None
    assert may_negate(text, tongue)
