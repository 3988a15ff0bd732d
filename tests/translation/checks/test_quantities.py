"""Quantities that are no plain numbers, and for which a translation has another."""

from __future__ import annotations

import pytest

from chat.translation.checks.quantities import exchanged, lost
from tests.builders import pair


@pytest.mark.parametrize(
    ("german", "english", "expected"),
    [
        ("Zwei Drittel kamen.", "A third came.", [("Zwei Drittel", "A third")]),
        ("Zwei Drittel kamen.", "Two thirds came.", []),
        ("Zwei Drittel kamen.", "67 percent came.", []),
        ("Ein Sechstel kam.", "One ſixth came.", []),
        ("Im Viertel wohnt ein Drittel.", "A third live in the quarter.", []),
        ("Im Viertel ist es laut.", "One third of it is loud.", []),
        ("Tausende kamen.", "Hundreds came.", [("Tausende", "Hundreds")]),
        ("Es kamen tausende.", "Hundreds came.", [("tausende", "Hundreds")]),
        ("Mehrere hundert kamen.", "Several thousand came.", [("Mehrere hundert", "Several thousand")]),
        ("Es kamen zehntausende.", "Tens of thouſands came.", []),
        ("3 Millionen spenden, Tausende kommen.", "3 million donate, thousands come.", []),
        ("3 Millionen spenden, Tausende kommen.", "3 million donate, dozens come.", [("Tausende", "dozens")]),
        ("Zwölf Millionen spenden.", "Twelve million donate to thousands.", []),
        ("Zweieinhalb Millionen spenden.", "Two and a half million donate, thousands of them.", []),
        ("Hunderttausende kamen.", "Several hundred thousand people came.", []),
        ("Er kommt in drei Wochen.", "He comes in three days.", [("drei Wochen", "three days")]),
        ("Er kommt in drei Wochen.", "He comes in 3 weeks.", []),
        ("Etwa 1.500 kamen.", "Over 1,500 came.", [("Etwa", "Over")]),
        ("Fast die Hälfte kam.", "More than half came.", [("Fast", "More than")]),
        ("Über 40 kamen.", "Almost 40 came.", [("Über", "Almost")]),
        ("Mindestens 40 kamen.", "More than 40 came.", []),
        ("Etwa 40 kamen.", "Some 40 came.", []),
        ("Knapp 40 kamen.", "Almost 40 came.", []),
        ("Rund 40 kamen, mehr als erwartet.", "More than 40 came, as nobody had expected.", []),
        ("Über 40 kamen, etwa 30 blieben.", "Over 40 came, almost 30 stayed.", []),
        ("Er spricht über 40 Jahre Krieg.", "He talks about 40 years of war.", []),
        ("Etwa 40 kamen, mehrere Hundert blieben weg.", "Over 40 came, hundreds stayed away.", [("Etwa", "Over")]),
        ("Mehrere Tausend kämpfen.", "Several thousand more fight.", [("Mehrere Tausend", "Several thousand more")]),
        ("Mehrere Tausend weitere kämpfen.", "Several thousand more fight.", []),
        ("Mehrere Tausend kämpfen.", "Several thousand, more than ever, fight.", []),
    ],
)
def test_quantities(german: str, english: str, expected: list[tuple[str, str]]) -> None:
    assert exchanged(pair(german, english)) == expected


@pytest.mark.parametrize(
    ("german", "english", "expected"),
    [
        ("Mehrere Tausend könnten kämpfen.", "They could fight.", ["Mehrere Tausend"]),
        ("Mehrere Tausend könnten kämpfen.", "Many could fight.", []),
        ("Tausende kamen, Dutzende blieben.", "They came and stayed.", ["Tausende", "Dutzende"]),
        ("Eine Million kam.", "They came.", []),
    ],
)
def test_round_numbers_that_are_lost(german: str, english: str, expected: list[str]) -> None:
    assert lost(pair(german, english)) == expected
