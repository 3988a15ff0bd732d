"""Who claims what, answered from the ledger: the right speaker, their words, and nothing where there is none."""

from __future__ import annotations

import pytest

from chat.answers.attributed import Attributions
from chat.answers.understanding.questions import understand
from chat.article import paragraphs, sentences
from chat.article.analysed import AnalysedArticle
from chat.attribution import ledger
from chat.attribution.engine import find_claims
from chat.attribution.translated.english_side import in_english
from tests.attribution.joint import claim
from tests.builders import sentence

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
    return Attributions(AnalysedArticle(translated, claims=claims, ledger=ledger.build(claims, translated)))


@pytest.mark.parametrize(
    ("question", "speakers", "cited"),
    [
        ("Who says the bridge is safe?", ["Ruth Klein"], {1}),
        ("Who warns of job losses?", ["Henrik Dahl"], {2}),
        ("Who says that 400 jobs could be lost?", ["Henrik Dahl"], {2}),
        ("Who denies the claims?", ["Ruth Klein"], {3}),
        ("Who denies what Dahl says?", ["Ruth Klein"], {3}),
        ("What does Klein say about the bridge?", ["Ruth Klein"], {1}),
        ("What does the port's spokesman say?", ["Henrik Dahl"], {2}),
        ("What does the Federal Court say about a fine?", ["The Federal Court"], {5}),
        ("What does Russia say?", ["The Russian government"], {4}),
        ("Who calls the plan daring?", ["The Russian government"], {4}),
        ("Do Klein and Dahl disagree?", ["Ruth Klein", "Henrik Dahl"], {2, 3}),
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
        "Who denies what Klein says?",
        "Do Klein and Merkel disagree?",
        "Is there disagreement about the hospital?",
        "How long is the Elbe?",
    ],
)
def test_what_nobody_claims_has_no_answer(attributions: Attributions, question: str) -> None:
    assert attributions.answer(understand(question)) is None


def test_what_is_denied_is_told_as_disputed(attributions: Attributions) -> None:
    answer = attributions.answer(understand("Is it confirmed that 400 jobs are lost?"))
    assert answer and answer.statements[0][0].startswith("Disputed. Henrik Dahl warns")


TOLD = [
    claim(1, ["Klein", "Voss"], "die Brücke ist sicher", english="the bridge is safe"),
    claim(2, ["Dahl"], "-", english="Dahl declined to comment on the harbour", stance="declines", type="reported"),
    claim(3, ["Die Zeitung"], "Acker fordere Geld", english="Acker demands money for the school", holds=(4,)),
    claim(4, ["Acker"], "Geld", english="money for the school", stance="demands", sentence=3),
    claim(5, ["Stadler"], "-", english="Stadler denied reports on the harbour", stance="denies", type="reported"),
]
SAID = [
    "Klein and Voss say that the bridge is safe.",
    "Dahl declined to comment on the harbour.",
    "The paper says Acker demands money for the school.",
    "It rained.",
    "Stadler denied reports on the harbour.",
]


@pytest.fixture(scope="module")
def told() -> Attributions:
    own = [sentence(number, english, english) for number, english in enumerate(SAID, start=1)]
    return Attributions(AnalysedArticle(own, claims=TOLD, ledger=ledger.build(TOLD, own)))


@pytest.mark.parametrize(
    ("question", "statements", "speakers"),
    [
        ("What does Klein say?", ["Klein and Voss say: the bridge is safe."], ["Klein", "Voss"]),
        ("What does Voss say about the bridge?", ["Klein and Voss say: the bridge is safe."], ["Klein", "Voss"]),
        ("Who says the bridge is safe?", ["Klein and Voss say: the bridge is safe."], ["Klein", "Voss"]),
        ("What does Acker demand?", ["According to Die Zeitung, Acker demands: money for the school."], ["Acker"]),
        ("Who declined to comment?", ["Dahl declined to comment on the harbour."], ["Dahl"]),
        ("Who refused to comment on the harbour?", ["Dahl declined to comment on the harbour."], ["Dahl"]),
        ("What does Dahl say?", ["Dahl declined to comment on the harbour."], ["Dahl"]),
        ("Who denies the reports?", ["Stadler denied reports on the harbour."], ["Stadler"]),
    ],
)
def test_what_several_say_what_others_report_and_who_declines(
    told: Attributions, question: str, statements: list[str], speakers: list[str]
) -> None:
    answer = told.answer(understand(question))
    assert answer is not None
    assert [text for text, _ in answer.statements] == statements
    assert list(answer.speakers) == speakers


@pytest.mark.parametrize("stance", ["says", "denies", "confirms", "demands"])
def test_whoever_declines_to_speak_says_nothing(told: Attributions, stance: str) -> None:
    answer = told.answer(understand({"says": "Who says anything about the harbour?"}.get(stance, f"Who {stance} it?")))
    assert answer is None or "Dahl" not in answer.speakers


def test_what_nobody_will_speak_of_is_not_confirmed() -> None:
    own = [sentence(1, SAID[1], SAID[1])]
    claims = [claim(1, ["Dahl"], "-", english=SAID[1], stance="declines", type="reported")]
    alone = Attributions(AnalysedArticle(own, claims=claims, ledger=ledger.build(claims, own)))
    answer = alone.answer(understand("Is the comment on the harbour confirmed?"))
    assert answer is not None
    assert answer.statements[0][0].startswith("No, nobody in the article confirms it; ")
