"""Sentences of an article and of a translation made elsewhere are put together."""

from __future__ import annotations

import pytest

from chat.lang.de.text import GermanText
from chat.lang.en.text import EnglishText
from chat.translation.alignment import align

GERMAN = [
    "Die Miete in Werlau steigt im Juli.",
    "Der Mieterbund kritisierte die Erhöhung.",
    "Die Vermieter verwiesen auf hohe Kosten.",
    "Das Gericht entscheidet am 12. Mai.",
]
ENGLISH = [
    "Rents in Werlau will rise in July.",
    "The tenants' association criticised the increase.",
    "The landlords pointed to high costs.",
    "The court will decide on 12 May.",
]


def aligned(german: list[str], english: list[str]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    found = align([GermanText(text) for text in german], [EnglishText(text) for text in english])
    return [(pair.german, pair.english) for pair in found]


def test_sentence_stands_beside_sentence() -> None:
    assert aligned(GERMAN, ENGLISH) == [((at,), (at,)) for at in range(4)]


def test_two_that_the_translation_joins_are_together() -> None:
    joined = [ENGLISH[0], f"{ENGLISH[1][:-1]}, and {ENGLISH[2]}", ENGLISH[3]]
    assert aligned(GERMAN, joined) == [((0,), (0,)), ((1, 2), (1,)), ((3,), (2,))]


def test_one_that_the_translation_parts_has_both() -> None:
    german = [GERMAN[0], f"{GERMAN[1][:-1]}, und {GERMAN[2]}", GERMAN[3]]
    assert aligned(german, ENGLISH) == [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,))]


def test_one_that_is_lost_stands_alone() -> None:
    assert aligned(GERMAN, [*ENGLISH[:2], ENGLISH[3]]) == [((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), (2,))]


@pytest.mark.parametrize(("german", "english"), [([], []), (GERMAN[:1], []), ([], ENGLISH[:2])])
def test_a_side_may_be_empty(german: list[str], english: list[str]) -> None:
    found = aligned(german, english)
    assert [at for own, _ in found for at in own] == list(range(len(german)))
    assert [at for _, own in found for at in own] == list(range(len(english)))
