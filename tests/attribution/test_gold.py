"""The gold is sound, and the rules find enough of it; `python -m bench claims` has all the figures."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import get_args

import pytest

from bench import claims
from chat.schema import ClaimType, Stance

LEAST_AS_WRITTEN = {"development": 0.91, "unseen": 0.85}  # of the claims, found with their speakers as written
LEAST_RIGHT_PERSON = {"development": 0.94, "unseen": 0.90}  # of the claims, found with the person who speaks
MOST_FALSE = 0.01  # claims with a speaker a sentence of narrative
LEAST_TEXTS = 5  # of each register
REGISTERS = (
    *("agency", "interview", "court", "sport", "ticker", "press", "science", "opinion"),
    *("swiss", "austrian", "local", "economy", "foreign", "parliament", "obituary"),
)
each_part = pytest.mark.parametrize("part", claims.PARTS)


@each_part
def test_every_register_has_its_texts(part: str) -> None:
    counts = Counter(text.register for text in claims.texts(claims.GOLD / f"{part}.toml"))
    assert set(counts) == set(REGISTERS)
    assert min(counts.values()) >= LEAST_TEXTS


@each_part
def test_every_speaker_and_every_piece_of_a_content_is_in_its_text(part: str) -> None:
    texts = tomllib.loads((claims.GOLD / f"{part}.toml").read_text(encoding="utf-8"))["text"]
    absent = [
        phrase
        for text in texts
        for speakers, content, _, _ in text["claims"]
        for phrase in (*speakers, *content.split(claims.PIECES))
        if phrase not in text["german"]
    ]
    assert absent == []


@each_part
def test_types_and_stances_are_those_of_a_claim(part: str) -> None:
    said = [claim for text in claims.texts(claims.GOLD / f"{part}.toml") for claim in text.claims]
    assert {claim.type for claim in said} <= set(get_args(ClaimType))
    assert {claim.stance for claim in said} <= set(get_args(Stance))


def attributed(speaker: str, characters: range, type_: str = "indirect") -> claims.Attributed:
    return claims.Attributed((speaker,), range(3), "", frozenset(characters), type_, "says")


def test_claims_are_paired_with_those_they_share_most_with() -> None:
    gold = [attributed("Ohm", range(10, 20)), attributed("Ida", range(10, 40))]
    found = [attributed("Ida", range(12, 40)), attributed("Ohm", range(10, 20)), attributed("Ohm", range(50, 60))]
    assert claims.paired(gold, found) == {1: 0, 0: 1}


def test_who_a_pronoun_stands_for_is_the_same_person_and_not_as_written() -> None:
    gold = attributed("Minister Ohm", range(20, 40))
    he = claims.Attributed(("er",), range(50, 52), "", gold.characters, "indirect", "says", stands_for="Minister Ohm")
    other = claims.Attributed(("sie",), range(50, 53), "", gold.characters, "indirect", "says", stands_for="Ida Klein")
    score = claims.Score()
    for read in (he, other):
        score.count(gold, read, [read])
    assert (score.claims, score.found, score.speaker, score.touching, score.person) == (2, 2, 0, 0, 1)


def test_a_quotation_within_a_claim_of_the_gold_is_no_surplus() -> None:
    within = [attributed(speaker, range(12, 15), "direct") for speaker in ("Ohm", "Ida")]
    assert list(claims.surplus([attributed("Ohm", range(10, 20)), *within], [0])) == [within[1]]


@pytest.mark.slow
@each_part
def test_the_rules_find_who_says_what(part: str) -> None:
    score = claims.measured(claims.texts(claims.GOLD / f"{part}.toml"))["all"]
    assert score.speaker / score.claims >= LEAST_AS_WRITTEN[part]
    assert score.person / score.claims >= LEAST_RIGHT_PERSON[part]


@each_part
def test_narrative_has_hardly_a_speaker(part: str) -> None:
    count, false = claims.false_claims(claims.GOLD / f"narrative_{part}.txt")
    assert len(false) / count <= MOST_FALSE


def test_a_claim_within_one_of_the_gold_is_not_outside_it() -> None:
    row = claims.Text("agency", "", (attributed("Ohm", range(10, 40)),))
    found = [attributed("Ohm", range(10, 40)), attributed("Ida", range(12, 20)), attributed("Ida", range(35, 60))]
    assert claims.outside(found, [0], row) == [found[2]]


def test_the_english_gold_is_sound() -> None:
    texts = claims.gold("development", "en")
    counts = Counter(text.register for text in texts)
    assert len(counts) == 10 and min(counts.values()) >= 4
    said = [claim for text in texts for claim in text.claims]
    assert {claim.type for claim in said} <= set(get_args(ClaimType))
    assert {claim.stance for claim in said} <= set(get_args(Stance))


def test_the_rules_find_who_says_what_in_english() -> None:
    score = claims.measured(claims.gold("development", "en"), "en")["all"]
    # A third of the claims are reports without a clause of their own. Measured: 0.897, 0.881, 0.945, 0.009.
    assert score.found / score.claims >= 0.89
    assert score.person / score.claims >= 0.87
    assert score.stance / score.found >= 0.94
    assert score.false / score.sentences <= 0.01
