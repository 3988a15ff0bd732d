"""Whether a second verb goes on with the subject of the clause before it."""

from __future__ import annotations

import pytest

from chat.attribution.german.coordination import goes_on, subject_before
from chat.attribution.german.cue_verbs import lemma_of
from tests.attribution.german.reading import clauses_of, text_of


@pytest.mark.parametrize(
    ("sentence", "verb", "joined"),
    [
        ("Die Stadt lobte den Einsatz, kritisierte aber die Kosten.", "kritisierte", True),
        ("Die Stadt lobte den Einsatz und forderte mehr Geld.", "forderte", True),
        ("Die Stadt lobte den Einsatz – verlangte jedoch Zahlen.", "verlangte", True),
        ("Der Einsatz war richtig, lobte die Stadt.", "lobte", False),
        ("Der Einsatz sei richtig, betonte Klein.", "betonte", False),
        ("„Der Einsatz war richtig“, lobte die Stadt.", "lobte", False),
        ("Das sei falsch, heißt es.", "heißt", False),
    ],
)
def test_a_second_verb_is_told_from_a_frame_behind_what_is_said(sentence: str, verb: str, joined: bool) -> None:
    clauses = clauses_of(sentence)
    place = next(at for at, token in enumerate(clauses.tokens) if token.text == verb)
    assert goes_on(clauses, place, lemma_of(clauses, place)) is joined


def test_the_subject_is_that_of_the_nearest_main_clause() -> None:
    clauses = clauses_of("Ohm schwieg, die Stadt, die den Plan kennt, lobte ihn, kritisierte aber die Kosten.")
    place = next(at for at, token in enumerate(clauses.tokens) if token.text == "kritisierte")
    assert text_of(clauses, subject_before(clauses, place)).startswith("die Stadt")
