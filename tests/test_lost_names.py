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
        ("Der Zug fuhr durch Norddeutschland.", "The train went through northern Germany.", []),
    ],
)
def test_names_that_are_lost(german: str, english: str, names: list[str]) -> None:
    assert lost_names(german, english) == names
