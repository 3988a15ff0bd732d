"""Words and stems of English and German text."""

from __future__ import annotations

import pytest

from chat.lang.words import akin, english_stems, german_stems, stems_of, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Klein's plan", ["Klein", "plan"]),
        ("the mayors’ plan", ["the", "mayors", "plan"]),
        ("Meyer-Landrut", ["Meyer", "Landrut"]),
        ("O'Neill", ["O'Neill"]),
        ("the U.S. army", ["the", "US", "army"]),
        ("Größe 3,5", ["Größe", "3", "5"]),
        ("", []),
    ],
)
def test_words_stand_without_possessives_and_stops(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "other"), [("bridges closed", "the closing bridge"), ("Who denies it?", "they denied")]
)
def test_forms_of_a_word_share_a_stem(text: str, other: str) -> None:
    assert set(english_stems(text)) <= set(english_stems(other))


def test_function_words_have_no_stem_but_a_country_has() -> None:
    assert english_stems("What did the US say about us?") == ["us"]


@pytest.mark.parametrize(
    ("text", "other"),
    [("Brücken gesperrt", "die gesperrte Brücke"), ("des Bürgermeisters", "der Bürgermeister"), ("Straße", "Strasse")],
)
def test_forms_of_a_german_word_share_a_stem(text: str, other: str) -> None:
    assert set(german_stems(text)) == set(german_stems(other))


def test_german_function_words_have_no_stem() -> None:
    assert german_stems("Was hat sie daß und außer dem Rat gesagt?") == german_stems("Rat gesagt")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("deliver", "deliveries", True),
        ("employ", "employment", True),
        ("deliver", "delivers", True),
        ("general", "generation", False),
        ("port", "portal", False),
        ("secret", "secretary", False),
    ],
)
def test_words_of_one_family(one: str, other: str, expected: bool) -> None:
    ((stem,), (other_stem,)) = english_stems(one), english_stems(other)
    assert akin(stem, other_stem) is expected


def test_function_words_have_a_stem_where_each_word_is_asked_for() -> None:
    assert stems_of(["Diese", "Straßen"], "german") == ["dies", "strass"]
