"""Who speaks in a translation, and not in its German."""

from __future__ import annotations

import pytest

from chat.translation.checks.speakers import invented_speakers
from tests.builders import pair


@pytest.mark.parametrize(
    ("german", "english", "invented"),
    [
        ("Er forderte mehr Zeit.", "Heckel demanded more time.", ["Heckel"]),
        ("Klein forderte mehr Zeit.", "Klein demanded more time.", []),
        ("Präsident Selenskij sagte zu.", "According to Zelenskyy, it is agreed.", []),
        ("Laut Kreml ist das falsch.", "According to Washington, this is wrong.", ["Washington"]),
        ("Die Stadt prüft das.", "The city of Nordhaven is checking this.", []),
        ("Die deutsche Regierung sagte nein.", "Germany said no.", []),
        ("Er sagte nein.", "Anna Meyer-Landrut also said no.", ["Anna Meyer Landrut"]),
        ("Er sagte nein.", "No, said he to Heckel, who had denied it.", []),
        ("Er sagte nein.", "According to the Kremlin he said no.", ["Kremlin"]),
    ],
)
def test_a_speaker_that_the_german_does_not_name_is_found(german: str, english: str, invented: list[str]) -> None:
    assert invented_speakers(pair(german, english)) == invented
