"""Which sentences could answer a question."""

from __future__ import annotations

import pytest
from builders import article, sentence

from chat.retrieval import absent_names, asked_names, search


def ids(question: str, *, limit: int = 10) -> list[int]:
    return [item.sentence.id for item in search(question, article(), limit=limit)]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Who rejects the critics?", 5),
        ("What is renovated?", 2),
        ("Who supplies roofs?", 7),
        ("What did Vogt say?", 3),
    ],
)
def test_forms_of_a_word_find_its_sentence(question: str, best: int) -> None:
    assert ids(question)[0] == best


def test_a_name_that_only_the_german_has_finds_its_sentence() -> None:
    sentences = [sentence(1, "Selenskij sprach lange.", "The president spoke."), sentence(2, "Es regnet.", "It rains.")]
    assert [item.sentence.id for item in search("What about Zelenskyy?", sentences, limit=5)] == [1]


def test_a_country_finds_its_adjective() -> None:
    assert ids("What about Russia?") == [7]


@pytest.mark.parametrize("question", ["How tall are giraffes?", "What is it?", "???", ""])
def test_a_question_that_shares_nothing_finds_nothing(question: str) -> None:
    assert ids(question) == []


def test_no_sentences_give_no_evidence() -> None:
    assert search("What is renovated?", [], limit=3) == ()


def test_untranslated_sentences_are_searched_in_german() -> None:
    found = search("What about Stroika?", [sentence(1, "Stroika liefert.")], limit=3)
    assert [item.sentence.id for item in found] == [1]


def test_no_more_than_the_limit_come_back() -> None:
    assert len(ids("What do Vogt, Brandt and Stroika say of the mill?", limit=2)) == 2


def test_the_best_match_comes_first() -> None:
    scores = [item.score for item in search("Did Mayor Brandt reject the criticism of the mill?", article(), limit=9)]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_equal_matches_stand_in_document_order() -> None:
    same = [sentence(id, "Die Brücke.", "The bridge.") for id in (3, 1, 2)]
    assert [item.sentence.id for item in search("Which bridge?", same, limit=3)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("What did Angela Merkel say?", ["Angela Merkel"]),
        ("What did Ms Vogt say?", []),
        ("What did Erika Vogt and Boris Hahn say?", ["Boris Hahn"]),
        ("What does Russia supply?", []),
        ("What does the German government say?", []),
        ("What happened on Friday?", []),
        ("What did the Prime Minister say?", []),
        ("Does Austria pay?", ["Austria"]),
    ],
)
def test_names_that_the_article_lacks_are_told(question: str, absent: list[str]) -> None:
    assert absent_names(question, article()) == absent


def test_days_and_home_are_not_asked_for() -> None:
    assert asked_names("Did German police arrest Vogt on Friday in May?") == [["Vogt"]]
