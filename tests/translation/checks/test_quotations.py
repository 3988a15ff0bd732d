"""Words between quotation marks that only one side has."""

from __future__ import annotations

import pytest

from chat.translation.checks.quotations import CHECK
from tests.builders import pair


@pytest.mark.parametrize(
    ("german", "english", "words"),
    [
        ("Klein sagte: „Wir bleiben hier.“", "Klein said: “We are staying here.”", []),
        ("Klein sagte: „Wir bleiben hier.“", "Klein said they would stay.", [("„Wir bleiben hier.“", "")]),
        ("Klein sagte, man bleibe hier.", "Klein said: “We are staying here.”", [("", "“We are staying here.”")]),
        ("Klein sagte ‚Ja doch‘.", "Klein said “Yes, certainly”.", []),
        ("Die „Alte Liebe“ sank.", "The Alte Liebe sank.", []),  # a name stays as it is
        ("Sie heißt „Perle“.", "It is called the Pearl.", []),  # one word
    ],
)
def test_quotations_of_one_side(german: str, english: str, words: list[tuple[str, str]]) -> None:
    assert [(doubt.german, doubt.english) for doubt in CHECK.find(pair(german, english))] == words


def test_it_is_about_the_wording_alone() -> None:
    (doubt,) = CHECK.find(pair("Klein sagte: „Wir bleiben hier.“", "Klein said they would stay."))
    assert doubt.wording
