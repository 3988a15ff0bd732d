"""Who speaks behind a colon."""

from __future__ import annotations

import pytest

from chat.attribution.german.colons import (
    colon_of,
    owned_statement,
    pronoun_of,
    speaker_before_colon,
    up_to_colon,
)
from chat.attribution.german.frames import verb_frames
from tests.attribution.generated import Case, Said, assert_right, claims_of
from tests.attribution.german.reading import clauses_of

PEOPLE = ["Okafor", "Ruth Klein", "Kurz", "Ahrens", "Minister Ohm", "Arslan", "Sommer"]
NOUNS = ["Fazit", "Antwort", "Kommentar", "Bilanz", "Forderung", "Reaktion", "Motto", "Kritik", "Lebensmotto"]
NEUTER = ("Fazit", "Motto")
QUOTED = "„Wir haben viel zu lange auf das Geld gewartet.“"


def article(noun: str) -> str:
    return "Das" if noun.endswith(("fazit", "Fazit", "motto", "Motto")) else "Der" if noun == "Kommentar" else "Die"


def genitive(name: str) -> str | None:
    return None if name.endswith(("s", "z")) else f"{name}s"


def cases() -> list[Case]:
    made = []
    for number, noun in enumerate(NOUNS):
        for name in PEOPLE[number % 2 :: 2]:
            made.append(Case(f"{article(noun)} {noun} von {name}: {QUOTED}", (Said((name,), QUOTED, "says"),)))
            if (owned := genitive(name)) and " " not in name:
                made.append(Case(f"{owned} {noun}: {QUOTED}", (Said((name,), QUOTED, "says"),)))
        for person in ("der Ministerin", "des Trainers", "der Feuerwehr"):
            made.append(Case(f"{article(noun)} {noun} {person}: {QUOTED}", (Said((person,), QUOTED, "says"),)))
    for name in ("Okafor", "Ahrens", "der Polizei", "der Trainerin Olga Weiß"):
        for opening in ("Ganz anders die Stimmung bei", "Gut ist die Stimmung bei", "Eisig dagegen die Stimmung bei"):
            made.append(Case(f"{opening} {name}: {QUOTED}", (Said((name,), QUOTED, "says"),)))
    return made


def test_behind_a_colon_speaks_whoever_the_answer_is_from() -> None:
    assert_right(cases())


@pytest.mark.parametrize(("possessive", "speaker"), [("Sein", "Jens Ohm"), ("Ihr", "Die Ärztin Ruth Klein")])
@pytest.mark.parametrize("noun", ["Fazit", "Motto", "Kommentar"])
def test_a_possessive_is_the_last_speakers(possessive: str, speaker: str, noun: str) -> None:
    found = claims_of(f"{speaker} sagte, dass es weitergehe. {possessive} {noun}: {QUOTED}")
    assert [claim.speaker and claim.speaker.text for claim in found] == [speaker, speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Der Grund: Es fehlt Geld.",
        "Die Folge: Der Hafen bleibt zu.",
        "Das Ergebnis: ein Loch im Dach.",
        "Das Problem: Niemand hat den Schlüssel.",
        "Sein Ziel: ein Sieg.",
        "Das Fazit: Der Umbau war zu teuer.",
    ],
)
def test_what_is_no_speech_claims_nothing(text: str) -> None:
    assert claims_of(f"Jens Ohm sagte, dass es weitergehe. {text}")[1:] == ()


def test_free_speech_behind_a_noun_is_the_last_speakers() -> None:
    found = claims_of("Jens Ohm sagte, dass der Hafen schließe. Die Begründung: Die Schleuse sei marode.")
    assert [claim.speaker and claim.speaker.text for claim in found] == ["Jens Ohm", "Jens Ohm"]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Die Stadt reagierte gereizt: „Nein.“", "Die Stadt"),
        ("Das Interview mit Ute Bahr: „Wir warten.“", "Ute Bahr"),
        ("Die Stimmung bei Regen: „Schlecht.“", None),
        ("Die Reaktion auf Ohm: „Nein.“", None),
    ],
)
def test_the_subject_speaks_unless_it_is_what_is_said(sentence: str, speaker: str | None) -> None:
    clauses = clauses_of(sentence)
    colon = next(at for at, token in enumerate(clauses.tokens) if token.text == ":")
    span = speaker_before_colon(clauses, colon)
    assert (sentence[slice(*span)] if span else None) == speaker


def test_a_possessive_has_its_pronoun() -> None:
    assert [pronoun_of(phrase) for phrase in ("Sein Fazit", "Ihre Bilanz", "Das Fazit", "")] == [
        "er",
        "sie",
        None,
        None,
    ]


CLAUSES = [
    ("Für {} steht fest", "den Landrat", "den Landrat"),
    ("Für {} ist das ein Schlag", "die Bauern", "die Bauern"),
    ("Für {} liegt der Fall anders", "Trainer Bosse", "Trainer Bosse"),
    ("{} reicht das nicht", "Den Grünen", "Den Grünen"),
    ("{} ist das zu wenig", "Dem Mieterbund", "Dem Mieterbund"),
    ("{} geht der Entwurf zu weit", "Der Gewerkschaft", "Der Gewerkschaft"),
    ("Auch aus {} kommen Zweifel", "dem Ministerium", "dem Ministerium"),
    ("Aus {} ist Unmut zu hören", "der Fraktion", "der Fraktion"),
    ("Bei {} herrscht Ärger", "den Händlern", "den Händlern"),
    ("Kritik kommt von {}", "der Kirche", "der Kirche"),
    ("Widerspruch gab es vom {}", "Bauernverband", "Bauernverband"),
    ("{} gibt sich zuversichtlich", "Werkschef Ivo Tanner", "Werkschef Ivo Tanner"),
    ("{} winkte ab", "Der Gemeinderat", "Der Gemeinderat"),
    ("Ganz anders {}", "Ministerin Gut", "Ministerin Gut"),
    ("Das Argument {}", "der Befürworter", "der Befürworter"),
    ("{} zuckt mit den Schultern", "Der Wirt", "Der Wirt"),
]
IN_THE_KONJUNKTIV = [
    "Die Brücke müsse noch heuer saniert werden",
    "Ohne Zuschüsse könne kein Hof überleben",
    "Man sei nicht gefragt worden",
    "Wenn das Land nicht zahle, müsse es eben ohne gehen",
]


