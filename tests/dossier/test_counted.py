"""Numbers with what they count: what goes together, and what cannot both be so."""

from __future__ import annotations

import pytest

from chat.dossier.compared import compared
from chat.dossier.counted import counted


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("1.500 Lastwagen fahren", "3.000 Lastwagen fahren", True),
        ("rund 1.500 Lastwagen fahren", "1.480 Lastwagen fahren", False),
        ("fast 1.500 Lastwagen fahren", "1.480 Lastwagen fahren", False),
        ("fast 1.500 Lastwagen fahren", "1.600 Lastwagen fahren", True),
        ("mehr als 600 Mitglieder kamen", "420 Mitglieder kamen", True),
        ("mehr als 600 Mitglieder kamen", "700 Mitglieder kamen", False),
        ("höchstens 20 Stellen fallen weg", "30 Stellen fallen weg", True),
        ("nicht mehr als 80 Zettel lagen dort", "118 Zettel lagen dort", True),
        ("nicht mehr als 80 Zettel lagen dort", "50 Zettel lagen dort", False),
        ("es kostet 1,5 Millionen Euro", "es kostet 1.480.000 Euro", False),
        ("es kostet 1,5 Millionen Euro", "es kostet 1,6 Millionen Euro", True),
        ("kein Arbeitsplatz fällt weg", "90 Stellen fallen weg", True),
        ("240 Stellen fallen weg", "240 Betten fallen weg", False),
        ("90 Stellen fallen weg", "neunzig Stellen fallen weg", False),
        ("es beginnt am 3. Mai", "es beginnt am 10. Mai", True),
        ("es beginnt am 3. Mai", "es beginnt am 3. Juni", True),
        ("es beginnt am 3. Mai", "es beginnt im Mai", False),
        ("es wird 2028 fertig", "es wird 2030 fertig", True),
        ("es wird 2028 fertig", "es wird im Mai fertig", False),
    ],
)
def test_two_numbers_of_one_thing_differ_unless_they_can_be_the_same(one: str, other: str, differ: bool) -> None:
    pairs = [(a, b) for a in counted(compared(one, "de")) for b in counted(compared(other, "de"))]
    assert any(a.differs(b) for a, b in pairs) is differ
    assert any(b.differs(a) for a, b in pairs) is differ


def test_what_counts_nothing_is_no_number() -> None:
    assert counted(compared("Er kam am 3. Mai um 8 Uhr.", "de")) == counted(
        compared("Er kam am 3. Mai um 8 Uhr.", "de")
    )
    assert counted(compared("", "de")) == ()
    assert counted(compared("Die Brücke bleibt gesperrt.", "de")) == ()
