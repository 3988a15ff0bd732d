"""Offices that a translation has no word for."""

from __future__ import annotations

import pytest

from chat.translation.checks.offices import CHECK
from tests.builders import pair


@pytest.mark.parametrize(
    ("german", "english", "roles"),
    [
        ("Ein Sprecher des Ministeriums kam.", "A spokesman for the ministry came.", []),
        ("Ein Sprecher des Ministeriums kam.", "The minister came.", ["Sprecher", "Ministeriums"]),
        ("Der Trichter ist voll.", "The funnel is full.", []),
    ],
)
def test_offices_that_are_lost(german: str, english: str, roles: list[str]) -> None:
    assert [doubt.german for doubt in CHECK.find(pair(german, english))] == roles
