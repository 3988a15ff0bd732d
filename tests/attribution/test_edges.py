"""Where a speaker's phrase begins and ends: age, "selbst" and namelessness are theirs, place and occasion are not."""

from __future__ import annotations

from itertools import product

import pytest

from tests.attribution.generated import Case, Said, assert_right, claims_of

SPEAKERS = (
    "Ruth Maurer, 74",
    "Bäckermeister Jan Holl, 58",
    "meine Tante, 91",
    "Maurer selbst",
    "der Trainer selbst",
    "die beiden",
    "ein anderer",
    "die anderen",
    "Fachleute wie Jan Holl",
    "ein Diplomat, der ungenannt bleiben wollte",
    "eine Beamtin, die anonym bleiben will",
    "der Vorsitzende der Liste Die Aktiven",
    "die Sprecherin der Liste Die Aktiven, Ruth Maurer",
    "ein Helfer der Gruppe Eltern gegen Lärm",
    "der Vorstand der Nordwerft AG",
)
BEHIND = (
    "in seinem Schlusswort",
    "in ihrer Laudatio",
    "in seinem letzten Wort",
    "am Montagabend",
    "bei einer Betriebsversammlung",
    "im Ausschuss",
    "unter Berufung auf zwei Beamte",
)
OFFICES = ("Ortsvorsteher Jan Pohl", "Vereinschefin Ruth Lang", "die Soziologin Lea Brandt", "der 58-Jährige")


def _whole() -> list[Case]:
    cases = []
    for by in SPEAKERS:
        up = by[:1].upper() + by[1:]
        verb, plural = (
            ("sagten", "betonten") if by.startswith(("die beiden", "die anderen", "Fachl")) else ("sagte", "betonte")
        )
        parted = "," if ", " in by and not by.endswith("Maurer") else ""
        cases += [
            Case(f"„Das Dach ist undicht“, {verb} {by}.", (Said((by,), "„Das Dach ist undicht“"),)),
            Case(f"Das Dach sei undicht, {verb} {by}.", (Said((by,), "Das Dach sei undicht"),)),
            Case(f"{up}{parted} {plural}, dass das Dach undicht ist.", (Said((up,), "dass das Dach undicht ist"),)),
        ]
    for by, behind in product(OFFICES, BEHIND):
        cases.append(Case(f"Das Dach sei undicht, sagte {by} {behind}.", (Said((by,), "Das Dach sei undicht"),)))
    return cases


def test_a_speaker_has_all_that_is_theirs_and_no_more() -> None:
    cases = _whole()
    assert len(cases) >= 70
    assert_right(cases)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Gut unterrichtete Diplomaten sagten, es eile.", ["Gut unterrichtete Diplomaten"]),
        ("Im Ausland lebende Autoren sagten, es eile.", ["Im Ausland lebende Autoren"]),
        ("Im alten Rathaus sagten Händler, es eile.", ["Händler"]),
        ("Gestern sagten Händler, es eile.", ["Händler"]),
        ("Die Hirten auf den Almen sagten, es eile.", ["Die Hirten auf den Almen"]),
        ("Der Hirte am Montag sagte, es eile.", ["Der Hirte"]),
        ("Dieser, der frühere Trainer Karl Auer, bestritt das.", ["Dieser, der frühere Trainer Karl Auer"]),
        ("„Er fehlt“, sagte Präsidentin Ida Berg der Witwe.", ["Präsidentin Ida Berg"]),
        ("Ohm sagte selbst, es eile.", ["Ohm"]),
        ("Selbst Ohm sagte, es eile.", ["Ohm"]),
        ("Laut der Agentur unter Berufung auf Zeugen brennt es.", ["der Agentur"]),
        ("Der Plan ist gut. Davon geht Jan Ohm, der neue Trainer, aus.", ["Jan Ohm, der neue Trainer"]),
    ],
)
def test_a_speaker_begins_and_ends_where_the_sentence_has_it(text: str, speakers: list[str]) -> None:
    assert [claim.speaker.text for claim in claims_of(text) if claim.speaker] == speakers


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Laut der im „Neuen Anzeiger“ erschienenen Arbeit eilt es.", ["der im „Neuen Anzeiger“ erschienenen Arbeit"]),
        ("Ob sich der Umbau verzögert, vermochte das Bauamt nicht zu sagen.", ["das Bauamt"]),
        ("Imker Gian Derungs hingegen findet, es sei gut.", ["Imker Gian Derungs"]),
        ("US-Konzern Nordex bestätigt den Verkauf.", ["US-Konzern Nordex"]),
        ("Da kam Bezirksleiter Rico Palm, der die Mitglieder zu einer Kundgebung aufrief.", ["der"]),
        ("Da kam die Malerin Ida Palm, der die Stadt einen Skandal vorwarf.", ["die Stadt"]),
        ("Im März hatten die Forscher noch ein Plus vorhergesagt.", ["die Forscher"]),
        ("Das sei wenig, sagte die Soziologin Lea Brandt in einer Umfrage.", ["die Soziologin Lea Brandt"]),
        ("Es dürfte nach Angaben des Amts für Kryologie mehr Eis fehlen.", ["des Amts für Kryologie"]),
    ],
)
def test_a_name_and_an_attribute_are_read_for_what_they_are(text: str, speakers: list[str]) -> None:
    assert [claim.speaker.text for claim in claims_of(text) if claim.speaker] == speakers


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Ida Palm, Sprecherin der Stadt sagte, es eile.", ["Ida Palm, Sprecherin der Stadt"]),
        ("Die Sprecherin der Stadt, Ida Palm sagte, es eile.", ["Die Sprecherin der Stadt, Ida Palm"]),
        ("Ohm sagte, Palm habe gelogen.", ["Ohm"]),
        ("Der Trainer sagte, Minister Palm sei da.", ["Der Trainer"]),
        ("Es hat nach ersten Angaben Verletzte gegeben.", ["ersten Angaben"]),
        ("„Wir gehen“, sagte der Chef der Werft, Direktor Jan Palm heute.", ["der Chef der Werft, Direktor Jan Palm"]),
        ("Das Magazin Der Falke berichtet, es eile.", ["Das Magazin Der Falke"]),
    ],
)
def test_an_apposition_needs_no_second_comma(text: str, speakers: list[str]) -> None:
    assert [claim.speaker.text for claim in claims_of(text) if claim.speaker] == speakers
