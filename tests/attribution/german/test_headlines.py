"""Who says what stands behind the colon of a headline, and which headlines name nobody."""

from __future__ import annotations

from itertools import product

import pytest

from chat.attribution.german.colons import colon_of
from chat.attribution.german.headlines import headline_frame, headline_speaker, quotation_frame
from tests.attribution.generated import Case, Said, assert_right, claims_of
from tests.attribution.german.reading import claims_in, clauses_of

SOURCES = [
    "Landrat Oppermann",
    "Kämmerin Fröhlich",
    "Umweltminister Dr. Ivo Tanner",
    "Virologin Petra Haas",
    "Petra Haas (SPD)",
    "Wahlleiterin",
    "Ökonom",
    "Fachleute",
    "Augenzeugen",
    "Regierungskreise",
    "Deutscher Wetterdienst",
    "Staatsanwaltschaft",
    "Umweltverband",
    "EU-Kommission",
    "Kreml",
    "DRK",
    "Arbeitgeber",
    "Gutachten",
    "Medienbericht",
    "Bericht des Rechnungshofs",
]
TOLD = [
    "Brücke wird morgen gesperrt",
    "Kasse reicht nur bis Oktober",
    "Millionen wurden falsch verbucht",
    "Kein Treffen mit der Opposition geplant",
    "Drei Verletzte außer Lebensgefahr",
]
MARKS = [("", ""), ("09.12 Uhr: ", ""), ("17:20 Uhr | ", ""), ("+++ 9.05 Uhr: ", " +++"), ("+++ ", " (11.30 Uhr) +++")]


@pytest.mark.parametrize(("before", "behind"), MARKS)
def test_what_a_headline_tells_is_from_whoever_stands_before_its_colon(before: str, behind: str) -> None:
    also: dict[str, object] = {"type": "indirect"}
    assert_right(
        [
            Case(f"{before}{source}: {told}{behind}", (Said((source,), told, "says", also),))
            for source, told in product(SOURCES, TOLD)
        ]
    )


@pytest.mark.parametrize(
    "headline",
    [
        "Wetter: Sturm zieht über den Norden",
        "Handball: Frauen steigen auf",
        "Kiel: Mann stürzt vom Balkon",
        "Kommentar: Ein Etat ohne Mut",
        "Rentenstreit: Koalition vertagt die Entscheidung",
        "Streit um Windpark Seeblick: Gemeinde zieht vor Gericht",
        "Weniger Lärm, mehr Bäume: Mit diesem Plan will die Stadt punkten",
        "Neue Ministerin: Petra Haas übernimmt das Ressort",
        "Polizei-Einsatz: Schule wird geräumt",
        "Kanzler in Paris: Treffen dauert drei Stunden",
        "Fall Wendt: Prozess beginnt im Mai",
        "Umfrage: Was denken Sie?",
        "Experten: So wird der Rasen grün",
        "Feuerwehr: Neue Leiter",
        "Trainer: Horst Bosse",
        "Trainer: Horst Bosse, seit 2020",
        "Polizei: 110",
    ],
)
def test_a_topic_says_nothing(headline: str) -> None:
    clauses = clauses_of(headline)
    assert headline_speaker(clauses, colon_of(clauses) or 0) is None
    assert claims_in(headline, headline_frame) == []
    assert claims_of(f"{headline}\n\nDas war so.") == ()


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("Minister Noack zu Maut: Das ist unfair", "Minister Noack"),
        ("Zeuge im Mordprozess: Angeklagter war nicht am Tatort", "Zeuge"),
        ("Wirtin Resi Lang: Das Lokal bleibt zu", "Wirtin Resi Lang"),
        ("Eltern: Schule hat uns belogen", "Eltern"),
        ("Schüler: Schule wird geschlossen", None),
        ("Kanzler zu Besuch: Stadt wird gesperrt", None),
        ("Minister unter Druck: Koalition zerfällt", None),
        ("„Talbote“: Minister plante Rücktritt", "„Talbote“"),
        ("„Waldlied“: Theater zeigt neues Stück", None),
    ],
)
def test_a_label_may_have_a_topic_behind_it_and_tell_of_ones_own(headline: str, speaker: str | None) -> None:
    told = [claim for claim in claims_of(headline) if claim.content[0].text in headline.split(": ", 1)[1:]]
    assert [claim.speakers[0].text for claim in told] == ([speaker] if speaker else [])


def test_a_claim_within_a_headline_is_told_only_once() -> None:
    (claim,) = claims_of("Umfrage: Jeder Zweite will weniger arbeiten")
    assert (claim.speakers[0].text, claim.type) == ("Umfrage", "indirect")


@pytest.mark.parametrize("quotation", ["„Kein Cent mehr“", "„Ohne uns läuft hier nichts“", "„Das wird eng“"])
@pytest.mark.parametrize(
    "rest",
    ["bleibt hart", "zeigt sich vor dem Werkstor entschlossen", "reagiert gelassen", "vor dem Derby", "über das Geld"],
)
@pytest.mark.parametrize("mark", [" –", ":"])
def test_a_quotation_is_from_whoever_shows_how_it_is_meant(quotation: str, mark: str, rest: str) -> None:
    people = ("Ministerin Jana Roth", "Trainer Bosse", "Betriebsrätin Milena Horn")
    assert_right(
        [Case(f"{quotation}{mark} {who} {rest}", (Said((who,), quotation, also={"type": "direct"}),)) for who in people]
    )


@pytest.mark.parametrize(
    "text", ["„Die Brücke“ – Regisseurin Haas bleibt dabei", "„Das wird eng“ – Regen bis Sonntag", "„Das wird eng“"]
)
def test_a_title_is_nobodys_quotation(text: str) -> None:
    assert claims_in(text, quotation_frame) == []


@pytest.mark.parametrize("statement", ["Keine Angst vor dem Wolf", "Zwei Tote nach Lawine", "Schulen wieder offen"])
@pytest.mark.parametrize("frame", ["sagt Försterin Hauck", "meldet die Bergwacht", "meint Landrat Krug"])
def test_a_statement_without_a_verb_stands_before_its_frame(statement: str, frame: str) -> None:
    (claim,) = claims_of(f"{statement}, {frame}")
    assert claim.content[0].text == statement
    assert claim.speakers[0].text == frame.split(maxsplit=1)[1]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Sichtlich bewegt, sagte Trapp, dass er gehe.", ["dass er gehe"]),
        ("Die Arme verschränkt, sagte Trapp: „Nein.“", ["„Nein.“"]),
        ("Am Montag, sagte Trapp, komme der Bagger.", ["Am Montag", "komme der Bagger"]),
    ],
)
def test_what_stands_before_a_frame_with_more_behind_it_is_no_statement(text: str, content: list[str]) -> None:
    (claim,) = claims_of(text)
    assert [span.text for span in claim.content] == content
