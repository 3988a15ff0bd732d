"""Quotations from an article: what stands in it, what is changed, and what somebody else said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chat import pipeline
from chat.answers.quote_check import check
from chat.article.analysed import AnalysedArticle
from chat.errors import InputError
from chat.schema import Reading
from tests.answers.test_lido import ENGLISH, GERMAN
from tests.engines import scripted_engines
from tests.ways import WAYS


@pytest.fixture(scope="module")
def reading() -> Reading:
    return pipeline.compare(GERMAN.strip(), ENGLISH.strip())


@pytest.mark.parametrize(
    ("quote", "verdict", "sentence"),
    [
        ("»Das Bad ist für Familien unverzichtbar«", "verbatim", 6),
        ("das Becken undicht ist", "verbatim", 3),
        ("„Das Bad ist für Familien unverzichtbar“, sagte Ott.", "misattributed", 6),
        ("Families cannot do without the lido, Lenz said.", "same sense", 6),
        ("The council of Seeheim plans to renovate the lido for four million euros.", "same sense", 2),
        ("The council of Seeheim plans to renovate the lido for five million euros.", "changed", 2),
        ("Die Arbeiten sollen im April beginnen und 24 Monate dauern.", "changed", 4),
        ("The lido does not have to close because the pool leaks.", "changed", 3),
        ("Councillor Petra Lenz criticised the costs as irresponsible.", "misattributed", 7),
        ("Lenz demanded a new library for the school.", "not in the article", None),
    ],
)
def test_what_a_quotation_is_worth(reading: Reading, quote: str, verdict: str, sentence: int | None) -> None:
    checked = pipeline.verify(reading, quote)
    assert (checked.verdict, [citation.sentence for citation in checked.citations]) == (
        verdict,
        [sentence] if sentence else [],
    )


@pytest.mark.parametrize(
    "quote", ["Das Bad ist für Familien unverzichtbar", "Families cannot do without the lido, Lenz said."]
)
@pytest.mark.parametrize("way", WAYS)
def test_marks_that_nobody_sees_change_no_quotation(reading: Reading, way: str, quote: str) -> None:
    plain, other = pipeline.verify(reading, quote), pipeline.verify(reading, WAYS[way](quote))
    assert (other.verdict, other.reasons, other.citations) == (plain.verdict, plain.reasons, plain.citations)


@pytest.mark.parametrize("way", WAYS)
def test_marks_that_nobody_sees_change_no_question(reading: Reading, way: str) -> None:
    question = "Was sagt Stadträtin Petra Lenz über die Kosten?"
    plain, other = (pipeline.ask(reading, asked, scripted_engines()[0]) for asked in (question, WAYS[way](question)))
    assert plain.verdict == "answered" and other.text == plain.text and other.question == question


def test_it_is_told_why(reading: Reading) -> None:
    (why,) = pipeline.verify(reading, "The work is to begin in April and take 24 months.").reasons
    assert why == "24 is not in the German."


@pytest.mark.parametrize("quote", ["", " … ", "x" * 2_001])
def test_no_quotation_and_too_long_a_one_are_errors(reading: Reading, quote: str) -> None:
    with pytest.raises(InputError) as raised:
        pipeline.verify(reading, quote)
    assert raised.value.hint


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1, max_size=200))
def test_any_text_is_checked_somehow(quote: str) -> None:
    article = pipeline.analysed(pipeline.compare(GERMAN.strip(), ENGLISH.strip()))
    try:
        assert check(quote, article).verdict
    except InputError as error:
        assert error.hint


def test_an_article_that_is_all_boilerplate_has_no_quotation() -> None:
    assert check("Das Bad ist für Familien unverzichtbar.", AnalysedArticle([])).verdict == "not in the article"
