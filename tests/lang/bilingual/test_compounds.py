"""Compounds are put down to their parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from chat.lang.bilingual.compounds import noun_entries, parts

GOLD = Path(__file__).parents[2] / "data" / "compounds.tsv"


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


def test_of_compounds_of_news_nearly_all_have_the_right_head_and_no_others_are_split() -> None:
    rows = [line.split("\t") for line in GOLD.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    gold = [(noun, split.split("+")) for noun, split in rows]
    compounds = [(noun, split[-1].lower()) for noun, split in gold if len(split) > 1]
    others = [noun for noun, split in gold if len(split) == 1]
    assert len(compounds) > 300 and len(others) > 30
    # A head may be a compound that the lexicon has as a whole: "Wohnungsbau" of "Wohnungsbauprogramm".
    right = [bool(found := lemmas(noun)) and found[-1].lower().endswith(head) for noun, head in compounds]
    assert sum(right) / len(right) > 0.95
    assert sum(len(lemmas(noun)) <= 1 for noun in others) / len(others) > 0.95
