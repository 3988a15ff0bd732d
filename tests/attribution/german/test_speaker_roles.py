"""The role that a speaker's phrase tells, in an apposition or before the name."""

from __future__ import annotations

import pytest

from chat.attribution.german.speaker_roles import role

DAHL, KLEIN = "Henrik Dahl, ein Sprecher des Hafens", "Bürgermeisterin Ruth Klein"


@pytest.mark.parametrize(
    ("phrase", "expected"),
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
def test_what_a_speaker_is(phrase: str, expected: str | None) -> None:
    assert role(phrase) == expected
