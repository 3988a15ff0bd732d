"""Which names a German phrase and an English text have in common."""

from __future__ import annotations

import pytest

from chat.attribution.translated.shared_names import (
    invented_names,
    lacks_a_people,
    name_in,
    shares_names,
    without_attributes,
)
from chat.lang.de.text import GermanText
from chat.lang.en.text import EnglishText


@pytest.mark.parametrize(
    ("german", "head"),
    [
        ("der Sekretär des Weltkongresses", "der Sekretär"),
        ("die Regierung aus SPD und Grünen", "die Regierung"),
        ("Anna von der Heide", "Anna von der Heide"),
        ("Ruth Klein", "Ruth Klein"),
    ],
)
def test_what_hangs_on_a_noun_is_left_out(german: str, head: str) -> None:
    assert without_attributes(german) == head


@pytest.mark.parametrize(
    ("german", "english", "shares"),
    [
        ("Wladimir Selenskij", "Vladimir Zelenskyy", True),
        ("die russische Regierung", "the Russian government", False),
        ("Bürgermeisterin Klein", "the mayor", False),
        ("Russland", "Moscow, and with it Russia", True),
    ],
)
def test_names_are_shared_in_any_spelling(german: str, english: str, shares: bool) -> None:
    assert shares_names(GermanText(german), EnglishText(english)) is shares


def test_a_name_that_the_german_lacks_is_invented() -> None:
    phrase = EnglishText("spokesman Peter Vogt")
    assert invented_names(GermanText("der Sprecher Henrik Dahl"), phrase) == [("Peter", "Vogt")]
    assert invented_names(GermanText("der Sprecher Peter Vogt"), phrase) == []


def test_a_people_that_the_english_lost_is_missed() -> None:
    assert lacks_a_people("die russische Regierung", EnglishText("the government"))
    assert not lacks_a_people("die russische Regierung", EnglishText("the Russian government"))
    assert not lacks_a_people("die Regierung in Russland", EnglishText("the government"))


@pytest.mark.parametrize(
    ("german", "english", "name"),
    [
        ("Bürgermeisterin Ruth Klein", "Mayor Ruth Klein said so.", "Ruth Klein"),
        ("die Partei Bewegung für Wandel Nord", "the party Movement for Change Nord", None),
        ("die Gruppe Safe Valley Nord", "The group Safe Valley Nord protested.", "Safe Valley Nord"),
        ("die russische Regierung", "the Russian government", None),
        ("Hamburger Polizei", "Hamburg police", None),
        ("ein Sprecher des Hafens", "a spokesman for Henrik Dahl", None),
    ],
)
def test_the_name_of_a_speaker_is_taken_as_the_english_has_it(german: str, english: str, name: str | None) -> None:
    assert name_in(EnglishText(english), german) == name


def test_a_name_asked_for_exactly_must_be_spelt_the_same() -> None:
    english = EnglishText("They met Zelenskyy and Dahl.")
    assert name_in(english, "Selenskij") == "Zelenskyy"
    assert name_in(english, "Selenskij", exactly=True) is None
    assert name_in(english, "Dahl", exactly=True) == "Dahl"
