"""Who or what can speak, by the noun that names it."""

from __future__ import annotations

import pytest

from chat.attribution.german.agents import can_speak, investigates, is_object_behind, is_somebody, is_thing
from chat.lang.de.tokens import Token, tokenize


def phrase(text: str) -> list[Token]:
    """Return the tokens of a phrase as it stands within a sentence."""
    return tokenize(f"Dann sagte {text}")[2:]


@pytest.mark.parametrize(
    "text",
    ["sie", "Ruth Klein", "die Ministerin", "zwei Anwohnerinnen", "das Landgericht", "die IG Bau", "das Handwerk"],
)
def test_people_and_bodies_are_somebody(text: str) -> None:
    assert is_somebody(phrase(text)) and can_speak(phrase(text))


@pytest.mark.parametrize("text", ["die Pläne der Regierung", "die Autobahn", "der Kraftwerksbau", "die Kosten"])
def test_what_belongs_to_somebody_or_ends_alike_is_nobody(text: str) -> None:
    assert not can_speak(phrase(text))


@pytest.mark.parametrize(("text", "speaks"), [("die Zeitung", True), ("eine Anfrage der Zeitung", False)])
def test_a_paper_speaks_and_not_what_it_is_sent(text: str, speaks: bool) -> None:
    assert can_speak(phrase(text)) is speaks


@pytest.mark.parametrize(
    ("text", "thing"), [("der Sturm", True), ("die hohen Preise", True), ("die Studie", False), ("der Minister", False)]
)
def test_events_and_things_are_told_from_texts_and_people(text: str, thing: bool) -> None:
    assert is_thing(phrase(text)) is thing


@pytest.mark.parametrize(
    ("text", "parted"),
    [("Klein Fehler", True), ("die Behörden Spionage", True), ("Ruth Klein", False), ("Minister Ohm", False)],
)
def test_an_object_without_an_article_is_no_part_of_a_name(text: str, parted: bool) -> None:
    *_, agent, noun = phrase(text)
    assert is_object_behind(agent, noun) is parted


@pytest.mark.parametrize(("text", "knows"), [("die Polizei", True), ("Der Stadtrat", False), ("die polizei", False)])
def test_investigators_tell_what_happened(text: str, knows: bool) -> None:
    assert investigates(text) is knows
