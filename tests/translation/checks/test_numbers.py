"""Numbers of either side that the other lacks."""

from __future__ import annotations

from chat.translation.checks.numbers import invented_numbers, lost_numbers
from tests.builders import pair


def test_a_number_word_of_a_name_is_no_number() -> None:
    assert invented_numbers(pair("Der Bus fuhr nach Six Flags.", "The bus went to Six Flags.")) == []


def test_a_lost_number_is_named_as_the_german_has_it() -> None:
    assert lost_numbers(pair("Es kamen 12.500 Menschen.", "Many people came.")) == ["12.500"]


def test_an_invented_number_is_named_as_the_english_has_it() -> None:
    assert invented_numbers(pair("Es kamen viele.", "Some 300 came.")) == ["300"]
