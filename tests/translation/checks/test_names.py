"""Names of which a translation has no trace."""

from __future__ import annotations

import pytest

from chat.translation.checks.names import lost_names
from tests.builders import pair


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
        ("Südkorea sieht nordkoreanische Soldaten.", "South Korea sees Korean soldiers.", ["nordkoreanische"]),
        ("Südkorea sieht nordkoreanische Soldaten.", "South Korea sees soldiers from the North.", []),
        ("Westeuropa hilft Ostafrika.", "Western Europe helps Africa.", ["Ostafrika"]),
        ("An der Ostsee, im Westen und am Nordpol war Ostern.", "It was the spring holiday.", []),
        ("Süddeutsche Zeitung meldet Streit.", "Süddeutsche Zeitung reports a dispute.", []),
        ("Das meldet der Norddeutsche Rundfunk.", "This is what the NDR reports.", []),
        ("Nordische Länder und eine Weste, ein Ostergeschenk.", "Scandinavian countries and a vest, a present.", []),
    ],
)
def test_names_that_are_lost(german: str, english: str, names: list[str]) -> None:
    assert lost_names(pair(german, english)) == names
