"""Offices that a translation loses are found, and those it keeps in other words are not called lost."""

from __future__ import annotations

import pytest

from chat.lang.offices import is_office, lost_offices


@pytest.mark.parametrize(
    ("german", "english", "lost"),
    [
        ("ein Sprecher des Hafens", "a spokesman for the port", []),
        ("die Regierungssprecherin", "the government spokeswoman", []),
        ("ein Sprecher des Ministeriums", "the minister", ["Sprecher", "Ministeriums"]),
        ("der Geheimdienst", "the defence ministry", ["Geheimdienst"]),
        ("die Geheimdienste", "the intelligence services", []),
        ("Bundeskanzlerin Klein", "Chancellor Klein", []),
        ("Verteidigungsminister Klein", "Defense Secretary Klein", []),
        ("der Innenminister", "the finance minister", ["Innenminister"]),
        ("der Vorsitzende der Partei", "the party leader", []),
        ("der Vorsitzende der Partei", "the President of the party", ["Vorsitzende"]),
        ("ein Trichter", "a funnel", []),
        ("er spricht mit der polizei", "he speaks", []),
        ("", "", []),
    ],
)
def test_lost_offices(german: str, english: str, lost: list[str]) -> None:
    assert lost_offices(german, english) == lost


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Ministerin", True), ("Innen-Minister", True), ("Klein", False), ("minister", False), ("Trichter", False)],
)
def test_an_office_is_told_from_a_name(word: str, expected: bool) -> None:
    assert is_office(word) is expected
