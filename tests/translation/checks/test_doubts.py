"""What all checks together doubt: on translations of our own, which they agree with, and in what order."""

from __future__ import annotations

from pathlib import Path

import pytest

from chat.lang.analysis import analysed
from chat.lang.de import text
from chat.lang.de.text import GermanText
from chat.lang.de.tokens import Token, tokenize
from chat.translation.checks import doubts, unchecked

TRANSLATIONS = Path(__file__).parents[2] / "data" / "translations.tsv"
# What each way to break a translation may be told as.
TOLD_AS = {
    "number": {"number"},
    "weekday": {"date"},
    "name": {"name", "number", "role"},
    "negation": {"negation"},
    "hedge": {"hedge", "reported"},
    "certainty": {"hedge"},
    "quotation": {"quotation"},
    "agent": {"agent", "role", "negation"},
    "untranslated": {"untranslated"},
    "lost_text": {"lost_text", "name", "number", "role", "reported", "hedge", "negation", "date"},
    "invented": {"invented_text", "number", "hedge", "speaker", "negation"},
    "speaker": {"speaker", "reported", "role", "name", "lost_text", "quotation"},
}


def test_broken_translations_are_told_as_what_they_are_and_right_ones_left_alone() -> None:
    lines = TRANSLATIONS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    kinds = [
        (broken, {doubt.kind for doubt in doubts(GermanText(german), english)}) for broken, german, english in rows
    ]
    right = [found for broken, found in kinds if not broken]
    wrong = [bool(found & TOLD_AS[broken]) for broken, found in kinds if broken]
    assert (len(right), len(wrong)) == (111, 113)
    false, told = sum(map(bool, right)), sum(wrong)
    assert told / len(wrong) > 0.7
    assert told / (told + false) > 0.9


def test_a_doubt_has_the_words_it_is_about() -> None:
    (doubt,) = doubts(GermanText("Es kamen 12.500 Menschen."), "Many people came.")
    assert (doubt.kind, doubt.german, doubt.english) == ("number", "12.500", "")
    (doubt,) = doubts(GermanText("Der Sachschaden ist hoch."), "The Sachschaden is high.")
    assert (doubt.kind, doubt.german, doubt.english) == ("untranslated", "Sachschaden", "Sachschaden")


def test_of_other_languages_that_is_checked_which_their_packs_know() -> None:
    assert [doubt.kind for doubt in doubts(analysed("Il ne vient pas.", "fr"), "He comes.")] == ["negation"]
    assert [doubt.kind for doubt in doubts(analysed("Il a 1 500 euros.", "fr"), "He has money.")] == ["number"]
    assert doubts(analysed("Nem jön.", "hu"), "He comes.") == ()
    assert [doubt.kind for doubt in doubts(analysed("1 500 euró.", "hu"), "Money.")] == ["number"]


def test_what_is_not_checked_is_told() -> None:
    assert unchecked("de") == ()
    assert {"who acts on whom", "the meaning of single words"} <= set(unchecked("fr"))
    assert not {"numbers", "names", "negations"} & set(unchecked("fr"))
    assert {"names", "negations", "dates"} <= set(unchecked("hu"))


def test_terms_are_checked_of_every_language() -> None:
    (doubt,) = doubts(analysed("Le maire parle.", "fr"), "The boss speaks.", glossary={"maire": "mayor"})
    assert (doubt.kind, doubt.german) == ("glossary", "maire")


def test_doubts_come_in_the_order_of_their_kinds() -> None:
    german = GermanText("Der Sachschaden liegt laut Klein am Montag bei 300 Euro, aber nicht mehr.")
    found = doubts(german, "The Sachschaden is 400 euros.", glossary={"Euro": "euros each"})
    kinds = ["number", "number", "date", "name", "negation", "reported", "untranslated", "lost_text", "glossary"]
    assert [doubt.kind for doubt in found] == kinds
    assert [doubt.german or doubt.english for doubt in found[:2]] == ["300", "400"]


def test_doubts_about_the_wording_alone_say_so() -> None:
    found = doubts(GermanText("„Wir bleiben hier“, sagte Klein."), "Klein will stay for 3 days.")
    assert {doubt.kind: doubt.wording for doubt in found} == {"number": False, "reported": True, "quotation": True}


def test_the_german_is_tagged_once_for_all_its_translations(monkeypatch: pytest.MonkeyPatch) -> None:
    tagged: list[str] = []

    def counted(given: str) -> list[Token]:
        tagged.append(given)
        return tokenize(given)

    monkeypatch.setattr(text, "tokenize", counted)
    german = GermanText("Den Minister kritisierte am Montag die Opposition.")
    replies = (
        "The opposition criticised the minister on Monday.",
        "The minister criticised the opposition.",
        "Und so.",
    )
    assert [bool(doubts(german, reply)) for reply in replies] == [False, True, True]
    assert tagged == [german.text]
