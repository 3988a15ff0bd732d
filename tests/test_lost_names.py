"""Names of which a translation has no trace."""

from __future__ import annotations

import pytest

from chat.lost_names import lost_names


@pytest.mark.parametrize(
    ("german", "english", "names"),
    [
        ("Gestern kam Minister Jochen Perlitz nach Wien.", "Minister Jochen Berger came to Vienna.", ["Perlitz"]),
        ("Gestern kam Minister Jochen Perlitz nach Wien.", "Minister Jochen Perlitz came to Vienna.", []),
        ("Das sagte Präsident Selenskij.", "President Zelenskyy said so.", []),
        ("Er sprach über Merkels Pläne.", "He spoke about Merkel's plans.", []),
        ("Das Treffen der G20-Staaten beginnt.", "The meeting begins.", ["G20"]),
        ("Das Treffen der G20-Staaten beginnt.", "The meeting of the G20 begins.", []),
        ("Es sind 40 km2 in den 90er Jahren.", "It was 40 square kilometres in the nineties.", []),
        ("Der Zug fuhr durch Norddeutschland.", "The train went through northern Germany.", []),
    ],
)
def test_names_that_are_lost(german: str, english: str, names: list[str]) -> None:
    assert lost_names(german, english) == names
