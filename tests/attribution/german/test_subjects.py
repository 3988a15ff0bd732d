"""The subject is found on either side of its verb, by its form, by the verb's number, and by who can speak."""

from __future__ import annotations

from itertools import product

import pytest

from tests.attribution.generated import Case, Said, assert_right, claims_of

# An object, and what is said of it, with a verb for one and for many.
JUDGED = (
    ("Das Konzept", "hält", "halten", "für unausgereift"),
    ("Die Prognose", "hält", "halten", "für gewagt"),
    ("Das Papier", "nannte", "nannten", "„hilflos“"),
    ("Lindners Entwurf", "nannte", "nannten", "„mutlos“"),
    ("Die Stadt", "kritisierte", "kritisierten", "scharf"),
    ("Das Ministerium", "lobte", "lobten", "ausdrücklich"),
    ("Das Urteil", "wies", "wiesen", "als falsch zurück"),
)
TOLD = ("Mietern", "Urlaubern", "Anwohnerinnen und Anwohnern", "Jungen Eltern", "Radfahrern")
ONE = ("der Verband", "der Beirat", "er", "der neue Vorsitzende", "der Mieterverein", "der Rechnungshof")
SEVERAL = ("zwei Gutachter", "die Anwälte", "mehrere Händler")


def _behind() -> list[Case]:
    cases = []
    for (judged, one, several, how), by in product(JUDGED, (*ONE, *SEVERAL)):
        text = f"{judged} {one if by in ONE else several} {by} {how}"
        cases.append(Case(f"{text}.", (Said((by,), text),), exact=False))
    for told, by in product(TOLD, (*ONE, "die Bank")):
        cases.append(Case(f"{told} rät {by}, die Belege aufzuheben.", (Said((by,), "die Belege aufzuheben"),)))
    return cases


def test_the_subject_may_stand_behind_the_verb() -> None:
    cases = _behind()
    assert len(cases) >= 90
    assert_right(cases)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Das Ministerium kritisierte die Stadt.", "Das Ministerium"),
        ("Die Bank lobte den Verband.", "Die Bank"),
        ("Der Verband lobte die Stadt.", "Der Verband"),
        ("Die Mieter nannten die Firma „dreist“.", "Die Mieter"),
        ("Nachbarn beschreiben sie als ruhig.", "Nachbarn"),
        ("Seine Nachbarn beschreibt sie als ruhig.", "sie"),
        ("Wagners Gegner nannten ihn stur.", "Wagners Gegner"),
        ("Die Polizei bat Autofahrer um Geduld.", "Die Polizei"),
        ("Bauern raten Städtern, zu Hause zu bleiben.", "Bauern"),
        ("Allen Fahrgästen rät die Bahn, zu warten.", "die Bahn"),
        ("Betroffenen rät das Amt, zu warten.", "das Amt"),
        ("Die 30-Jährige aus Kiel bestritt die Tat.", "Die 30-Jährige aus Kiel"),
        ("Die Grünen lehnen den Plan ab.", "Die Grünen"),
        ("Der Stadt wirft der Verein vor, zu lügen.", "der Verein"),
        ("Die Regeln nannten sie „hilflos“.", "sie"),
        ("Vorschlag an den Bund Der Kreistag schlug vor, zu warten.", "Der Kreistag"),
        ("Vorwürfe der Mieter wies die Firma zurück.", "die Firma"),
        ("Mehr Personal verlangt die Klinik.", "die Klinik"),
        ("Fahrlässigkeit wirft die Anklage dem Fahrer vor.", "die Anklage"),
        ("Als Ursache nennen die Ärztinnen Stress.", "die Ärztinnen"),
        ("Als Grund nannten die Angestellten Lärm und Hitze.", "die Angestellten"),
        ("Die Abgeordneten Kaiser und Schulte nannten das dumm.", "Die Abgeordneten Kaiser"),
    ],
)
def test_the_subject_is_who_can_be_one(text: str, speaker: str) -> None:
    assert [claim.speaker.text for claim in claims_of(text) if claim.speaker][:1] == [speaker]
