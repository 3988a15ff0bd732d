"""Who claims what, answered from the ledger: the right speaker, their words, and nothing where there is none."""

from __future__ import annotations

import pytest

from chat.answers.attributed import Attributions
from chat.answers.questions import understand
from chat.article import paragraphs, sentences
from chat.attribution import ledger
from chat.attribution.engine import find_claims
from chat.attribution.english_side import in_english

PAIRS = [
    ("Die Bürgermeisterin Ruth Klein sagte, die Brücke sei sicher.", "Mayor Ruth Klein said the bridge was safe."),
    (
        "Der Sprecher des Hafens, Henrik Dahl, warnte, dass 400 Stellen wegfallen könnten.",
        "The port's spokesman, Henrik Dahl, warned that 400 jobs could be lost.",
    ),
    ("Klein wies die Behauptung von Dahl zurück.", "Klein rejected Dahl's claim."),
    ("Die russische Regierung nannte den Plan „gewagt“.", "The Russian government called the plan “daring”."),
    ("Das Bundesgericht bestätigte, dass es keine Strafe gibt.", "The Federal Court confirmed that there is no fine."),
    ("Die Elbe ist 1.094 Kilometer lang.", "The Elbe is 1,094 kilometres long."),
]


@pytest.fixture(scope="module")
def attributions() -> Attributions:
    built = paragraphs.build(" ".join(german for german, _ in PAIRS), max_characters=10_000)
    translated = [
        sentence.model_copy(update={"english": english})
        for sentence, (_, english) in zip(sentences.split(built), PAIRS, strict=True)
    ]
    claims = in_english(find_claims(built, translated), translated)
    return Attributions(claims, ledger.build(claims, translated), translated)


@pytest.mark.parametrize(
    ("question", "speakers", "cited"),
    [
        ("Who says the bridge is safe?", ["Ruth Klein"], {1}),
        ("Who warns of job losses?", ["Henrik Dahl"], {2}),
        ("Who says that 400 jobs could be lost?", ["Henrik Dahl"], {2}),
        ("Who denies the claims?", ["Ruth Klein"], {3}),
        ("What does Klein say about the bridge?", ["Ruth Klein"], {1}),
        ("What does the port's spokesman say?", ["Henrik Dahl"], {2}),
        ("What does the Federal Court say about a fine?", ["The Federal Court"], {5}),
        ("What does Russia say?", ["The Russian government"], {4}),
        ("Who calls the plan daring?", ["The Russian government"], {4}),
        ("Do Klein and Dahl disagree?", ["Henrik Dahl", "Ruth Klein"], {2, 3}),
        ("Is it confirmed that 400 jobs are lost?", ["Henrik Dahl", "Ruth Klein"], {2, 3}),
    ],
)
def test_claims_are_told_with_their_speakers(
    attributions: Attributions, question: str, speakers: list[str], cited: set[int]
) -> None:
    answer = attributions.answer(understand(question))
    assert answer is not None
    assert list(answer.speakers) == speakers
    assert {number for _, numbers in answer.statements for number in numbers} == cited


@pytest.mark.parametrize(
    "question",
    [
        "Who says that 500 jobs could be lost?",
        "Who says the school is closed?",
        "What does Angela Merkel say?",
        "What does China say?",
        "Who announces a strike?",
        "What does the Russian opposition say?",
        "What does the German government say?",
        "What does William Klein say?",
        "What does the spokesman for the court say?",
        "Who praises the plan?",
        "What does the mayor deny about 500 jobs?",
        "Is it confirmed that there is a fine?",
        "Do Klein and Merkel disagree?",
        "Is there disagreement about the hospital?",
        "How long is the Elbe?",
    ],
)
def test_what_nobody_claims_has_no_answer(attributions: Attributions, question: str) -> None:
    assert attributions.answer(understand(question)) is None


def test_what_nobody_confirms_is_told_as_reported(attributions: Attributions) -> None:
    answer = attributions.answer(understand("Is it confirmed that 400 jobs are lost?"))
    assert answer and answer.statements[0][0].startswith("The article reports it as what others say; nobody")
