"""Who acts on whom."""

from __future__ import annotations

import pytest

from chat.translation.checks.agents import turned_round
from tests.builders import pair


@pytest.mark.parametrize(
    ("german", "english", "exchanged"),
    [
        (
            "Den Minister kritisierte die Opposition.",
            "The minister criticised the opposition.",
            ("Minister", "minister"),
        ),
        ("Den Minister kritisierte die Opposition.", "The opposition criticised the minister.", None),
        ("Den Minister kritisierte die Opposition.", "The minister was criticised by the opposition.", None),
        ("Dem Senat widersprach Klein heftig.", "The senate strongly contradicted Klein.", ("Senat", "senate")),
        ("Der Minister kritisierte die Opposition.", "The minister criticised the opposition.", None),
        ("Der Fahrer wurde von der Polizei gestoppt.", "The driver stopped the police.", ("Polizei", "police")),
        ("Der Fahrer wurde von der Polizei gestoppt.", "The police stopped the driver.", None),
        ("Der Fahrer wurde von der Polizei gestoppt.", "The driver was stopped by police.", None),
        ("Von der Polizei wurde er gestoppt.", "He stopped the police in the end, near town.", ("Polizei", "police")),
        ("Der Sprecher von Klein wurde gewählt.", "The spokesman of Klein won.", None),
        (
            "Russland bot im Austausch für nordkoreanische Truppen Geld an.",
            "Russia offered North Korean troops money in exchange for support.",
            ("im Austausch für", "in exchange for"),
        ),
        (
            "Russland bot im Austausch für nordkoreanische Truppen Geld an.",
            "Russia offered money in exchange for North Korean troops.",
            None,
        ),
        (
            "Russland bot im Austausch für nordkoreanische Truppen Geld an.",
            "Russia offered North Korean troops money.",
            ("im Austausch für", ""),
        ),
        ("Im Gegenzug für das Geld kamen Truppen.", "Troops came, and were traded for the money.", None),
        ("Den Hund biss der Mann.", "The dog bit the man.", None),  # no office, no name
    ],
)
def test_the_parts_that_are_exchanged(german: str, english: str, exchanged: tuple[str, str] | None) -> None:
    assert turned_round(pair(german, english)) == exchanged
