"""What a preposition reports, and whom it names."""

from __future__ import annotations

import pytest

from chat.attribution.german.prepositions import prepositional_frames
from tests.attribution.german.reading import claims_in


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("Laut der Zeitung Bote fehlt Geld.", ("der Zeitung Bote", "fehlt Geld")),
        ("Laut Klein, der gestern ankam, regnet es.", ("Klein", "regnet es")),
        ("Gemäß dem Vertrag zahlt die Stadt.", ("dem Vertrag", "zahlt die Stadt")),
        ("Die Fähre fällt, Klein zufolge, heute aus.", ("Klein", "Die Fähre fällt … heute aus")),
        ("Nach Angaben der Polizei brennt es.", ("der Polizei", "brennt es")),
        ("Nach Meinung politischer Beobachter ist das falsch.", ("politischer Beobachter", "ist das falsch")),
        (
            "Nach einer Untersuchung der Stadt ist die Brücke sicher.",
            ("einer Untersuchung der Stadt", "ist die Brücke sicher"),
        ),
        ("Aus Sicht der Händler ist die Gebühr zu hoch.", ("der Händler", "ist die Gebühr zu hoch")),
        ("Seiner Meinung nach fehlt Geld.", ("Seiner Meinung", "fehlt Geld")),
        ("Die Brücke ist sicher, so Klein.", ("Klein", "Die Brücke ist sicher")),
        ("„Die Brücke ist sicher“, so Klein.", ("Klein", "„Die Brücke ist sicher“")),
        ("Demnach fehlt Geld.", ("", "fehlt Geld")),
        ("Laut Polizei, Feuerwehr und Stadt brennt es.", ("Polizei, Feuerwehr und Stadt", "brennt es")),
        ("Kritik wird laut, die Firma und die Stadt schwiegen.", None),
        (
            "Das Fest findet nach Auskunft der Familie im Garten statt.",
            ("der Familie", "Das Fest findet … im Garten statt"),
        ),
        ("Laut der Polizei in Kiel brennt es.", ("der Polizei in Kiel", "brennt es")),
        ("Die Quote liegt laut Wahlleiterin bei 67 Prozent.", ("Wahlleiterin", "Die Quote liegt … bei 67 Prozent")),
        ("Der Täter zeigte sich laut Polizei geständig.", ("Polizei", "Der Täter zeigte sich … geständig")),
        ("Geht es nach der Ministerin, kommt das Pfand.", ("der Ministerin", "kommt das Pfand")),
        ("Geht es nach dem Regen los, ist es nass.", None),
        ("Es gab 40 Einsätze, so viele wie nie.", None),
        ("Nach Schätzung des Amts fehlt Geld.", ("Schätzung des Amts", "fehlt Geld")),
        ("Nach Einschätzung des Amts fehlt Geld.", ("des Amts", "fehlt Geld")),
        ("Nach Ansicht der „Neuen Zeitung“ fehlt Geld.", ("der „Neuen Zeitung“", "fehlt Geld")),
        ("Laut den beiden fehlt der Bank Geld.", ("den beiden", "fehlt der Bank Geld")),
        ("In den Augen der Opposition fehlt Geld.", ("der Opposition", "fehlt Geld")),
        ("Der Bau sei, so der Verband, ein Fehler.", ("der Verband", "Der Bau sei … ein Fehler")),
        (
            "Der Bau sei falsch, so Klein, Sprecher des Verbands.",
            ("Klein, Sprecher des Verbands", "Der Bau sei falsch"),
        ),
        ("Nach Angaben der Gruppe Eltern gegen Lärm fehlt Geld.", ("der Gruppe Eltern gegen Lärm", "fehlt Geld")),
    ],
)
def test_a_source_and_what_it_reports(sentence: str, claim: tuple[str, str] | None) -> None:
    assert claims_in(sentence, prepositional_frames) == ([claim] if claim else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "Nach dem Regen fehlt Geld.",
        "Nach der Untersuchung ging er heim.",
        "Aus Holz ist das Boot.",
        "Die Brücke ist sicher, so lange es trocken bleibt.",
    ],
)
def test_a_preposition_of_time_place_or_matter_reports_nothing(sentence: str) -> None:
    assert claims_in(sentence, prepositional_frames) == []
