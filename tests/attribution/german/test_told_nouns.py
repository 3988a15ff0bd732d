"""What somebody else says, as the object of a verb."""

from __future__ import annotations

import pytest

from chat.attribution.german.told_nouns import has_told_all, told_noun
from tests.attribution.german.reading import clauses_of


@pytest.mark.parametrize(
    ("sentence", "noun"),
    [
        ("Klein lehnte den Vorschlag des Ministers ab, zu sparen.", "Vorschlag"),
        ("Klein hat die Behauptung der Bank bestritten, er sei arm.", "Behauptung"),
        ("Klein kritisierte den Vorschlag von Minister Ohm, zu sparen.", "Vorschlag"),
        ("Klein wies den Vorwurf zurück, er sei arm.", None),  # nobody's
        ("Klein bekräftigte seine Forderung, zu sparen.", None),
        ("Klein kam mit der Forderung der Bank, zu sparen.", None),
    ],
)
def test_the_object_is_what_another_says(sentence: str, noun: str | None) -> None:
    clauses = clauses_of(sentence)
    place = told_noun(clauses, 0, clauses.end_of_stretch(0))
    assert (clauses.tokens[place].text if place is not None else None) == noun


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Klein hält die Vorwürfe für haltlos, man nutze nur freie Werke.", True),
        ("Klein hält es für falsch, dass gespart wird.", False),
    ],
)
def test_an_opinion_has_its_object_in_its_own_clause(sentence: str, *, told: bool) -> None:
    clauses = clauses_of(sentence)
    assert has_told_all(clauses, 0, clauses.end_of_stretch(0), "halten") is told
