"""What the form of a phrase tells of its case and its number."""

from __future__ import annotations

import pytest

from chat.attribution.german.cases import is_nominative, is_oblique, is_plural, is_singular
from chat.attribution.german.phrases import phrase_at
from chat.lang.de.tokens import Token
from tests.attribution.german.reading import clauses_of


def _phrase(sentence: str) -> list[Token]:
    clauses = clauses_of(sentence)
    return list(clauses.tokens[: phrase_at(clauses.tokens, 0, stop=clauses.last)])


@pytest.mark.parametrize(
    ("sentence", "shows"),
    [
        ("Er geht.", True),
        ("Der Ausschuss geht.", True),
        ("Der neue Trainer geht.", True),
        ("Der Verein geht.", True),
        ("Dieser Gutachter geht.", True),
        ("Die Bank geht.", False),
        ("Sie geht.", False),
        ("Der Bank hilft das.", False),
        ("Der Trainerin hilft das.", False),
        ("Der Angeklagten hilft das.", False),
        ("Das Amt geht.", False),
    ],
)
def test_an_article_or_a_pronoun_shows_the_nominative(sentence: str, shows: bool) -> None:
    assert is_nominative(_phrase(sentence)) is shows


@pytest.mark.parametrize(
    ("sentence", "shows"),
    [
        ("Rentnern hilft das.", True),
        ("Nutzerinnen und Nutzern hilft das.", True),
        ("Älteren Menschen hilft das.", True),
        ("Kindern hilft das.", True),
        ("Vielen Kunden hilft das.", True),
        ("Reisenden hilft das.", True),
        ("Reisende gehen.", False),
        ("Viele Kunden gehen.", False),
        ("Bauern gehen.", False),
        ("Schwestern gehen.", False),
        ("Eltern gehen.", False),
        ("Bayern geht.", False),
        ("Ältere Menschen gehen.", False),
        ("Die älteren Menschen gehen.", False),
        ("Rentner gehen.", False),
    ],
)
def test_an_ending_shows_that_a_phrase_is_no_subject(sentence: str, shows: bool) -> None:
    assert is_oblique(_phrase(sentence)) is shows


@pytest.mark.parametrize(
    ("sentence", "plural", "singular"),
    [
        ("Die Zahlen steigen.", True, False),
        ("Seine Nachbarn gehen.", True, False),
        ("Seine Lehrer gehen.", True, False),
        ("Wagners Opern gehen.", True, False),
        ("Vier Zeugen gehen.", True, False),
        ("Eltern gehen.", True, False),
        ("Die Lehrerin geht.", False, True),
        ("Der Verband geht.", False, True),
        ("Er geht.", False, True),
        ("Vorsitzender Ohm geht.", False, False),
        ("US-Konzern Nordex geht.", False, False),
        ("Die 30-Jährige geht.", False, False),
        ("Die Vorsitzende geht.", False, False),
        ("Die Klinik geht.", False, True),
        ("Wagners Plan geht.", False, True),
        ("Die Träger gehen.", False, False),
        ("Ohm geht.", False, False),
    ],
)
def test_a_phrase_shows_whether_it_names_one_or_several(sentence: str, plural: bool, singular: bool) -> None:
    phrase = _phrase(sentence)
    assert (is_plural(phrase), is_singular(phrase)) == (plural, singular)
