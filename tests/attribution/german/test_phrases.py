"""How far a noun phrase reaches, and whether it can be a subject."""

from __future__ import annotations

import pytest

from chat.attribution.german.phrases import can_be_subject, phrase_at, simple_phrase_at, starts_phrase
from tests.attribution.german.reading import clauses_of, text_of


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Sie geht.", "Sie"),
        ("Der Sprecher der Stadt Kiel geht.", "Der Sprecher der Stadt Kiel"),
        ("Die Bürgermeisterin von Nordfeld geht.", "Die Bürgermeisterin von Nordfeld"),
        ("Die Stadt und der Kreis gehen.", "Die Stadt und der Kreis"),
        ("Die Ministerin (57) geht.", "Die Ministerin ( 57 )"),
        ("Die Zeitung „Der Bote“ geht.", "Die Zeitung „ Der Bote “"),
        ("Henrik Dahl, Sprecher des Hafens, geht.", "Henrik Dahl , Sprecher des Hafens"),
        ("Der in Baucau stationierte Soldat geht.", "Der in Baucau stationierte Soldat"),
        ("Die Bürgermeisterin am Montag geht.", "Die Bürgermeisterin"),
        ("Die Astronauten sieben Minuten lang sehen.", "Die Astronauten"),
        ("Der Leiter der Wasserwerke Nordtal geht.", "Der Leiter der Wasserwerke Nordtal"),
        ("Ein Verband mittelständischer Brauer geht.", "Ein Verband mittelständischer Brauer"),
        ("Der 34 Jahre alte Angeklagte geht.", "Der 34 Jahre alte Angeklagte"),
        ("Die 2. Kammer des Landgerichts geht.", "Die 2. Kammer des Landgerichts"),
        ("Ministerpräsident (CDU) Berg geht.", "Ministerpräsident ( CDU ) Berg"),
        ("Die Kammer zum Verzicht geht.", "Die Kammer"),
        ("Die Kommission zur Aufarbeitung geht.", "Die Kommission zur Aufarbeitung"),
        ("Die Intendantin in einem Interview geht.", "Die Intendantin"),
        ("Die Gruppe Eltern gegen Lärm geht.", "Die Gruppe Eltern gegen Lärm"),
        ("Die beiden der Bank gehen.", "Die beiden"),
        ("Die Polizei der norwegische Fahrer.", "Die Polizei"),
        ("Das Blatt der Fahrer geht.", "Das Blatt der Fahrer"),
        ("Meinung der „Rundschau“ geht.", "Meinung der „ Rundschau “"),
        ("Die Antwort des Senats auf eine Anfrage geht.", "Die Antwort des Senats auf eine Anfrage"),
        ("Die Auswertung der Daten von 300 Kindern geht.", "Die Auswertung der Daten von 300 Kindern"),
        ("Eine von ihnen geht.", "Eine von ihnen"),
        ("Heute geht sie.", ""),
    ],
)
def test_a_phrase_has_its_attributes_and_no_more(sentence: str, phrase: str) -> None:
    clauses = clauses_of(sentence)
    assert text_of(clauses, (0, phrase_at(clauses.tokens, 0, stop=clauses.last))) == phrase


def test_what_the_verb_governs_is_no_attribute() -> None:
    clauses = clauses_of("die Bürgermeisterin von Nordfeld")
    assert phrase_at(clauses.tokens, 0, stop=4, governed=frozenset(["von"])) == 2


def test_a_simple_phrase_has_no_apposition() -> None:
    clauses = clauses_of("Henrik Dahl, Sprecher des Hafens, geht.")
    assert text_of(clauses, (0, simple_phrase_at(clauses.tokens, 0, stop=clauses.last))) == "Henrik Dahl"


@pytest.mark.parametrize(
    ("sentence", "can_be"),
    [
        ("Die Stadt hilft.", True),
        ("Dem Rat hilft das.", False),
        ("Der deutschen Zeitung hilft das.", False),
        ("Einer kam.", True),
    ],
)
def test_a_phrase_that_shows_another_case_is_no_subject(sentence: str, can_be: bool) -> None:
    assert can_be_subject(clauses_of(sentence).tokens, 0) is can_be


def test_what_stands_behind_a_preposition_is_no_subject() -> None:
    assert not can_be_subject(clauses_of("für Klein").tokens, 1)


@pytest.mark.parametrize(("sentence", "starts"), [("Sie geht.", True), ("Ihm geht es gut.", False), ("Heute.", False)])
def test_a_phrase_starts_with_a_noun_an_article_or_a_pronoun_that_can_be_a_subject(sentence: str, starts: bool) -> None:
    assert starts_phrase(clauses_of(sentence).tokens[0]) is starts
