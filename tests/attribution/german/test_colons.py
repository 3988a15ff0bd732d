"""Who speaks behind a colon."""

from __future__ import annotations

import pytest

from chat.attribution.german.colons import pronoun_of, speaker_before_colon
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


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Bürgermeister Seidel: Keine Gefahr für das Trinkwasser", "Bürgermeister Seidel"),
        ("Kanzler: Deutschland muss mehr tun", "Kanzler"),
        ("Rückendeckung erhält sie von Minister Ohm: „Sie macht das sehr gut.“", "Minister Ohm"),
        ("Regie: Hans Meier und Klaus Otto", None),
        ("Schiedsrichter: Felix Brych (München)", None),
        ("Unfall: Mann stirbt", None),
    ],
)
def test_a_person_before_a_colon_says_what_a_headline_tells(text: str, speaker: str | None) -> None:
    assert [claim.speakers[0].text for claim in claims_of(text)] == ([speaker] if speaker else [])


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
