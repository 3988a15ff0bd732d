"""Pronouns and short names lead to the last mention that fits, or nowhere."""

from __future__ import annotations

import pytest

from chat.attribution.german.resolution import resolve
from chat.attribution.german.speaker_roles import role

DAHL, KLEIN = "Henrik Dahl, ein Sprecher des Hafens", "Bürgermeisterin Ruth Klein"


@pytest.mark.parametrize(
    ("speaker", "mentions", "resolved"),
    [
        ("Er", [KLEIN, DAHL], DAHL),
        ("Er", [DAHL, KLEIN], DAHL),
        ("Sie", [KLEIN, DAHL], KLEIN),
        ("Sie", [DAHL], None),
        ("Er", [], None),
        ("Klein", [KLEIN, DAHL], KLEIN),
        ("Vogt", [KLEIN, DAHL], None),
        (DAHL, [KLEIN], None),
        ("Kleins", [KLEIN, DAHL], KLEIN),
        ("Der Minister", ["US-Verteidigungsminister Paul Reuter", KLEIN], "US-Verteidigungsminister Paul Reuter"),
        ("Er", [DAHL, "Dahl"], DAHL),
        ("Die Polizei", ["Anna Vogt, eine Sprecherin der Polizei"], None),
        ("Die dänische Regierung", ["die Agentur Nord, die sich auf die Regierung beruft"], None),
        ("Ihr Minister Paul Reuter", [KLEIN], None),
        ("Sie", [KLEIN, "dem Schreiben"], KLEIN),
        ("Er", [DAHL, "Politikern der Opposition"], DAHL),
        ("Der 39-Jährige", [DAHL, KLEIN], DAHL),
        ("Er", [DAHL, "Das Ministerium"], DAHL),
        ("Er", [DAHL, "mehrere Minister"], DAHL),
        ("seiner Meinung", [DAHL, KLEIN], DAHL),
    ],
)
def test_who_a_speaker_stands_for(speaker: str, mentions: list[str], resolved: str | None) -> None:
    assert resolve(speaker, mentions) == resolved


def test_the_number_of_the_verb_tells_she_from_they() -> None:
    mentions = ["mehrere Anwohner", KLEIN]
    assert resolve("Sie", mentions, plural=True) == "mehrere Anwohner"
    assert resolve("Sie", mentions, plural=False) == KLEIN


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        (DAHL, "ein Sprecher des Hafens"),
        (KLEIN, "Bürgermeisterin"),
        ("Der dänische Umweltminister Mads Dahl", "dänische Umweltminister"),
        ("der Leiter der Klinik, Paul Reuter", "Leiter der Klinik"),
        ("Paul Reuter", None),
        ("Anna Vogt, die seit Jahren vor Ort lebt", None),
        ("Ein Sprecher der Stadt", None),
        ("Die Zeitung Bote, die sich auf Kreise der Verwaltung beruft", None),
    ],
)
def test_what_a_speaker_is(phrase: str, told: str | None) -> None:
    assert role(phrase) == told
