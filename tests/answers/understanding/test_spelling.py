"""Slips of the pen in questions."""

from __future__ import annotations

import pytest

from chat.answers.understanding.spelling import without_slips

ARTICLE = frozenset(
    [
        "the",
        "lido",
        "is",
        "renovated",
        "die",
        "sanierung",
        "des",
        "strandbads",
        "beginnt",
        "lenz",
        "petersen",
        "verlangte",
    ]
)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("When was it renovted?", "When was it renovated?"),
        ("Wann beginnt die Sanierng?", "Wann beginnt die Sanierung?"),
        ("What does Petersn say?", "What does Petersen say?"),
        ("Was verlangt Petersens Partei?", "Was verlangt Petersens Partei?"),  # German inflects
        ("Wer ist gegen die Enteignung?", "Wer ist gegen die Enteignung?"),  # a word of its own
        ("Who is Lenk?", "Who is Lenk?"),  # too short to be sure
    ],
)
def test_a_word_that_nobody_knows_is_put_right(question: str, meant: str) -> None:
    assert without_slips(question, ARTICLE) == meant
