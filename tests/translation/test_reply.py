"""A reply as a translation: what a model adds is taken off, what is none is refused, numbers are as in English."""

from __future__ import annotations

import pytest

from chat.lang.de.text import GermanText
from chat.translation.choice import Translation
from chat.translation.glossary import NO_TERMS
from chat.translation.reply import FAILED, judged

BRIDGE = "Die Brücke bleibt bis auf Weiteres gesperrt."


def one(german: str, reply: str) -> Translation:
    """Return a reply as the translation of a German sentence."""
    return judged(GermanText(german), reply, glossary=NO_TERMS)


@pytest.mark.parametrize(
    "reply",
    [
        "The bridge stays closed.",
        "  The bridge\nstays closed. ",
        "The bridge \u200bstays clo\u00adsed.",
        "Translation: The bridge stays closed.",
        "English: The bridge stays closed.",
        "Sure! Here is the translation: The bridge stays closed.",
        "Here's the English translation:\n\nThe bridge stays closed.",
        '"The bridge stays closed."',
        "“The bridge stays closed.”",
        "The bridge stays closed.\n\n(Note: I kept the tense.)",
        "The bridge stays closed.\nExplanation: none",
        "The bridge stays closed. In it, “Brücke” means “bridge”. In it, “gesperrt” means “closed”.",
        "German: The bridge stays closed.",
    ],
)
def test_what_a_model_adds_is_taken_off(reply: str) -> None:
    assert one(BRIDGE, reply) == Translation("The bridge stays closed.")


def test_the_beginning_of_the_reply_is_taken_off_also_where_the_german_begins_with_a_label() -> None:
    reply = "English: Berlin: The government plans it."
    assert one("Berlin: Die Regierung plant es.", reply).english == "Berlin: The government plans it."


@pytest.mark.parametrize(
    ("german", "reply"),
    [
        ("„Nein“, sagte Klein.", "“No,” said Klein."),
        ("„Wir bleiben hier.“", "“We are staying here.”"),
        ("Klein sagte „Ja“, Vogt sagte „Nein“.", '"Yes," said Klein; Vogt said "No"'),
        ("Englisch: ein Fach für alle", "English: a subject for everyone"),
    ],
)
def test_what_the_german_has_stays(german: str, reply: str) -> None:
    assert one(german, reply).english == reply


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "   ",
        '""',
        '" "',
        "Translation:",
        BRIDGE,
        BRIDGE.upper(),
        f"„{BRIDGE}“".replace("„", '"').replace("“", '"'),
        "word " * 60,
        "The bridge is closed. The bridge is closed. The bridge is closed. ",
    ],
)
def test_a_reply_that_is_no_translation_leaves_the_german_with_a_warning(reply: str) -> None:
    assert one(BRIDGE, reply) == Translation(None, (FAILED,))


def test_a_name_may_stay_as_it_is() -> None:
    assert one("Süddeutsche Zeitung", "Süddeutsche Zeitung").english == "Süddeutsche Zeitung"


def test_a_repetition_that_the_german_has_too_stays() -> None:
    german = "Wir bleiben alle hier, wir bleiben alle hier, wir bleiben alle hier, "
    assert one(german, "We all stay here, we all stay here, we all stay here, ").english


def test_a_number_cut_in_two_is_put_together() -> None:
    assert one("12.500 Autos", "12, 500 cars") == Translation("12,500 cars")
    assert one("46,3 Tonnen", "46. 3 tonnes") == one("46,3 Tonnen", "46, 3 tonnes") == Translation("46.3 tonnes")
    assert one("Am 14. Mai kamen 20.", "On May 14. 20 came.").english == "On May 14. 20 came."


@pytest.mark.parametrize(
    ("german", "reply", "english"),
    [
        ("Es sind 2,3 Millionen.", "There are 2,3 million.", "There are 2.3 million."),
        ("Es kamen 1.500 Gäste.", "1.500 guests came.", "1,500 guests came."),
        ("Es kostet 1.500,50 Euro.", "It costs 1.500,50 euros.", "It costs 1,500.50 euros."),
        ("Es kamen 1.500 Gäste.", "1,500 guests came.", "1,500 guests came."),
        (
            "Er kam auf Platz 2, 3 Sekunden dahinter.",
            "He came 2nd, 3 seconds behind.",
            "He came 2nd, 3 seconds behind.",
        ),
        ("Es endete 2:3 am 1.500. Tag.", "It ended 2:3 on day 1,500.", "It ended 2:3 on day 1,500."),
    ],
)
def test_numbers_are_written_as_in_english(german: str, reply: str, english: str) -> None:
    assert one(german, reply).english == english
