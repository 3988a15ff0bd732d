"""Yes, no or disputed."""

from __future__ import annotations

import pytest

from chat.answers.evidence import Asked
from chat.answers.verdicts import denial_of, with_verdict
from chat.article.analysed import AnalysedArticle
from tests.builders import sentence

ARTICLE = AnalysedArticle(
    [
        sentence(1, "Die Firma zahlte die Reise.", "The firm paid for the trip."),
        sentence(2, "Rohde wies das als erfunden zurück.", "Rohde rejected this as invented."),
        sentence(3, "Die Brücke bleibt gesperrt.", "The bridge stays closed."),
        sentence(4, "Der Rat hat noch nicht entschieden.", "The council has not decided yet."),
    ]
)


@pytest.mark.parametrize(
    ("question", "number", "verdict"),
    [
        ("Did the firm pay for the trip?", 1, "Disputed: "),
        ("The firm paid for the trip: fact?", 2, "Disputed: "),
        ("The bridge is closed, right?", 3, "Yes: "),
        ("The bridge is closed: true or not?", 3, "Yes: "),
        ("The bridge is closed, isn’t it?", 3, "Yes: "),
        ("The firm paid for the trip, didn't they?", 2, "Disputed: "),
        ("Is the bridge closed?", 3, "Yes: "),
        ("Is the bridge open?", 3, "No: "),
        ("Has the council decided?", 4, "No: "),
        ("What has the council decided?", 4, ""),
    ],
)
def test_an_answer_to_a_question_for_yes_or_no_begins_with_it(question: str, number: int, verdict: str) -> None:
    own = ARTICLE.by_id[number]
    assert with_verdict(own.best, Asked(question), own, ARTICLE, quoted=True) == f"{verdict}{own.best}"


def test_who_denies_what_stands_right_before_is_found() -> None:
    found = [denial_of(sentence, ARTICLE) for sentence in ARTICLE.content]
    assert [one and one.id for one in found] == [2, None, None, None]
