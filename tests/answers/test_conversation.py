"""What a follow-up question leaves out, and where nothing is filled in."""

from __future__ import annotations

import pytest

from chat.answers.conversation import completed, leans_on_the_last
from chat.schema import Answer


def earlier(question: str, *speakers: str) -> Answer:
    return Answer(question=question, text="", verdict="answered", speakers=speakers)


@pytest.mark.parametrize(
    ("question", "before", "expected"),
    [
        ("And Russia?", earlier("What does Klein say about tariffs?"), "What does Russia say about tariffs?"),
        ("And what about Russia?", earlier("What did Klein say?"), "What did Russia say?"),
        ("What about the mayor?", earlier("What did Klein say?"), "What did the mayor say?"),
        ("What about the bridge?", earlier("What did Klein say?"), "What about the bridge?"),
        ("But is it true?", earlier("What did Klein say?"), "But is it true?"),
        ("Did they win?", earlier("Who is it?", "Jonas Brandt"), "Did they win?"),
        ("What is her position?", earlier("Who is it?", "Anna Vogt"), "What is Anna Vogt's position?"),
        ("And why?", earlier("What did Klein say?"), "And why?"),
        (
            "What does he say about bridges?",
            earlier("Who is it?", "Jonas Brandt"),
            "What does Jonas Brandt say about bridges?",
        ),
        ("What is his position?", earlier("Who is it?", "Jonas Brandt"), "What is Jonas Brandt's position?"),
        ("What does he say?", earlier("Who is it?", "Jonas Brandt", "Anna Vogt"), "What does he say?"),
        ("What does Vogt say to him?", earlier("Who is it?", "Jonas Brandt"), "What does Vogt say to him?"),
        ("And Russia?", earlier("When was it?"), "And Russia?"),
        ("What does he say?", None, "What does he say?"),
    ],
)
def test_a_follow_up_is_completed(question: str, before: Answer | None, expected: str) -> None:
    assert completed(question, before, {"Russia", "the mayor"}.__contains__) == expected


@pytest.mark.parametrize(
    ("question", "leans"),
    [("Why?", True), ("And the cost?", True), ("What does it cost?", True), ("What does Klein say?", False)],
)
def test_which_questions_lean_on_the_last(question: str, leans: bool) -> None:
    assert leans_on_the_last(question) is leans
