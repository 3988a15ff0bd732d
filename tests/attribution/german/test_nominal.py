"""What nouns and predicates tell, and who it is from."""

from __future__ import annotations

import pytest

from chat.attribution.german.nominal import nominal_frames
from tests.attribution.german.reading import claims_in


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        (
            "Die Forderung der Gewerkschaft, die Löhne zu erhöhen, ist alt.",
            ("der Gewerkschaft", "die Löhne zu erhöhen"),
        ),
        ("Forderungen von Anwohnern, die Straße zu sperren, wurden laut.", ("Anwohnern", "die Straße zu sperren")),
        ("Die Stadt vertrat die Ansicht, dass die Brücke hält.", ("Die Stadt", "dass die Brücke hält")),
        ("Von der Stadt wurde die Forderung erhoben, die Brücke zu sperren.", ("der Stadt", "die Brücke zu sperren")),
        ("Klein ist überzeugt, dass die Brücke hält.", ("Klein", "dass die Brücke hält")),
        ("Klein ist überzeugt: Die Brücke hält.", ("Klein", "Die Brücke hält")),
        ("Für Ohm ist klar: Die Brücke hält.", ("Ohm", "Die Brücke hält")),
        ("„Die Brücke hält“, ist sich Ohm sicher.", ("Ohm", "„Die Brücke hält“")),
        ("Die Brücke halte, ist Ohm überzeugt.", ("Ohm", "Die Brücke halte")),
        ("Klein zeigte sich zuversichtlich, den Vertrag zu halten.", ("Klein", "den Vertrag zu halten")),
        ("Es wurde bekannt, dass das Fest ausfällt.", ("", "dass das Fest ausfällt")),
    ],
)
def test_a_noun_or_a_predicate_and_what_it_tells(sentence: str, claim: tuple[str, str]) -> None:
    assert claims_in(sentence, nominal_frames) == [claim]


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Brücke ist alt, die Forderung ist neu.",
        "Der Bericht der Stadt ist lang.",
        "Die überzeugte Gegnerin sagte, dass es regnet.",
    ],
)
def test_a_noun_without_a_content_tells_nothing(sentence: str) -> None:
    assert claims_in(sentence, nominal_frames) == []
