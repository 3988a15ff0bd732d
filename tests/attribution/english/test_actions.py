"""What looks like a claim in English and is none, and where what is reported ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.attribution.english.reading import said

NARRATIVE = Path(__file__).parents[2] / "data" / "english_narrative.txt"
LINES = [line for line in NARRATIVE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]

INTERVIEW = """Nadia Prell has mended clocks for forty years. We met in her shop.

Ms Prell, do clocks bore you?

Nadia Prell: Only the ones that run.

Your old master says you talk to them.

Prell: I scold them. It helps.

And at home?

Prell: At home I have a sundial."""


def test_nobody_claims_anything_in_narrative() -> None:
    assert {line: claims for line in LINES if (claims := said(line))} == {}


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Hale denied bribery.", [("Hale", "denied bribery")]),
        ("Hale conceded defeat.", [("Hale", "conceded defeat")]),
        ("The minister threatens a veto.", [("The minister", "threatens a veto")]),
        ("Hale brushed aside criticism of the plan.", [("Hale", "brushed aside criticism of the plan")]),
        ("Hale put the cost at £4m.", [("Hale", "put the cost at £4m")]),
        ("The company expects a profit.", [("The company", "expects a profit")]),
        ("According to the plan, two wards are to close.", [("the plan", "two wards are to close")]),
        ("Kids claim to have climbed the tower.", [("Kids", "to have climbed the tower")]),
        ("Unions expressed the hope that talks would go on.", [("Unions", "talks would go on")]),
    ],
)
def test_what_is_said_with_the_same_verbs_is_a_claim(text: str, claims: list[tuple[str, str]]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("We expect trains to run, and we are cross when they do not.", "trains to run"),
        ("Hale thinks that the roof is sound, and the shop has reopened.", "the roof is sound"),
        ("The court ruled that he had lied, and suspended him.", "he had lied"),
        ("The union said it valued them and had offered a rise.", "it valued them and had offered a rise"),
        ("The boy asked her to wait, which she did.", "to wait"),
        ("Guests were told to leave after the roof fell in.", "to leave"),
        ("Hale was furious with the clerk, who had left.", "was furious with the clerk"),
        ("Hale announced her retirement, eight days after she fell.", "announced her retirement"),
        ("The failure was welcomed by Hale, who runs the mill.", "The failure was welcomed"),
        ("A pilot who, prosecutors say, sold the plane has fled.", "sold the plane has fled"),
    ],
)
def test_what_is_reported_ends_before_what_is_added(text: str, content: str) -> None:
    assert [told for _, told in said(text)][:1] == [content]


def test_a_relative_clause_ends_at_its_nouns_verb() -> None:
    assert said("The man who said that the shop was closed went home.") == [("The man", "the shop was closed")]
    assert said("A farmer who claimed subsidies for sheep was jailed.") == []


def test_a_place_before_a_colon_says_nothing_and_an_office_does() -> None:
    text = "Great Harwell: bridge closed\n\n09:15 – Mayor: nobody missing\n\nThe bridge at Great Harwell is shut."
    assert said(text) == [("Mayor", "nobody missing")]


def test_questions_of_an_interview_need_no_label() -> None:
    assert said(INTERVIEW) == [
        ("Nadia Prell", "Only the ones that run."),
        ("Your old master", "you talk to them"),
        ("Prell", "I scold them. It helps."),
        ("Prell", "At home I have a sundial."),
    ]


def test_names_that_are_taken_for_other_words_speak() -> None:
    assert said("Renko cautions against haste.") == [("Renko", "cautions against haste")]
    assert said("The IM union accuses the firm of theft.")[0][0] == "The IM union"
    assert said("The Home Makers' Alliance claims that rents fall.")[0][0] == "The Home Makers' Alliance"
