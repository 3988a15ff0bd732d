"""What languages are called, and which are near which."""

from __future__ import annotations

import pytest

from chat.data import table
from chat.lang.language_names import name, near
from chat.models.languages import readable


@pytest.mark.parametrize(
    ("code", "called"), [("lb", "Luxembourgish"), ("sco", "Scots"), ("yi", "Yiddish"), ("qqq", "qqq")]
)
def test_a_language_is_called_by_its_english_name(code: str, called: str) -> None:
    assert name(code) == called


def test_what_is_near_is_named_the_nearest_first() -> None:
    assert near("gl") == ("pt", "es")
    assert near("ja") == ()


def test_only_languages_that_are_read_have_neighbours_and_all_have_names() -> None:
    for code, codes in table("neighbours.toml").items():
        assert name(code) != code and code not in readable()
        assert set(codes.split()) <= readable()
