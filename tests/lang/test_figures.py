"""Numbers of German and English text as comparable values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.lang.figures import figures, missing


def lost(german: str, english: str) -> list[str]:
    return missing(german, "de", among={"en": english})


def invented(english: str, german: str) -> list[str]:
    return missing(english, "en", among={"de": german})


def values(text: str, tongue: str) -> set[Decimal]:
    return {value for figure in figures(text, tongue) for value in figure.values}


SAME = [
    ("1.500 Menschen", "1,500 people"),
    ("1 500 Menschen", "1,500 people"),
    ("1\u00a0500 Menschen", "1,500 people"),
    ("1\u202f500 Menschen", "1\u00a0500 people"),
    ("1.234.567,5 Tonnen", "1,234,567.5 tonnes"),
    ("1,5 Mio. Euro", "1.5 million euros"),
    ("1,5 Mio. Euro", "1,500,000 euros"),
    ("2 Mrd. Euro", "$2bn"),
    ("3 Milliarden", "3 billion"),
    ("3 Billionen", "3 trillion"),
    ("zwei Millionen", "2 million"),
    ("2 Millionen", "two million"),
    ("1 Million", "a million"),
    ("eine Million", "1,000,000"),
    ("eine halbe Million", "500,000"),
    ("500.000", "half a million"),
    ("zweieinhalb Millionen", "2.5 million"),
    ("2,5 Millionen", "two and a half million"),
    ("10 bis 12 Millionen", "10 million to 12 million"),
    ("zwei bis drei Millionen", "two million to three million"),
    ("5 bis 6 Millionen", "five to six million"),
    ("10 km²", "10 km2"),
    ("10-12 Euro", "10 to 12 euros"),
    ("10 bis 12 Euro", "10-12 euros"),
    ("2,5 Prozent", "2.5 percent"),
    ("5 %", "5%"),
    ("ein Prozent", "1 percent"),
    ("1 Prozent", "one percent"),
    ("am 3. Oktober 2024", "on October 3, 2024"),
    ("am 3. Oktober", "on 3rd October"),
    ("am 3. Oktober", "on the third of October"),
    ("am 21. Mai", "on the twenty-first of May"),
    ("im 19. Jahrhundert", "in the nineteenth century"),
    ("24.12.2023", "24 December 2023"),
    ("um 21.30 Uhr", "at 9:30 pm"),
    ("um 21.30 Uhr", "at 9.30 p.m."),
    ("um 9 Uhr", "at nine o'clock"),
    ("um 12 Uhr", "at noon"),
    ("um 0 Uhr", "at midnight"),
    ("sieben Menschen", "7 people"),
    ("7 Menschen", "seven people"),
    ("dreihundert Menschen", "300 people"),
    ("300 Menschen", "three hundred people"),
    ("einundzwanzig", "21"),
    ("21", "twenty-one"),
    ("2.500", "two thousand five hundred"),
    ("zweitausendfünfhundert", "2,500"),
    ("tausend Menschen", "1,000 people"),
    ("ein Dreijahresplan", "a 3-year plan"),
    ("zweimal", "2 times"),
    ("gewann 3:1", "won 3-1"),
    ("die 90er Jahre", "the 1990s"),
    ("die 1990er", "the 90s"),
]


@pytest.mark.parametrize(("german", "english"), SAME)
def test_a_number_is_found_again_in_the_english(german: str, english: str) -> None:
    assert lost(german, english) == []


@pytest.mark.parametrize(("german", "english"), SAME)
def test_a_number_of_the_english_is_found_in_the_german(german: str, english: str) -> None:
    assert invented(english, german) == []


@pytest.mark.parametrize(
    ("english", "german", "number"),
    [
        ("1,000 people came", "mehrere Tausend Menschen kamen", "1,000"),
        ("1,000 people came", "Tausende kamen", "1,000"),
        ("10,000 people came", "Zehntausende kamen", "10,000"),
        ("100 people came", "einige hundert Menschen kamen", "100"),
        ("100 people came", "ein paar Hundert kamen", "100"),
        ("12 people came", "Dutzende kamen", "12"),
        ("1,000 people came", "50 Tausend Menschen kamen", "1,000"),
        ("two people came", "Es kamen zweifellos Menschen", "two"),
        ("two people came", "Die Zweigstelle schließt", "two"),
        ("8 people came", "Achtung, Glatteis", "8"),
        ("three people came", "dreißig Menschen kamen", "three"),
        ("four people came", "vierzig Menschen kamen", "four"),
        ("eleven elephants", "Elfenbein", "eleven"),
        ("in 2023", "im Jahr 2024", "2023"),
        ("3 billion", "3 Millionen", "3 billion"),
        ("3 billion", "3 Billionen", "3 billion"),
        ("2.5 percent", "25 Prozent", "2.5"),
        ("1.500 people", "1.500 Menschen", "1.500"),
        ("20 people", "eine Frau", "20"),
        ("fifteen people", "fünf Menschen", "fifteen"),
        ("twenty-one", "zwanzig", "twenty-one"),
        ("at 8:45 pm", "um 21.30 Uhr", "8:45"),
    ],
)
def test_another_number_is_told(english: str, german: str, number: str) -> None:
    assert invented(english, german) == [number]


@pytest.mark.parametrize(
    "english", ["thousands of people", "several thousand people", "a few hundred people", "dozens of people"]
)
def test_vague_english_vouches_for_no_number(english: str) -> None:
    assert not {Decimal(12), Decimal(100), Decimal(1000)} & values(english, "en")


@pytest.mark.parametrize(
    ("text", "tongue"),
    [("zweifellos", "de"), ("Achtung", "de"), ("einige einzelne", "de"), ("dreist", "de"), ("someone", "en"),
     ("often", "en"), ("weighty tenants", "en"), ("", "de")],
)  # fmt: skip
def test_words_that_only_look_like_numbers_are_none(text: str, tongue: str) -> None:
    assert figures(text, tongue) == []


@pytest.mark.parametrize("english", ["both", "a", "the first", "a second", "hundred", "one", "twice", "half"])
def test_english_words_that_say_too_little_are_asked_of_nobody(english: str) -> None:
    assert missing(english, "en", among={"de": ""}) == []


def test_german_number_words_are_asked_of_nobody() -> None:
    assert lost("beide, zwei, Dutzend", "") == []


def test_a_number_is_reported_as_written_with_its_scale() -> None:
    assert lost("Kosten von 1,5 Mio. Euro", "costs") == ["1,5 Mio"]


@given(st.integers(min_value=0, max_value=10**12))
def test_a_whole_number_is_the_same_in_both_groupings(number: int) -> None:
    english = f"{number:,}"
    german = english.replace(",", ".")
    assert lost(german, english) == invented(english, german) == []


@given(st.text(alphabet="0123456789.,:-– '’\u202f apmUhrMio einzweidreiundhunderttausend"))
def test_any_text_has_figures_that_stand_in_it(text: str) -> None:
    for tongue in ("de", "en"):
        assert all(figure.text in text and figure.values for figure in figures(text, tongue))
