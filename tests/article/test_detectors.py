"""What langdetect and py3langid make of a text together."""

from __future__ import annotations

import pytest

from chat.article import detectors

GERMAN = "Der Stadtrat hat am Montag beschlossen, die alte Brücke abzubrechen."


def test_the_likeliest_comes_first_and_none_is_likelier_than_certain() -> None:
    found = detectors.ranked(GERMAN)
    assert found[0][0] == "de"
    assert [probability for _, probability in found] == sorted((one for _, one in found), reverse=True)
    assert sum(probability for _, probability in found) <= 1.001


@pytest.mark.parametrize("text", ["", "12 + 30", "… – !"])
def test_without_letters_there_is_nothing_to_tell(text: str) -> None:
    assert detectors.ranked(text) == []


def test_capitals_change_nothing() -> None:
    assert detectors.ranked(GERMAN.upper()) == detectors.ranked(GERMAN.lower())


def test_where_langdetect_is_wrong_and_sure_the_other_decides() -> None:
    headline = "Nato verstärkt Truppen im Baltikum"
    assert max(detectors.by_langdetect(headline).items(), key=lambda found: found[1])[0] == "sv"
    assert detectors.ranked(headline)[0][0] == "de"


def test_a_language_that_langdetect_does_not_know_is_named() -> None:
    text = "D'Regierung huet e Freideg e neit Gesetz virgestallt, an d'Oppositioun ass net zefridden."
    assert "lb" not in detectors.by_langdetect(text)
    assert detectors.ranked(text)[0][0] == "lb"


@pytest.mark.parametrize(
    "text", ["Ho ikkje visste kva dei ville, og ingen torde å spørje.", "北京市政府星期一宣布关闭这座桥。"]
)
def test_languages_with_several_codes_have_one(text: str) -> None:
    assert detectors.ranked(text)[0][0] in ("no", "zh")


def test_a_checksum_is_in_no_language() -> None:
    assert detectors.ranked("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08") == []
