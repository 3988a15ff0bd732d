"""What belongs to a name within a noun phrase, and the noun behind it that does not."""

from __future__ import annotations

import pytest

from chat.attribution.german.phrases import phrase_at
from tests.attribution.german.reading import clauses_of, text_of


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Schalke 04 geht.", "Schalke 04"),
        ("Der TSV 1860 München geht.", "Der TSV 1860 München"),
        ("Die Pfleger der Station 4 gehen.", "Die Pfleger der Station 4"),
        ("Papst Benedikt XVI. geht.", "Papst Benedikt XVI."),
        ("Ohm 40 Zuhörern geht.", "Ohm"),
        ("Der „Bote vom Kamp“ geht.", "Der „ Bote vom Kamp “"),
        ("Klubobmann Gernot Strasser geht.", "Klubobmann Gernot Strasser"),
        ("Jurist Tom Weiland geht.", "Jurist Tom Weiland"),
        ("Ministerin Ostertag: Alles ist gut.", "Ministerin Ostertag"),
    ],
)
def test_numbers_marks_and_words_of_a_name_belong_to_it(sentence: str, name: str) -> None:
    clauses = clauses_of(sentence)
    assert text_of(clauses, (0, phrase_at(clauses.tokens, 0, stop=clauses.last))) == name


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Gestern hat Klein Fehler eingeräumt.", "Klein"),
        ("Gestern hat Minister Rolf Kern Vorwürfe zurückgewiesen.", "Minister Rolf Kern"),
        ("Gestern warfen die Behörden Spionage vor.", "die Behörden"),
        ("Gestern berichtete Sprecherin Maria von Thun davon.", "Sprecherin Maria von Thun"),
    ],
)
def test_an_object_behind_a_name_does_not(sentence: str, name: str) -> None:
    clauses = clauses_of(sentence)
    assert text_of(clauses, clauses.first_phrase(2, clauses.last, clauses.last, governed=frozenset({"von"}))) == name