@pytest.mark.parametrize(("clause", "person", "speaker"), CLAUSES)
def test_behind_a_clause_speaks_whom_it_tells_of(clause: str, person: str, speaker: str) -> None:
    assert_right(
        [
            Case(f"{clause.format(person)}: {told}.", (Said((speaker,), told, also={"type": "indirect"}),), exact=False)
            for told in IN_THE_KONJUNKTIV
        ]
    )


@pytest.mark.parametrize("person", ["Seine Kollegin", "Ihr Bruder", "Sein Anwalt"])
def test_a_person_with_a_possessive_speaks_for_themselves(person: str) -> None:
    found = claims_of(f"Jens Ohm sagte, dass es weitergehe. {person} widerspricht: Dafür sei es zu spät.")
    assert [claim.speakers[0].text for claim in found] == ["Jens Ohm", person]


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("„Talbote“", "„Talbote“"),
        ("„Neue Post“ (Aalfeld)", "„Neue Post“ (Aalfeld)"),
        ("TAGESPOST (Aalfeld)", "TAGESPOST (Aalfeld)"),
        ("Wendt", "Wendt"),
        ("DAS ECHO (Linnau)", "DAS ECHO (Linnau)"),
        ("Zwischenruf aus den Reihen der Union", "den Reihen der Union"),
        ("Zuruf von den Grünen", "den Grünen"),
        ("Dazu Kämmerer Prof. Dr. Jost Ahl", "Kämmerer Prof. Dr. Jost Ahl"),
    ],
)
@pytest.mark.parametrize("quoted", ["„Der Kanzler spielt auf Zeit.“", "„Das war abzusehen. Und es wird sich rächen.“"])
def test_a_label_or_a_phrase_before_a_quotation_names_who_speaks(label: str, speaker: str, quoted: str) -> None:
    found = claims_of(f"Die Stadt sagte, sie prüfe das.\n\n{label}: {quoted}")
    assert [(claim.speakers[0].text, claim.content[0].text) for claim in found[1:]] == [(speaker, quoted)]


@pytest.mark.parametrize(
    ("text", "speaker", "stance"),
    [
        ("Die Forderung der Gewerkschaft: zwölf Prozent mehr Lohn.", "der Gewerkschaft", "demands"),
        ("Die Kritik der Opposition: Der Etat ist schöngerechnet.", "der Opposition", None),
        ("Das Fazit von Ruth Klein: Das Stück ist zu lang.", "Ruth Klein", "says"),
        ("Okafors Rat: mehr trinken und weniger reden.", "Okafor", "says"),
    ],
)
def test_a_noun_before_a_colon_tells_whose_statement_it_is(text: str, speaker: str, stance: str | None) -> None:
    (claim,) = claims_of(text)
    assert claim.speakers[0].text == speaker
    assert claim.content[0].text == text.split(": ")[1].rstrip(".")
    assert stance in (None, claim.stance)


@pytest.mark.parametrize(
    "text", ["Die Bilanz der Polizei: 14 Verletzte.", "Die Antwort: niemand.", "Der Vorwurf: Untreue in 14 Fällen."]
)
def test_a_noun_of_nobody_and_a_count_are_no_statements(text: str) -> None:
    clauses = clauses_of(text)
    assert owned_statement(clauses, colon_of(clauses) or 0) is None


def test_whoever_has_a_relative_clause_behind_them_speaks_behind_the_colon() -> None:
    found = claims_of("Ein Rentner, der seinen Namen nicht nennen will, winkt ab: „Alles Theater.“")
    assert "Ein Rentner" in found[-1].speakers[0].text


def test_a_topic_before_a_quotation_leaves_it_to_the_last_speaker() -> None:
    found = claims_of("Trainer Bosse sagte, er sei müde. Halbzeit: „Das reicht noch lange nicht.“")
    assert [claim.speakers[0].text for claim in found] == ["Trainer Bosse", "Trainer Bosse"]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "Händlerin Iva Moor wirft der Stadt vor, den Bau zu verschleppen: „Hier arbeitet niemand.“",
            ["den Bau zu verschleppen", "„Hier arbeitet niemand.“"],
        ),
        (
            "Die Regierung verteidigt den Schritt: Er sei notwendig.",
            ["Die Regierung verteidigt den Schritt", "Er sei notwendig"],
        ),
    ],
)
def test_what_is_said_behind_a_colon_is_a_claim_of_its_own(text: str, contents: list[str]) -> None:
    assert [claim.content[0].text for claim in claims_of(text)] == contents


def test_a_claim_ends_at_the_colon_before_a_quotation() -> None:
    text = "Iva Moor wirft der Stadt vor, den Bau zu verschleppen: „Hier arbeitet niemand.“"
    clauses = clauses_of(text)
    (claim,) = verb_frames(clauses, 1, None)
    assert text[slice(*up_to_colon(clauses, claim).content[0])] == "den Bau zu verschleppen"
