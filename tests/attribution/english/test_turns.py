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
