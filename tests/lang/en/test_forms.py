"""English words in the form in which translations are compared."""

from __future__ import annotations

import pytest

from chat.lang.en.forms import kindred, plain_form


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("said", "says"), ("organisation", "organizations"), ("labour", "labor"), ("centre", "centers"),
        ("children", "child"), ("largest", "large"), ("defence", "defense"), ("travelled", "traveling"),
        ("killed", "kill"), ("calling", "call"), ("sellers", "seller"), ("fallen", "falling"), ("filled", "fill"),
    ],
)  # fmt: skip
def test_forms_of_a_word_are_one(word: str, other: str) -> None:
    assert plain_form(word) == plain_form(other)


@pytest.mark.parametrize(("word", "other"), [("reject", "rejection"), ("decide", "decision"), ("bus", "buses")])
def test_words_of_a_family_are_kindred(word: str, other: str) -> None:
    assert kindred(plain_form(word), plain_form(other))


@pytest.mark.parametrize(("word", "other"), [("tenant", "landlord"), ("import", "export"), ("filled", "filed")])
def test_other_words_are_not(word: str, other: str) -> None:
    assert not kindred(plain_form(word), plain_form(other))
