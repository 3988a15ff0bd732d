"""Numbers with the right digits and the wrong power of ten are put right, and no others."""

from __future__ import annotations

import pytest

from chat.lang.analysis import analysed
from chat.translation.reply import judged
from chat.translation.scales import with_own_scales


@pytest.mark.parametrize(
    ("language", "original", "english", "expected"),
    [
        ("de", "Der Umbau kostet 2,5 Milliarden Euro.", "The work costs 2.5 million euros.", "2.5 billion euros"),
        ("de", "Es fehlen 12,4 Millionen Euro.", "12.4 billion euros are missing.", "12.4 million euros"),
        ("de", "Gepflanzt wurden 45 Tausend Bäume.", "45 trees were planted.", "45,000 trees"),
        ("uk", "Закупили 450 тис. тонн зерна.", "They bought 450 tons of grain.", "450,000 tons"),
        ("uk", "Витратили 7,2 тис. гривень.", "They spent 7.2 billion hryvnias.", "7,200 hryvnias"),
        ("ru", "Выделили 3,8 млрд рублей.", "3.8 million rubles were allotted.", "3.8 billion rubles"),
    ],
)
def test_another_power_of_ten_is_put_right(language: str, original: str, english: str, expected: str) -> None:
    assert expected in with_own_scales(english, analysed(original, language))


@pytest.mark.parametrize(
    ("original", "english"),
    [
        ("Es kamen 300 Gäste und 2,5 Millionen Euro.", "300 guests and 2.5 million euros came."),  # all is right
        ("Es kamen 5 Gäste und 7.000 Briefe.", "5 guests came, and 7 letters."),  # too few digits to be sure
        ("Erst 12 Millionen, dann 12 Milliarden Euro.", "First 12 thousand, then 12 trillion euros."),  # which is which
        (
            "Der Bau kostet 2,5 Milliarden Euro.",
            "In 2.5 years the work, 2.5 years long, is done.",
        ),  # stands there twice
        ("Am 24. Mai 2024 kamen 310 Gäste.", "On 24 May 2024 there were 31 guests."),  # no scale word is ten
        ("Der Zug fährt um 14.30 Uhr.", "The train leaves at 1430 o'clock."),  # a time of day
        ("Das kostet 12 Millionen Euro.", "That costs 12 Millionen Euro."),  # left in German: another check tells it
    ],
)
def test_what_is_right_or_unsure_stays(original: str, english: str) -> None:
    assert with_own_scales(english, analysed(original, "de")) == english


def test_the_reply_of_a_translator_has_the_right_number() -> None:
    original = analysed("Die Stadt zahlt 3,4 Milliarden Euro.", "de")
    made = judged(original, "The city pays 3.4 million euros.", glossary={})
    assert made.english == "The city pays 3.4 billion euros."
    assert "number" not in {doubt.kind for doubt in made.warnings}
