"""The core of a phrase reaches to its last noun, over adjectives, numbers and the capitals of names."""

from __future__ import annotations

import pytest

from chat.attribution.german.cores import behind_participle, core, in_brackets, parts_adjectives, stands_for_noun
from tests.attribution.german.reading import clauses_of, text_of


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Der neue Trainer von Ulm geht.", "Der neue Trainer"),
        ("Die beiden gehen.", "Die beiden"),
        ("Die beiden Trainer gehen.", "Die beiden Trainer"),
        ("Ein anderer geht.", "Ein anderer"),
        ("Die eine geht.", "Die eine"),
        ("Der beiden der Trainer geht.", "Der beiden"),
        ("Die Liste Die Aktiven geht.", "Die Liste Die Aktiven"),
        ("Die Liste die Aktiven.", "Die Liste"),
        ("Die «Neue Rundschau» geht.", "Die « Neue Rundschau »"),
        ("Der »Neue Bote« geht.", "Der » Neue Bote «"),
        ("Zwei mit dem Plan vertraute Zeugen gehen.", "Zwei mit dem Plan vertraute Zeugen"),
        ("Geht sie?", ""),
    ],
)
def test_a_core_is_whole(sentence: str, words: str) -> None:
    clauses = clauses_of(sentence)
    assert text_of(clauses, (0, core(clauses.tokens, 0, clauses.last))) == words


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [("Die beiden gehen.", True), ("Die beiden Trainer gehen.", False), ("Beide gehen.", False)],
)
def test_a_pronoun_behind_an_article_stands_for_a_noun(sentence: str, stands: bool) -> None:
    clauses = clauses_of(sentence)
    assert stands_for_noun(clauses.tokens, 0, clauses.last) is stands


def test_an_attribute_ends_with_its_participle() -> None:
    clauses = clauses_of("Die von der Stadt beauftragte Prüferin geht.")
    assert behind_participle(clauses.tokens, 1, 6) == 4


def test_no_clause_ends_between_adjectives_or_in_brackets() -> None:
    clauses = clauses_of("Ein hoher, namentlich nicht genannter Beamter (kurz: Ohm) geht.")
    assert parts_adjectives(clauses.tokens, 2)
    assert in_brackets(clauses.tokens) == set(range(7, 11))
