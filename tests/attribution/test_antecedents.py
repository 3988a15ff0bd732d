"""Whom a pronoun, an office or a last name stands for, where others were spoken of who say nothing."""

from __future__ import annotations

import pytest

from tests.attribution.generated import claims_of

LISTED = "Angeklagt sind der Wirt Dragan Pesic, die Köchin Cornelia Bahr und ein Kellner."


def who(text: str) -> list[str]:
    """Return whom each claim of a text is from, by the fullest name."""
    return [speaker.resolved or speaker.text for claim in claims_of(text) for speaker in claim.speakers]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Der Wirt äußerte sich nicht.", "der Wirt Dragan Pesic"),
        ("Bahr ließ mitteilen, dass sie Fragen beantworten werde.", "die Köchin Cornelia Bahr"),
    ],
)
def test_one_of_several_who_were_listed_is_that_one(sentence: str, name: str) -> None:
    assert who(f"{LISTED} {sentence}") == [name]


def test_she_is_who_was_last_named_by_a_surname_that_is_a_noun_too() -> None:
    minister = "Ministerin Gesa Maurer sagte, es werde alles geprüft."
    assert who(f"{minister}\n\nAnwohnerin Krüger verließ den Saal. „Gar nichts wird geprüft“, rief sie.") == [
        "Ministerin Gesa Maurer",
        "Anwohnerin Krüger",
    ]


@pytest.mark.parametrize("whither", ["in den Saal", "in die Runde", "ins Mikrofon"])
def test_where_to_somebody_calls_is_no_part_of_who_does(whither: str) -> None:
    assert who(f"Sie bitte um Ruhe, ruft die Vorsitzende {whither}.") == ["die Vorsitzende"]
    assert who("Man warte ab, sagen die Vertreter in den Ländern.") == ["die Vertreter in den Ländern"]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Er habe den Vertrag gekündigt, sagte der Unternehmer.", "Uwe Kestler"),
        ("Der Vertrag sei gekündigt, sagte der Unternehmer.", "der Unternehmer"),
        ("Sie habe davon nichts gewusst, sagte die Trainerin.", "die Trainerin"),
        ("Er habe den Vertrag gekündigt, sagte Unternehmer Kern.", "Unternehmer Kern"),
    ],
)
def test_he_in_what_an_office_says_is_who_was_shown_right_before(said: str, name: str) -> None:
    assert who(f"Der Sponsor Uwe Kestler steigt aus. {said}") == [
        "Der Sponsor Uwe Kestler" if name == "Uwe Kestler" else name
    ]


def test_he_in_what_an_office_says_may_be_who_spoke_before() -> None:
    text = "Uwe Kestler sagte, es sei vorbei. Er habe keine Ahnung, sagte der Unternehmer."
    assert who(text) == ["Uwe Kestler", "der Unternehmer"]


@pytest.mark.parametrize("whose", ["Unions", "Seeheims", "Nordkanals"])
def test_whose_trainer_somebody_was_is_part_of_who_they_are(whose: str) -> None:
    named = f"{whose} frühere Trainerin Ida Kern"
    assert who(f"{named} sagte, es sei gut.") == [named]
