"""Refusals to speak, and what only has their words."""

from __future__ import annotations

import pytest

from chat.attribution.german.refusals import refusal_frames
from tests.attribution.german.reading import claims_in


@pytest.mark.parametrize(
    ("sentence", "refusal"),
    [
        ("Klein wollte sich nicht äußern.", ("Klein", "Klein wollte sich nicht äußern")),
        ("Die Bank lehnte es ab, sich zu äußern.", ("Die Bank", "Die Bank lehnte es ab, sich zu äußern")),
        ("Eine Anfrage an die Bank blieb unbeantwortet.", ("die Bank", "Eine Anfrage an die Bank blieb unbeantwortet")),
        ("Fragen zum Preis wich Klein aus.", ("Klein", "Fragen zum Preis wich Klein aus")),
        ("Klein ließ offen, ob er bleibt.", ("Klein", "Klein ließ offen, ob er bleibt")),
        ("Ob er bleibt, ließ Klein offen.", ("Klein", "Ob er bleibt, ließ Klein offen")),
        ("Wie viel es kostet, konnte er nicht sagen.", ("er", "Wie viel es kostet, konnte er nicht sagen")),
        ("Details blieb er schuldig.", ("er", "Details blieb er schuldig")),
        ("Klein verzichtete auf eine Stellungnahme.", ("Klein", "Klein verzichtete auf eine Stellungnahme")),
        ("Der Wagen wich einem Reh aus.", None),
        ("Klein blieb schuldig gesprochen in Haft.", None),
        ("Klein ließ die Tür offen.", None),
        ("Das Gutachten lässt offen, ob das reicht.", None),
        ("Klein wollte sich am Montag äußern.", None),
        ("Das Publikum schwieg eine Minute.", None),
        ("Die Heizung reagierte nicht.", None),
        ("Klein, der nichts sagen wollte, ging.", None),
    ],
)
def test_a_refusal_is_told_by_what_is_negated_or_refused(sentence: str, refusal: tuple[str, str] | None) -> None:
    assert claims_in(sentence, refusal_frames) == ([refusal] if refusal else [])
