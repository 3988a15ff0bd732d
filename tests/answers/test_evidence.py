"""Whether a sentence answers a question is told by what is asked for, and never by its likeness alone."""

from __future__ import annotations

import pytest

from chat.answers.evidence import Asked, answers, is_about, lacks_the_number, leans_back
from tests.builders import sentence

BRIDGE = sentence(1, "Die Brücke wurde 1998 von Anna Vogt gebaut.", "The bridge was built by Anna Vogt in 1998.")
CARS = sentence(2, "Täglich fahren 12.500 Autos darüber.", "Every day 12,500 cars cross it.")
FERRY = sentence(3, "Die Fähre fährt nach Sandholm.", "The ferry goes to Sandholm.")
WEAPONS = sentence(4, "Die Lieferung Österreichs bliebe defensiv.", "Weapon deliveries of Austria would be defensive.")
ARTICLE = [BRIDGE, CARS, FERRY]


@pytest.mark.parametrize(
    ("question", "asked_of", "expected"),
    [
        ("When was the bridge built?", BRIDGE, True),
        ("Who built the bridge?", BRIDGE, True),
        ("How many cars cross it every day?", CARS, True),
        ("How many different cars cross it every day?", CARS, True),
        ("How many tanks cross it every day?", CARS, False),
        ("How many North Korean tanks cross it every day?", CARS, False),
        ("When does the ferry go to Sandholm?", FERRY, False),
        ("Who goes to Sandholm?", FERRY, False),
        ("Where is the ferry?", FERRY, True),
        ("What do elephants eat?", FERRY, False),
        ("How old is Anna Vogt?", BRIDGE, False),
        ("Which party does Anna Vogt belong to?", BRIDGE, False),
        ("Where was Anna Vogt born?", BRIDGE, False),
        ("Why was the bridge built?", BRIDGE, False),
        ("Is the bridge bankrupt?", BRIDGE, False),
        ("Would Austria deliver offensive weapons?", WEAPONS, True),
        ("Would Austria deliver medical food?", WEAPONS, False),
        ("Who would deliver offensive ships?", WEAPONS, False),
    ],
)
def test_a_sentence_answers_what_it_has(question: str, asked_of: object, expected: bool) -> None:
    assert answers(Asked(question), asked_of, ARTICLE, similar=0.0) is expected  # type: ignore[arg-type]


def test_likeness_alone_decides_nothing() -> None:
    assert not answers(Asked("What do elephants eat?"), FERRY, ARTICLE, similar=0.99)


def test_a_statement_about_somebody_else_is_not_about_the_question() -> None:
    assert is_about(Asked("Who is Anna Vogt?"), "Anna Vogt built the bridge.", [BRIDGE], similar=0.0)
    assert not is_about(Asked("Who is Peter Klein?"), "The bridge was built in 1998.", [BRIDGE], similar=0.9)
    assert not is_about(Asked("Who pays for the school?"), "The bridge was built in 1998.", [BRIDGE], similar=0.1)


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("How many cars cross it?", "A tenth of the cars are lorries.", True),
        ("How many cars cross it?", "The cars cross it every day.", True),
        ("How many cars cross it?", "12,500 cars cross it, a tenth of them lorries.", False),
        ("How many cars cross it?", "Forty cars cross it.", False),
        ("How many cars cross it?", "None do.", False),
        ("How many of the cars are lorries?", "A tenth are.", False),
        ("Who crosses it?", "Cars do.", False),
    ],
)
def test_a_share_is_no_number_of_things(question: str, text: str, expected: bool) -> None:
    assert lacks_the_number(question, text) is expected


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("He is the oldest player.", True),
        ("With 39 years, he is the oldest player.", True),
        ("However, they won.", True),
        ("Klein says it is late.", False),
        ("Its roof leaks.", True),
        ("The bridge is closed.", False),
    ],
)
def test_a_sentence_with_a_pronoun_for_its_subject_leans_back(english: str, expected: bool) -> None:
    assert leans_back(sentence(1, "Satz.", english)) is expected
