"""Quotations of any style, and the marks that nothing closes."""

from __future__ import annotations

import pytest

from chat.article import paragraphs
from chat.attribution.quotations import find_quotations, notices


def read(text: str) -> tuple[list[str], int]:
    """Return the quotations of a text, and how many marks nothing closes."""
    article = paragraphs.build(text, max_characters=10_000)
    quotations, unclosed = find_quotations(article.text, article.paragraphs)
    return [article.text[quotation.start : quotation.end] for quotation in quotations], len(unclosed)


@pytest.mark.parametrize(
    "quotation",
    [
        "„Es regnet“",
        "„Es regnet”",
        "“Es regnet”",
        "»Es regnet«",
        "«Es regnet»",
        '"Es regnet"',
        "„Er rief ‚Halt‘ und ging“",
    ],
)
def test_marks_of_any_style_hold_a_quotation(quotation: str) -> None:
    assert read(f"Klein sagte: {quotation}. Dahl schwieg.") == ([quotation], 0)


def test_a_quotation_may_have_several_sentences() -> None:
    assert read("Klein sagte: „Es regnet. Es bleibt kalt.“") == (["„Es regnet. Es bleibt kalt.“"], 0)


def test_a_quotation_within_one_of_the_same_style_does_not_end_it() -> None:
    assert read("Klein sagte: „Er rief „Halt“ und ging“.") == (["„Er rief „Halt“ und ging“"], 0)


def test_a_quotation_ends_in_its_paragraph() -> None:
    assert read("Klein sagte: „Es regnet.\n\nDahl sagte: „Nein.“") == (["„Nein.“"], 1)


def test_a_mark_that_nothing_closes_is_told_and_shown() -> None:
    (notice,) = notices(paragraphs.build("Klein sagte: „Es regnet heute.", max_characters=1_000))
    assert notice.startswith("One quotation mark is opened and never closed") and "„Es regnet heute." in notice


def test_several_such_marks_are_counted() -> None:
    text = "\n\n".join(f"Klein sagte am {number}. Mai: „Es regnet heute." for number in range(2, 7))
    (notice,) = notices(paragraphs.build(text, max_characters=1_000))
    assert notice.startswith("5 quotation marks are")
    assert notice.count("“„") == 3


def test_closed_marks_need_no_notice() -> None:
    assert notices(paragraphs.build("Klein sagte: „Es regnet.“", max_characters=1_000)) == ()
