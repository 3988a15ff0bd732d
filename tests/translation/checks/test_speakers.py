"""Who speaks in a translation, and not in its German."""

from __future__ import annotations

import pytest

from chat.lang.analysis import analysed
from chat.lang.en.text import EnglishText
from chat.translation.checks import Pair
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


@pytest.mark.parametrize(
    ("tongue", "own", "english", "invented"),
    [
        ("tr", "Yeşilova Mimarlar Derneği uyardı.", "The Yeşilova Association of Architects warned.", []),
        ("uk", "Національний банк попередив.", "The National Bank warned.", []),
        ("pl", "Rzecznik odmówił komentarza.", "Marek Sowa said he would not comment.", ["Marek Sowa"]),
        ("ru", "Он возразил.", "According to Ershov, he objected.", ["Ershov"]),
    ],
)
def test_bodies_of_other_languages_are_no_invented_speakers(
    tongue: str, own: str, english: str, invented: list[str]
) -> None:
    assert invented_speakers(Pair(analysed(own, tongue), EnglishText(english))) == invented
