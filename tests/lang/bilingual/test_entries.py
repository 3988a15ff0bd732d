"""The lexicon: large enough, well formed, and without contradiction."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from chat.data import lines
from chat.lang.bilingual.entries import Entry, entries, firm_words, lexicon

GENDERS = {"m", "f", "n", "p", "mf"}
FILES = ("nouns", "offices", "verbs", "adjectives", "adverbs", "expressions")


def test_it_is_as_large_as_it_is_said_to_be() -> None:
    kinds = Counter(entry.kind for entry in entries())
    lemmas = {entry.german for entry in entries() if entry.kind != "expression"}
    assert len(lemmas) >= 10_000
    assert kinds["expression"] >= 1_000
    assert len(lines("pairs/lexicon/offices.tsv")) >= 500
    assert len(lines("pairs/lexicon/opposites.tsv")) >= 300
    assert len(lines("pairs/lexicon/false_friends.tsv")) >= 300


def test_every_entry_has_one_to_six_equivalents_each_once() -> None:
    assert [entry for entry in entries() if not 1 <= len(entry.english) <= 6] == []
    assert [entry for entry in entries() if len(set(entry.english)) != len(entry.english)] == []
    assert [entry for entry in entries() if not all(map(str.strip, entry.english))] == []


def test_nouns_have_a_gender_and_a_capital_and_others_have_none() -> None:
    assert [entry for entry in entries() if entry.kind == "noun" and entry.grammar not in GENDERS] == []
    assert [entry for entry in entries() if entry.kind == "noun" and not entry.german[0].isupper()] == []
    assert [entry for entry in entries() if entry.kind in ("verb", "adjective") and entry.german[0].isupper()] == []
    assert [entry for entry in entries() if entry.kind == "verb" and not entry.german.endswith("n")] == []


@pytest.mark.parametrize("file", FILES)
def test_no_entry_stands_twice(file: str) -> None:
    keys = [
        re.sub(r"\t[^\t]*$" if line.count("\t") == 2 else r"\t[^\t]*\t", "\t", line)
        for line in lines(f"pairs/lexicon/{file}.tsv")
    ]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_no_english_is_right_for_both_of_two_opposites() -> None:
    rows = (line.split("\t") for line in lines("pairs/lexicon/opposites.tsv"))
    assert [row for row in rows if set(row[1].split(", ")) & set(row[3].split(", "))] == []


def test_no_english_is_both_right_and_wrong_for_a_false_friend() -> None:
    rows = (line.split("\t") for line in lines("pairs/lexicon/false_friends.tsv"))
    assert [row for row in rows if set(row[1].split(", ")) & set(row[2].split(", "))] == []


def test_firm_words_are_words_of_the_lexicon() -> None:
    assert len(firm_words()) > 1_000
    assert firm_words() <= lexicon().keys()


@pytest.mark.parametrize(
    ("german", "grammar", "english"),
    [
        ("Leiter", "m", "head"),
        ("Leiter", "f", "ladder"),
        ("Schulden", "p", "debt"),
        ("äußern", "sich zu", "comment on"),
        ("vorwerfen", "", "accuse"),
        ("bestehen", "auf", "insist on"),
        ("bestehen", "aus", "consist of"),
        ("Mieterbund", "m", "tenants' association"),
        ("angeblich", "", "alleged"),
    ],
)
def test_words_are_told_apart_by_their_grammar(german: str, grammar: str, english: str) -> None:
    fitting = [entry for entry in lexicon()[german] if entry.grammar == grammar]
    assert any(english in entry.english for entry in fitting)


def test_a_separable_verb_is_listed_without_its_mark() -> None:
    assert isinstance(lexicon()["ablehnen"][0], Entry)
    assert not any("|" in german for german in lexicon())
