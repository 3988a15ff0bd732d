"""Two questions in one: when a sentence asks for two things, and what each of them is."""

from __future__ import annotations

import pytest

from chat.answers.understanding.doubled import two_questions


@pytest.mark.parametrize(
    ("question", "two"),
    [
        ("What does it cost and who pays for it?", ("What does it cost?", "who pays for it?")),
        ("Was kostet das Bad, und ab wann ist es zu?", ("Was kostet das Bad?", "ab wann ist es zu?")),
        ("What does  it cost\nand  who pays for it ?", ("What does it cost?", "who pays for it?")),
        ("Opening date and ticket price?", ("Opening date?", "ticket price?")),
        ("Nennen Sie den Termin und die Höhe der Kosten.", ("den Termin?", "die Höhe der Kosten?")),
        ("Tell me both the date and the place of the vote.", ("the date of the vote?", "the place of the vote?")),
    ],
)  # fmt: skip
def test_two_questions_are_told_apart(question: str, two: tuple[str, str]) -> None:
    assert two_questions(question) == two


@pytest.mark.parametrize(
    "question",
    ["When and where?", "Lenz and Ott?", "What does Lenz say about cost and time?", "Who are Lenz and Ott?", "Kosten?"],
)
def test_one_question_is_left_whole(question: str) -> None:
    assert two_questions(question) is None
