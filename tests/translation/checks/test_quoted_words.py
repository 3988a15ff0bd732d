"""Quoted words and their English; the sentences were made up for this."""

from __future__ import annotations

import pytest

from chat.lang.de.text import GermanText
from chat.lang.en.text import EnglishText
from chat.models.scripted import Scripted
from chat.models.translators.prompted import PromptedTranslator
from chat.translation.checked import translate
from chat.translation.checks.quoted_words import CHECK, differs, unknown
from tests.builders import pair


def told(german: str, english: str) -> list[str]:
    return [doubt.german for doubt in CHECK.find(pair(german, english))]


@pytest.mark.parametrize(
    ("german", "english", "words"),
    [
        ("Kern nannte das „lächerlich“.", "Kern called that “sad”.", ["lächerlich"]),
        ("Kern nannte das „lächerlich“.", "Kern called that “ridiculous”.", []),
        ("Sie sprach von „haltlosen Vorwürfen“.", "She spoke of “unfounded questions”.", ["Vorwürfen"]),
        ("Kern tat das als „unbegründet“ ab.", "Kern removed that as “unconfirmed”.", ["unbegründet"]),
        ("Der „Bote“ berichtet.", "The “Bote” reports.", []),
        ("„Wir werden morgen in aller Ruhe darüber beraten“, sagte Kern.", "“We will see,” said Kern.", []),
    ],
)
def test_a_quoted_word_must_be_an_equivalent(german: str, english: str, words: list[str]) -> None:
    assert told(german, english) == words


def test_a_quotation_with_a_word_that_is_not_known_is_told() -> None:
    assert unknown(GermanText("Das sei „schnurzelig“, sagte Kern.")) == ("schnurzelig",)
    assert unknown(GermanText("Das sei „lächerlich“, sagte Kern.")) == ()


def test_two_translations_of_a_quotation_differ_where_they_share_no_word() -> None:
    assert differs("frizzy", EnglishText("That was “outrageous,” said Kern."))
    assert not differs("Outrageous!", EnglishText("That was “outrageous,” said Kern."))


def test_a_quotation_that_is_called_otherwise_alone_is_marked() -> None:
    german = "Das sei „schnurzelig“, sagte Kern."

    def reply(messages) -> str:  # type: ignore[no-untyped-def]
        whole = any("sagte Kern" in message["content"] for message in messages)
        return "That was “outrageous,” Kern said." if whole else "frizzy"

    translation = dict(translate([german], PromptedTranslator(Scripted(default=reply))))[0]
    assert ("quoted", "schnurzelig") in [(doubt.kind, doubt.german) for doubt in translation.warnings]
