"""Words that a translation has instead of others; the sentences were made up for this."""

from __future__ import annotations

import pytest

from chat.translation.checks.words import CHECK
from tests.builders import pair


def told(german: str, english: str) -> list[tuple[str, str]]:
    return [(doubt.german, doubt.english) for doubt in CHECK.find(pair(german, english))]


@pytest.mark.parametrize(
    ("german", "english", "word", "instead"),
    [
        ("Der Vermieter erhöht im Sommer die Miete.", "The tenant raises the rent in summer.", "Vermieter", "tenant"),
        ("Die Ausfuhr wuchs im März.", "Imports grew in March.", "Ausfuhr", "Imports"),
        ("Die Preise sinken seit Mai.", "Prices have risen since May.", "sinken", "risen"),
        ("Sie öffnet das Fenster.", "She closes the window.", "öffnet", "closes"),
        ("Er kam aus dem Norden.", "He came from the south.", "Norden", "south"),
        ("Sie besucht das Gymnasium.", "She goes to the gym.", "Gymnasium", "gym"),
    ],
)
def test_opposites_and_what_only_looks_alike_are_told(german: str, english: str, word: str, instead: str) -> None:
    assert (word, instead) in told(german, english)


@pytest.mark.parametrize(
    ("german", "english", "word", "instead"),
    [
        ("Die Brücke wurde am Abend gesperrt.", "The cucumber was closed in the evening.", "Brücke", "cucumber"),
        ("Ein Zeuge rief die Polizei.", "A piano called the police.", "Zeuge", "piano"),
        ("Der Gletscher schmilzt schneller.", "The trouser melts faster.", "Gletscher", "trouser"),
    ],
)
def test_a_word_that_has_nothing_to_do_with_the_german_is_told(
    german: str, english: str, word: str, instead: str
) -> None:
    assert (word, instead) in told(german, english)


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Der Vermieter erhöht im Sommer die Miete.", "The landlord is putting up the rent in summer."),
        ("Die Mietpreisbremse gilt weiter.", "The rent cap remains in force."),
        ("Sie zog einen Umzug in Erwägung.", "She considered moving."),
        ("Der Rat lehnte den Antrag ab.", "The council turned down the motion."),
        ("Die Ärztinnen streiken.", "The doctors are on strike."),
        ("Vermieter und Mieter einigten sich.", "Tenants and landlords reached an agreement."),
    ],
)
def test_right_translations_are_left_alone(german: str, english: str) -> None:
    assert told(german, english) == []


def test_what_the_lexicon_does_not_know_is_not_doubted() -> None:
    assert told("Das Schnurzelbrumpf steht still.", "The cucumber stands still.") == []


def test_both_words_are_named() -> None:
    (doubt,) = CHECK.find(pair("Der Vermieter zahlt.", "The tenant pays."))
    assert doubt.message == "“Vermieter” means landlord or landlady; the English has “tenant”."
    assert (doubt.kind, doubt.wording) == ("words", False)
