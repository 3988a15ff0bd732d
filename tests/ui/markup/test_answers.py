"""Answers as HTML: their citations are marks, and whatever else looks like one is text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chat.schema import Answer, Citation, Reading, SummarySentence
from tests.builders import sentence
from ui.markup import answers


def html(text: str, *cited: int) -> str:
    citations = tuple(Citation.of(sentence(number, f"Satz {number}.")) for number in cited)
    return answers.answer(Answer(question="Who?", text=text, verdict="answered", citations=citations, quoted=True))


def statement(text: str, *cited: int) -> str:
    """Return the HTML of the answer itself, with each mark as {number}."""
    whole = html(text, *cited).partition('<p lang="en">')[2].partition("</p>")[0]
    return re.sub(r'<a class="cite" href="#s(\d+)".*?</a>', r"{\1}", whole)


@pytest.mark.parametrize(
    ("text", "cited", "shown"),
    [
        ("The report [3] is wrong. [5]", (5,), "The report [3] is wrong. {5}"),
        ("One. [4] [5]", (4, 5), "One. {4} {5}"),
        ("One. [4]", (), "One. [4]"),
        (f"One [{'9' * 5000}]. [4]", (4,), f"One [{'9' * 5000}]. {{4}}"),
        ("One [<b>] [²].", (2,), "One [&lt;b&gt;] [²]."),
    ],
    ids=["its own and a citation", "citations", "no citation", "a very long number", "no number"],
)
def test_only_numbers_of_citations_are_marks(text: str, cited: tuple[int, ...], shown: str) -> None:
    assert statement(text, *cited) == shown


@pytest.mark.parametrize("extracted", [True, False])
def test_what_the_model_condensed_is_marked_and_the_articles_own_sentences_are_not(*, extracted: bool) -> None:
    example = Reading.model_validate_json(Path("ui/example.json").read_text(encoding="utf-8"))
    told = SummarySentence(text="It rains.", citations=(2,), checked=True, extracted=extracted)
    reading = example.model_copy(update={"summary": example.summary.model_copy(update={"sentences": (told,)})})
    assert ('class="condensed"' in answers.summary(reading)) is not extracted
