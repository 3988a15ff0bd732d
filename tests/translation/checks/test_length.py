"""Translations that are too short or too long for their sentence."""

from __future__ import annotations

import pytest

from chat.translation.checks.length import INVENTED, LOST
from tests.builders import pair

GERMAN = "Die Stadt sperrt die Brücke über den Hafen vom kommenden Montag an für Lastwagen und Busse."


@pytest.mark.parametrize(
    ("german", "english", "kinds"),
    [
        (GERMAN, "From next Monday the city will close the bridge over the harbour to lorries and buses.", []),
        (GERMAN, "The city will close the bridge.", ["lost_text"]),
        (GERMAN, f"The city will close it {'for many reasons that nobody knows ' * 3}", ["invented_text"]),
        ("Die Stadt sperrt die Brücke.", "Closed.", []),  # too short to tell
        ("", "Closed.", []),
    ],
)
def test_a_translation_that_cannot_be_the_whole_or_only_the_sentence(
    german: str, english: str, kinds: list[str]
) -> None:
    given = pair(german, english)
    assert [doubt.kind for doubt in (*LOST.find(given), *INVENTED.find(given))] == kinds
