"""Pronouns and short names lead to the last mention that fits, or nowhere."""

from __future__ import annotations

import pytest

from chat.attribution.german.resolution import is_anaphoric, kind, resolve

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
    ("phrase", "expected"),
    [
        ("Der Bürgermeister", "masculine"),
        ("Regierungschef Dahl", "masculine"),
        ("eine Sprecherin des Hafens", "feminine"),
        ("Bürgermeisterin Ruth Klein", "feminine"),
        ("Das Ministerium", "neuter"),
        ("sein Büro", "neuter"),
        ("Lea Brandt vom Umweltministerium", "unknown"),
        ("zwei Zeugen", "plural"),
        ("Die neuen Nachbarn", "plural"),
        ("Schülern der Stadt", "plural"),
        ("Voss und Klein", "plural"),
        ("Dahl", "unknown"),
    ],
)
def test_gender_and_number_that_a_phrase_shows(phrase: str, expected: str) -> None:
    assert kind(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("Sie", True), ("Der 39-Jährige", True), ("ihrer Ansicht", True), ("sein Sprecher", False), ("Klein", False)],
)
def test_what_stands_for_a_name(phrase: str, expected: bool) -> None:
    assert is_anaphoric(phrase) is expected
