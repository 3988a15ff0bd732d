"""What a question asks for, by its wording."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.answers.questions import Question, german_claim_question, understand


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who says the bridge is safe?", Question("who_claims", about="the bridge is safe")),
        ("Who denies the reports?", Question("who_claims", about="the reports", stance="denies")),
        ("And who else confirmed that?", Question("who_claims", about="that", stance="confirms")),
        ("Which party called for a strike?", Question("who_claims", about="a strike", stance="demands")),
        ("What does Klein say?", Question("claims_of", speaker="Klein")),
        ("What did the mayor say about the port?", Question("claims_of", speaker="the mayor", about="the port")),
        ("How did the union react to the plan?", Question("claims_of", speaker="the union", about="the plan")),
        ("What is Russia's position?", Question("claims_of", speaker="Russia")),
        ("What is the position of the union on tariffs?", Question("claims_of", speaker="the union", about="tariffs")),
        ("What has the ministry announced?", Question("claims_of", speaker="the ministry", stance="announces")),
        ("Do Klein and Dahl disagree?", Question("dispute", about="Do Klein and Dahl disagree")),
        ("Is it confirmed that the bridge is closed?", Question("confirmation", about="the bridge is closed")),
        ("Has the closure been confirmed?", Question("confirmation", about="the closure")),
        ("Is it true that the bridge is closed?", Question("confirmation", about="the bridge is closed")),
        ("What is the article about?", Question("summary")),
        ("Summarise it, please.", Question("summary")),
        ("Hello!", Question("small_talk")),
        ("Thank you very much.", Question("small_talk")),
        ("What can you do?", Question("about_belegt")),
        ("Are you ChatGPT?", Question("about_belegt")),
    ],
)
def test_kinds_of_questions(question: str, expected: Question) -> None:
    assert understand(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "When was it built?",
        "How many soldiers were sent?",
        "Why is it closed?",
        "Who is Klein?",
        "What did the court decide?",
    ],
)
def test_other_questions_ask_for_facts(question: str) -> None:
    assert understand(question).kind == "fact"


@given(st.text())
def test_any_text_is_understood_somehow(question: str) -> None:
    assert understand(question).kind


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Wer bestreitet die Berichte?", ("Who denies {}?", "die Berichte")),
        ("Was sagt die Bürgermeisterin?", ("What does {} say?", "die Bürgermeisterin")),
        ("Wie lange dauert es?", None),
        ("Wer sagt, dass es regnet?", None),
    ],
)
def test_german_questions_for_claims_keep_their_verb(question: str, expected: tuple[str, str] | None) -> None:
    assert german_claim_question(question) == expected
