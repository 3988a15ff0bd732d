"""A German text and its English are compared by the same: things, numbers, days, and whether they say that it is so."""

from __future__ import annotations

import pytest

from chat.dossier.compared import compared
from chat.dossier.counted import counted
from chat.dossier.told import concepts_of


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Die Brücke wird repariert.", "The bridge is being repaired."),
        ("Die Küstenwache rettete Passagiere.", "The coast guard rescued passengers."),
        ("Die Rettungsboote waren bereit.", "The lifeboats were ready."),
        ("In Polen brannte eine Fähre.", "A ferry burned in Poland."),
    ],
)
def test_the_things_of_both_are_the_same(german: str, english: str) -> None:
    things = []
    for text, tongue in ((german, "de"), (english, "en")):
        weights, written = concepts_of(compared(text, tongue))
        things.append({concept for concept in written if weights[concept] >= 1})
    assert things[0] == things[1] != set()


@pytest.mark.parametrize(
    ("german", "english", "differ"),
    [
        ("1.500 Soldaten kommen", "1,500 soldiers are coming", False),
        ("1.500 Soldaten kommen", "900 soldiers are coming", True),
        ("rund 1.500 Soldaten kommen", "1,480 soldiers are coming", False),
        ("420 Soldaten kommen", "more than 600 soldiers are coming", True),
        ("bis zu 1.500 Arbeitsplätze entstehen", "900 jobs will be created", False),
        ("es kostet 800 Millionen Euro", "it costs €950 million", True),
        ("es kostet 800 Millionen Euro", "it costs $950 million", False),
        ("es beginnt am 3. Mai", "it begins on May 3", False),
        ("es beginnt am 3. Mai", "it begins on 12 June", True),
        ("keine Gondel fuhr", "three gondolas were running", True),
        ("drei Gondeln fuhren", "no gondola was running", True),
    ],
)
def test_numbers_differ_across_languages_where_they_count_the_same(german: str, english: str, differ: bool) -> None:
    pairs = [(a, b) for a in counted(compared(german, "de")) for b in counted(compared(english, "en"))]
    assert any(a.differs(b) for a, b in pairs) is differ


@pytest.mark.parametrize(
    ("text", "says_not", "rejects"),
    [
        ("the bridge is not safe", True, False),
        ("nobody was hurt", True, False),
        ("two lifeboats failed", True, False),
        ("a resignation was ruled out", True, False),
        ("that is nonsense", False, True),
        ("the bridge is safe", False, False),
    ],
)
def test_what_is_not_so_is_told_in_english(text: str, says_not: bool, rejects: bool) -> None:
    english = compared(text, "en")
    assert (english.negates or english.refuses, english.rejects) == (says_not, rejects)


def test_time_and_what_was_said_before_are_told_in_english() -> None:
    assert compared("it was closed already in May", "en").timing == "early"
    assert compared("it was closed only in May", "en").timing == "late"
    assert compared("This was not true.", "en").points_back
    assert not compared("Bridges rust.", "en").points_back


def test_an_abbreviation_ends_no_sentence() -> None:
    assert compared("He met Dr. Hale. She left.", "en").sentences() == ["He met Dr. Hale.", "She left."]


@pytest.mark.parametrize("text", ["", " ", "\u200b", "12", "???", "<b>", "\ud800 half"])
@pytest.mark.parametrize("tongue", ["de", "en"])
def test_what_is_no_text_does_no_harm(text: str, tongue: str) -> None:
    own = compared(text, tongue)
    assert counted(own) == () and not own.negates and own.sentences()
