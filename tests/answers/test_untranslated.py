"""Claims without English: found by what the lexicon calls their words, told by their speaker and in German."""

from __future__ import annotations

import pytest

from chat.answers.attributed import Attributions
from chat.answers.understanding.questions import understand
from chat.article import paragraphs, sentences
from chat.article.analysed import AnalysedArticle
from chat.attribution import ledger
from chat.attribution.engine import find_claims
from chat.schema import Claim, Span
from tests.answers.test_attributed import PAIRS
from tests.attribution.joint import claim
from tests.builders import sentence

TEXT = " ".join(german for german, _ in PAIRS)


@pytest.fixture(scope="module")
def attributions() -> Attributions:
    built = paragraphs.build(TEXT, max_characters=10_000)
    own = sentences.split(built)
    claims = find_claims(built, own)
    return Attributions(AnalysedArticle(own, claims=claims, ledger=ledger.build(claims, own)))


@pytest.mark.parametrize(
    ("question", "speakers", "cited"),
    [
        ("Who says the bridge is safe?", ["Ruth Klein"], {1}),
        ("Who warns of job losses?", ["Henrik Dahl"], {2}),
        ("Who says that 400 jobs could be lost?", ["Henrik Dahl"], {2}),
        ("Who denies the claims?", ["Ruth Klein"], {3}),
        ("Who denies what Dahl says?", ["Ruth Klein"], {3}),
        ("What does Klein say about the bridge?", ["Ruth Klein"], {1}),
        ("What does Russia say?", ["The Russian government"], {4}),
        ("Do Klein and Dahl disagree?", ["Ruth Klein", "Henrik Dahl"], {2, 3}),
        ("Is it confirmed that 400 jobs are lost?", ["Henrik Dahl", "Ruth Klein"], {2, 3}),
    ],
)
def test_claims_are_found_by_names_numbers_and_the_lexicon(
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
        "Who says the bridge is not safe?",
        "Who says the school is closed?",
        "What does Angela Merkel say?",
        "Who announces a strike?",
        "Who denies what Merkel says?",
        "Is it confirmed that there is a fire?",
        "How long is the Elbe?",
    ],
)
def test_what_nobody_claims_has_no_answer(attributions: Attributions, question: str) -> None:
    assert attributions.answer(understand(question)) is None


def told(*claims: Claim, question: str = "What does Klein say?") -> list[str]:
    """Return the statements of an answer about claims; the first of each sentence is all that it says."""
    own = {number: one.content[0].text for one in reversed(claims) for number in one.sentences}
    article = [sentence(number, f"{text}.") for number, text in own.items()]
    asked = Attributions(AnalysedArticle(article, claims=claims, ledger=ledger.build(claims, article)))
    answer = asked.answer(understand(question))
    return [text for text, _ in answer.statements] if answer else []


def test_a_claim_is_told_with_its_speaker_and_its_german_words() -> None:
    assert told(claim(1, ["Klein"], "die Brücke ist sehr sicher")) == [
        "Klein says (in German): „die Brücke ist sehr sicher“"
    ]


def test_several_speakers_are_all_named() -> None:
    assert told(claim(1, ["Klein", "Voss"], "die Brücke ist sehr sicher")) == [
        "Klein and Voss say (in German): „die Brücke ist sehr sicher“"
    ]


def test_the_marks_of_a_quotation_are_not_doubled() -> None:
    spoken = claim(1, ["Klein"], "„Die Brücke ist sehr sicher“,", type="direct")
    assert told(spoken) == ["Klein says (in German): „Die Brücke ist sehr sicher“"]


@pytest.mark.parametrize(("kind", "says"), [("reported", "Klein lobt die neue Brücke"), ("direct", "„sehr gut“")])
def test_what_says_too_little_alone_is_told_by_its_sentence(kind: str, says: str) -> None:
    assert told(claim(1, ["Klein"], says, type=kind)) == [f"Klein says, as the article puts it (in German): „{says}.“"]


def test_what_somebody_does_not_say_is_not_said_to_be_said() -> None:
    assert told(claim(1, ["Klein"], "Klein sagte nicht, dass die Brücke hält", negated=True)) == [
        "Of Klein the article says (in German): „Klein sagte nicht, dass die Brücke hält.“"
    ]


def test_who_reports_a_claim_is_named_before_it() -> None:
    outer = claim(1, ["Die Zeitung"], "Klein sage, die Brücke sei sicher", holds=(2,))
    inner = claim(2, ["Klein"], "die Brücke sei jetzt sicher", sentence=1)
    assert told(outer, inner) == ["According to the newspaper, Klein says (in German): „die Brücke sei jetzt sicher“"]


def test_a_denial_is_told_as_one() -> None:
    denial = claim(1, ["Klein"], "dass die Brücke zu teuer sei", stance="denies")
    assert told(denial, question="Who denies it?") == ["Klein denies (in German): „dass die Brücke zu teuer sei“"]


def test_one_sentence_is_told_once_of_a_speaker() -> None:
    whole = claim(1, ["Klein"], "Klein nannte den Plan „sehr gut“", type="reported")
    word = claim(2, ["Klein"], "„sehr gut“", type="direct", sentence=1)
    assert told(whole, word) == told(whole)


def test_a_german_word_that_looks_english_is_none() -> None:
    assert told(claim(1, ["Klein"], "die Lage war bald sehr gut"), question="Who says there was a war?") == []


def test_a_sentence_that_has_english_by_now_is_told_in_it() -> None:
    claims = [
        claim(1, ["Klein"], "die Brücke ist sehr sicher", english="the bridge is very safe"),
        claim(2, ["Klein"], "die Schule ist neu gebaut"),
    ]
    assert told(*claims) == [
        "Klein says: the bridge is very safe.",
        "Klein says (in German): „die Schule ist neu gebaut“",
    ]


def test_only_the_words_of_a_claim_count_and_not_those_around_it() -> None:
    text = "Klein sagte am Hafen, die Brücke sei sehr sicher."
    start = text.index("die Brücke")
    own = [sentence(1, text)]
    spoken = claim(1, ["Klein"], "-", content=(Span(start=start, end=len(text) - 1, text=text[start:-1]),))
    asked = Attributions(AnalysedArticle(own, claims=[spoken], ledger=ledger.build([spoken], own)))
    assert asked.answer(understand("Who says the bridge is safe?"))
    assert not asked.answer(understand("Who says the harbour is closed?"))
