"""How near English words are to each other."""

from __future__ import annotations

import pytest

from chat.lang.bilingual.entries import lexicon
from chat.lang.bilingual.nearness import forms_of, kinds_of, near, nearest, nearness


@pytest.mark.parametrize(("word", "other"), [("reject", "refus"), ("mayor", "mayor"), ("decid", "decis")])
def test_words_for_one_thing_are_near(word: str, other: str) -> None:
    assert nearness(word, other) > 0.1
    assert nearness(word, other) == nearness(other, word)


@pytest.mark.parametrize(("word", "other"), [("cucumb", "parliament"), ("piano", "wit")])
def test_words_for_different_things_are_not(word: str, other: str) -> None:
    assert nearness(word, other) < 0.05


def test_a_rendering_looser_than_an_equivalent_is_near() -> None:
    (entry,) = lexicon()["Turnier"]
    assert "competit" in near(entry)


def test_a_phrase_is_known_by_its_content_words() -> None:
    assert forms_of("take part in") == ("take", "part")
    assert forms_of("be") == ("be",)


def test_a_form_has_the_kinds_of_its_german_words() -> None:
    assert "noun" in kinds_of("bridg")
    assert kinds_of("schnurzelbrumpf") == frozenset()


def test_the_nearest_of_none_is_not_near() -> None:
    assert nearest("mayor", ()) == 0.0
