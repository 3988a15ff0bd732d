"""Compounds are put down to their parts."""

from __future__ import annotations

import pytest

from chat.lang.bilingual.compounds import noun_entries, parts


def lemmas(noun: str) -> list[str]:
    return [part[0].german for part in parts(noun)]


@pytest.mark.parametrize(
    ("noun", "found"),
    [
        ("Hafenmietvertrag", ["Hafen", "Mietvertrag"]),
        ("Brückensanierung", ["Brücke", "Sanierung"]),
        ("Ländersache", ["Land", "Sache"]),
        ("Wohnungsbrand", ["Wohnung", "Brand"]),
        ("Großbäckerei", ["groß", "Bäckerei"]),
        ("Sondersteuer", ["sonder", "Steuer"]),
        ("CDU-Kandidat", ["Kandidat"]),
    ],
)
def test_a_compound_is_split(noun: str, found: list[str]) -> None:
    assert lemmas(noun) == found


@pytest.mark.parametrize("noun", ["Verwaltung", "Schalter", "Nachricht", "Erfolg", "Minister"])
def test_a_word_that_only_looks_like_one_stays_whole(noun: str) -> None:
    assert lemmas(noun) == [noun]


@pytest.mark.parametrize("noun", ["Schnurzelbrumpf", "Xyz", "Ab"])
def test_what_cannot_be_told_is_not_split(noun: str) -> None:
    assert parts(noun) == ()


@pytest.mark.parametrize(
    ("woman", "man"), [("Ärztin", "Arzt"), ("Bauministerinnen", "Bauminister"), ("Zeugin", "Zeuge")]
)
def test_a_womans_form_has_the_english_of_the_mans(woman: str, man: str) -> None:
    assert noun_entries(woman)[0].german in (man, woman)
    assert noun_entries(woman)[0].english[0] == noun_entries(man)[0].english[0]
