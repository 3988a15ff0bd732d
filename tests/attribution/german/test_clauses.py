"""Where a clause starts and ends, which is the main one, and which phrase is its subject."""

from __future__ import annotations

import pytest

from tests.attribution.german.reading import clauses_of, text_of


@pytest.mark.parametrize(
    ("sentence", "verb", "clause"),
    [
        ("Klein sagte am Montag, dass die Brücke, die alt ist, hält.", "sagte", "Klein sagte am Montag"),
        ("Klein lobte den Plan und kritisierte die Kosten.", "lobte", "Klein lobte den Plan"),
        ("Wie Dahl, der Sprecher, sagte, regnet es.", "sagte", "Wie Dahl , der Sprecher , sagte"),
        ("Anna Vogt, die hier lebt, sagte, dass es regnet.", "sagte", "Anna Vogt , die hier lebt , sagte"),
        ("„Es regnet“, sagte Klein.", "sagte", "sagte Klein"),
    ],
)
def test_the_clause_of_a_verb(sentence: str, verb: str, clause: str) -> None:
    clauses = clauses_of(sentence)
    place = next(at for at, token in enumerate(clauses.tokens) if token.text == verb)
    assert text_of(clauses, clauses.clause(place)) == clause


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("Weil es regnet, bleibt die Fähre im Hafen.", "bleibt"),
        ("Die Fähre, die alt ist, bleibt im Hafen.", "bleibt"),
        ("Da kam er.", "kam"),
        ("Ein Fest im Hafen.", ""),
    ],
)
def test_the_verb_of_the_main_clause(sentence: str, verb: str) -> None:
    clauses = clauses_of(sentence)
    place = clauses.main_finite()
    assert (clauses.tokens[place].text if place is not None else "") == verb


def test_subordinate_clauses_are_told_by_their_first_word_and_their_last_verb() -> None:
    clauses = clauses_of("Die Fähre, die alt ist, bleibt im Hafen, weil es regnet.")
    subordinate = [
        text_of(clauses, stretch) for stretch in clauses.stretches(0, clauses.last) if clauses.is_subordinate(*stretch)
    ]
    assert subordinate == ["die alt ist", "weil es regnet"]


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("Am Montag kam Anna Vogt.", "Anna Vogt"),
        ("Dem Rat sagte Klein nichts.", "Klein"),
        ("Das sagte die Polizei.", "die Polizei"),
        ("Es regnet.", ""),
    ],
)
def test_the_first_phrase_that_can_be_the_subject(sentence: str, subject: str) -> None:
    clauses = clauses_of(sentence)
    assert text_of(clauses, clauses.first_phrase(0, clauses.last, clauses.last)) == subject


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("Klein sagte, es sei kalt und man habe Hunger.", "es sei kalt und man habe Hunger"),
        ("Klein sagte, es regne, und laut Dahl schneit es.", "es regne ,"),
        ("Klein sagte, dass es regnet, bestätigte aber nichts.", "dass es regnet"),
    ],
)
def test_a_content_ends_where_the_next_frame_begins(sentence: str, content: str) -> None:
    clauses = clauses_of(sentence)
    assert text_of(clauses, (3, clauses.until_main(3))) == content
