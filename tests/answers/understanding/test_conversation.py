"""What a follow-up question leaves out, and where nothing is filled in."""

from __future__ import annotations

import pytest

from chat.answers.speakers import Speakers
from chat.answers.understanding.conversation import completed, leans_on_the_last
from chat.answers.understanding.intents import Tongue
from chat.schema import Answer, Ledger, LedgerEntry


def earlier(question: str, *speakers: str) -> Answer:
    return Answer(question=question, text="", verdict="answered", speakers=speakers)


def entry(german: str, english: str, role: str | None = None) -> LedgerEntry:
    return LedgerEntry(
        german=german, english=english, role=role, claims=(1,), sentences=(1,), stances={"says": 1}, hedged=0
    )


SPEAKERS = Speakers(
    Ledger(
        entries=(
            entry("Bürgermeisterin Ruth Klein", "Ruth Klein", "mayor"),
            entry("Jonas Brandt", "Jonas Brandt"),
            entry("Sportministerin Anna Vogt", "Anna Vogt", "sports minister"),
            entry("Finanzminister Holger Kast", "Holger Kast", "finance minister"),
        )
    )
)
JONAS = earlier("Who is it?", "Jonas Brandt")


@pytest.mark.parametrize(
    ("question", "before", "expected"),
    [
        ("And Brandt?", earlier("What does Klein say about tariffs?"), "What does Jonas Brandt say about tariffs?"),
        ("And what about Brandt?", earlier("What did Klein say?"), "What did Jonas Brandt say?"),
        ("What about the mayor?", earlier("What did Brandt say?"), "What did Ruth Klein say?"),
        ("Und Brandt?", earlier("Was fordert Klein?"), "Was fordert Jonas Brandt?"),
        ("What about the bridge?", earlier("What did Klein say?"), "What about the bridge?"),
        ("But is it true?", earlier("What did Klein say?"), "But is it true?"),
        ("And why?", earlier("What did Klein say?"), "And why?"),
        ("And when does Brandt leave?", earlier("What did Klein say?"), "And when does Brandt leave?"),
        (
            "No, the other minister.",
            earlier("What does the finance minister say?", "Holger Kast"),
            "What does Anna Vogt say?",
        ),
        ("Nein, ich meine Brandt", earlier("Was sagt Klein?"), "Was sagt Jonas Brandt?"),
        ("Did they win?", JONAS, "Did they win?"),
        ("What is her position?", earlier("Who is it?", "Anna Vogt"), "What is Anna Vogt's position?"),
        ("What does she say?", earlier("What does Klein want?", "A", "B"), "What does Ruth Klein say?"),
        ("What does he say about bridges?", JONAS, "What does Jonas Brandt say about bridges?"),
        ("What is his position?", JONAS, "What is Jonas Brandt's position?"),
        ("What does he say?", earlier("Who is it?", "Jonas Brandt", "Anna Vogt"), "What does he say?"),
        ("What does Vogt say to him?", JONAS, "What does Vogt say to him?"),
        ("And Russia?", earlier("When was it?"), "And Russia?"),
        ("What does he say?", None, "What does he say?"),
    ],
)
def test_a_follow_up_is_completed(question: str, before: Answer | None, expected: str) -> None:
    tongue: Tongue = "de" if question.startswith(("Und", "Nein")) else "en"
    assert completed(question, before, SPEAKERS, tongue=tongue) == expected


@pytest.mark.parametrize(
    ("question", "leans"),
    [("Why?", True), ("And the cost?", True), ("What does it cost?", True), ("What does Klein say?", False)],
)
def test_which_questions_lean_on_the_last(question: str, leans: bool) -> None:
    assert leans_on_the_last(question) is leans
