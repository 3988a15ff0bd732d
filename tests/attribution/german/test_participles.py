"""Participles that share their auxiliary with the one before."""

from __future__ import annotations

import pytest

from chat.attribution.german.participles import auxiliary_before, joins_participle
from tests.attribution.generated import claims_of
from tests.attribution.german.reading import clauses_of

JOINED = "Ohm hat den Plan gelobt und mehr Geld verlangt."


def test_a_participle_behind_and_has_the_auxiliary_of_the_one_before() -> None:
    clauses = clauses_of(JOINED)
    place = next(at for at, token in enumerate(clauses.tokens) if token.text == "und")
    auxiliary = auxiliary_before(clauses, place)
    assert joins_participle(clauses, place)
    assert auxiliary is not None
    assert clauses.tokens[auxiliary].text == "hat"


@pytest.mark.parametrize("sentence", ["Klein lobte den Plan und verlangte Geld.", "Klein hat Rat und Hilfe verlangt."])
def test_no_other_and_joins_participles(sentence: str) -> None:
    clauses = clauses_of(sentence)
    place = next(at for at, token in enumerate(clauses.tokens) if token.text == "und")
    assert not joins_participle(clauses, place)


@pytest.mark.parametrize(
    ("sentence", "contents"),
    [
        (JOINED, ["Ohm hat den Plan gelobt", "mehr Geld verlangt"]),
        (
            "Die Anklage hatte zwei Jahre gefordert, die Verteidigung auf Freispruch plädiert.",
            ["Die Anklage hatte zwei Jahre gefordert", "die Verteidigung auf Freispruch plädiert"],
        ),
    ],
)
def test_each_participle_is_a_claim_of_its_own(sentence: str, contents: list[str]) -> None:
    assert [claim.content[0].text for claim in claims_of(sentence)] == contents


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [("Ihr Vater hatte ihr geraten, Ärztin zu werden.", 1), ("Die Firma ist in Not geraten, um zu wachsen.", 0)],
)
def test_a_participle_of_two_verbs_is_told_by_its_auxiliary(sentence: str, claims: int) -> None:
    assert len(claims_of(sentence)) == claims
