"""Clauses that are themselves what is reported, and those that tell nothing."""

from __future__ import annotations

import pytest

from tests.attribution.generated import claims_of


def told(text: str) -> list[tuple[str, str, str]]:
    """Return the first speaker ("" for none), the type and the content of each claim of a text."""
    return [
        (
            claim.speakers[0].text if claim.speakers else "",
            claim.type,
            " … ".join(span.text for span in claim.content),
        )
        for claim in claims_of(text)
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Klein nannte den Entwurf „mutlos“.",
        "Klein nannte den Entwurf „einen Schlag ins Gesicht aller Mieter“.",
        "Klein bezeichnete den Entwurf als „überfällig und gerecht“.",
    ],
)
def test_what_a_thing_is_called_is_told_with_its_clause_and_in_its_words(sentence: str) -> None:
    words = sentence[sentence.index("„") : sentence.index("“") + 1]
    assert told(sentence) == [("Klein", "reported", sentence[:-1]), ("Klein", "direct", words)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Das Gericht wies die Beschwerde zurück.",
        "Der Landtag hat den Antrag abgelehnt.",
        "61 Prozent lehnten den Umbau ab.",
        "Klein wollte auf den Lärm aufmerksam machen.",
        "Klein muss sich entschuldigen.",
        "Man kann nur warnen.",
    ],
)
def test_an_act_a_share_of_people_and_what_is_only_meant_tell_nothing(sentence: str) -> None:
    assert told(sentence) == []


def test_a_plan_is_announced_and_its_verb_reports_nothing() -> None:
    (claim,) = claims_of("Die SPD will hohe Einkommen belasten.")
    assert (claim.type, claim.stance) == ("reported", "announces")


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        (
            "Brandt warb für den Neubau: Die Kinder lernten in Containern.",
            [
                ("Brandt", "reported", "Brandt warb für den Neubau"),
                ("Brandt", "indirect", "Die Kinder lernten in Containern"),
            ],
        ),
        (
            "Brandt zeigte sich erleichtert: „Es ist vorbei.“",
            [
                ("Brandt", "direct", "„Es ist vorbei.“"),
                ("Brandt", "reported", "Brandt zeigte sich erleichtert"),
            ],
        ),
    ],
)
def test_a_clause_before_a_colon_is_told_besides_what_stands_behind(
    sentence: str, claims: list[tuple[str, str, str]]
) -> None:
    assert sorted(told(sentence)) == sorted(claims)


def test_a_verb_that_an_insertion_parts_reports_the_whole() -> None:
    text = "Klein weist den Vorwurf, er lüge, zurück"
    assert told(f"{text}.") == [("Klein", "reported", text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Klein zog eine positive Bilanz.",
        "Klein nahm kein Blatt vor den Mund.",
        "Klein ist anderer Meinung.",
        "Klein sieht das weniger dramatisch.",
        "Klein erneuerte seine Kritik an der Bahn.",
        "Klein macht sich für eine Maut stark.",
        "Klein trat Gerüchten entgegen.",
        "Klein hüllte sich in Schweigen.",
        "Klein hat Fehler eingestanden.",
    ],
)
def test_a_phrase_reports_its_clause(sentence: str) -> None:
    assert told(sentence) == [("Klein", "reported", sentence[:-1])]


@pytest.mark.parametrize(
    "sentence",
    [
        "Den Vorwurf, der Verein habe gelogen, wies Klein zurück.",
        "Den Entwurf, der seit Mai vorliegt, kritisierte Klein scharf.",
    ],
)
def test_an_object_with_a_clause_before_its_verb_is_part_of_what_is_told(sentence: str) -> None:
    assert told(sentence) == [("Klein", "reported", sentence[:-1])]


@pytest.mark.parametrize(
    ("sentence", "by"),
    [
        ("Den Schaden gab die Stadt mit drei Millionen Euro an.", "die Stadt"),
        ("Die Zahl der Fische gab die Firma Nordchem mit zehn an.", "die Firma Nordchem"),
        ("Die Bürgermeisterin schließt Hilfe aus der Stadtkasse nicht aus.", "Die Bürgermeisterin"),
    ],
)
def test_what_a_number_is_given_as_and_what_is_not_ruled_out_are_told(sentence: str, by: str) -> None:
    assert (by, "reported", sentence[:-1]) in told(sentence)


@pytest.mark.parametrize("sentence", ["Er gab mit seinem Auto an.", "Der Club schloss ihn aus der Liga aus."])
def test_who_shows_off_or_throws_somebody_out_claims_nothing(sentence: str) -> None:
    assert told(sentence) == []
