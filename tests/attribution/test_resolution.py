"""Pronouns and short names lead to the last mention that fits, or nowhere."""

from __future__ import annotations

import pytest

from chat.attribution.resolution import resolve

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
    ],
)
def test_who_a_speaker_stands_for(speaker: str, mentions: list[str], resolved: str | None) -> None:
    assert resolve(speaker, mentions) == resolved
