"""Interviews with labels in English: answers are claims, and what a question puts to somebody is another's."""

from __future__ import annotations

import pytest

from tests.attribution.english.reading import rows, said

NAMED = """Lena Ott spoke to the Tribune about her new book.

Tribune: Where did the idea come from?

Ott: From a bus ride in the rain. A man sang the whole way.

I wrote it down at home.

Tribune: Critics say the plot is thin.

Ott: They are right.

She pours more tea."""


def test_answers_are_claims_of_whoever_gives_them() -> None:
    assert said(NAMED) == [
        ("Ott", "From a bus ride in the rain. A man sang the whole way.\n\nI wrote it down at home."),
        ("Critics", "the plot is thin"),
        ("Ott", "They are right."),
    ]


def test_answers_without_a_name_are_of_nobody_named() -> None:
    text = "Q: Why now?\n\nA: Because nobody else would do it.\n\nQ: Were you afraid?\n\nA: Every day."
    assert [(speakers, content) for speakers, content, _, _ in rows(text)] == [
        ([], "Because nobody else would do it."),
        ([], "Every day."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tickets: £12 on the door.\n\nNote: The hall is closed on Monday.",
        "Score: two to one.\n\nHale scored. Who else?",
    ],
)
def test_other_labels_make_no_interview(text: str) -> None:
    assert said(text) == []


MET = "The Echo's Ann Frost met Walt Drucker, who drove the plough for 31 years."

ANSWERS = [
    ("Walt Drucker", "The winter of the flood. We slept on bags of salt."),
    ("My wife", "I never took my boots off"),
    ("Walt Drucker", "My wife says I never took my boots off."),
    ("Walt Drucker", "I was. Ask my dog."),
]

LETTERED = f"""{MET}

Q: What was the worst?

A: The winter of the flood. We slept on bags of salt.

Q: Were you away a lot?

A: My wife says I never took my boots off.

Q: Were you afraid?

A: I was. Ask my dog."""

POINTED = LETTERED.replace("Q:", "Q.").replace("A:", "A.")
TIMED = LETTERED.replace("Q:", "[02:10] HOST:").replace("A:", "[02:16] DRUCKER:")
IN_BOLD = LETTERED.replace("Q: ", "**").replace("?", "?**").replace("A: ", "")
HEADED = f"""{MET}

**What was the worst?** The winter of the flood. We slept on bags of salt.

**Were you away a lot?** My wife says I never took my boots off.

**Were you afraid?** I was. Ask my dog."""


@pytest.mark.parametrize("text", [LETTERED, POINTED, IN_BOLD, HEADED], ids=["letters", "points", "bold", "headed"])
def test_whoever_is_interviewed_is_named_by_what_stands_before(text: str) -> None:
    assert sorted(said(text)) == sorted(ANSWERS)


def test_labels_behind_times() -> None:
    assert sorted({name for name, _ in said(TIMED)}) == ["DRUCKER", "My wife"]


def test_answers_in_quotation_marks() -> None:
    text = f"{MET}\n\nWhat was it like?\n\n“Cold. It was cold.”\n\nWould you do it again?\n\n“Not for gold.”"
    assert said(text) == [("Walt Drucker", "“Cold. It was cold.”"), ("Walt Drucker", "“Not for gold.”")]


def test_two_who_answer_by_turns() -> None:
    text = (
        "Joan and Marc Pell bought the mill.\n\nWho had the idea?\n\nJOAN: I had it. “Why not?”\n\nMARC: It was me.\n\n"
        "How is business?\n\nJOAN: We broke even.\n\nMARC: The bank says we may last."
    )
    assert said(text) == [
        ("JOAN", "I had it. “Why not?”"),
        ("MARC", "It was me."),
        ("JOAN", "We broke even."),
        ("MARC", "The bank says we may last."),
        ("The bank", "we may last"),
    ]


def test_who_asks_may_have_a_short_label() -> None:
    text = (
        "Mail & Ledger: Does it hurt?\n\nRade: It pays.\n\nM&L: Who closed it?\n\nRade: Water did.\n\n"
        "M&L: You grow fish.\n\nRade: Fish don't strike."
    )
    assert {name for name, _ in said(text)} == {"Rade"}


def test_statements_are_put_to_somebody_too() -> None:
    text = (
        f"{MET}\n\nHow do you count a bird?\n\nI count the holes.\n\nThe figures show that all is well.\n\n"
        "They asked me once. I told them.\n\nHe laughs and shuts the door.\n\nAre you sure?\n\nI am on Mondays."
    )
    assert said(text) == [
        ("Walt Drucker", "I count the holes."),
        ("The figures", "all is well"),
        ("Walt Drucker", "They asked me once. I told them."),
        ("Walt Drucker", "I am on Mondays."),
    ]


def test_a_column_with_questions_is_no_interview() -> None:
    text = "The toll goes up.\n\nWho pays?\n\nNurses do, and I am one.\n\nWho asked them?\n\nNobody at all."
    assert said(text) == []
