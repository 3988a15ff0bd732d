"""German words in a translation."""

from __future__ import annotations

import pytest

from chat.translation.checks.untranslated import left_over
from tests.builders import pair


@pytest.mark.parametrize(
    ("german", "english", "words"),
    [
        ("Der Sachschaden ist hoch.", "The Sachschaden is high.", ["Sachschaden"]),
        ("Die Anwohner klagen.", "The Anwohner are suing.", ["Anwohner"]),
        ("Die Anwohner klagen.", "The residents are suing.", []),
        ("Er wohnt in Pfaffenhofen.", "He lives in Pfaffenhofen.", []),
        ("Der „Stadtanzeiger“ berichtet.", "The “Stadtanzeiger” reports.", []),
        ("Er kam mit dem Zug und schwieg.", "He came by train und was silent.", ["und"]),
        ("Das Hotel war voll.", "The Hotel war was over.", []),
        ("Die Lage ist für alle schwierig.", "The situation is schwierig für all.", ["für"]),
        ("Bürgermeister Vogt kam.", "Bürgermeister Vogt came.", []),
    ],
)
def test_german_words_that_are_left(german: str, english: str, words: list[str]) -> None:
    assert left_over(pair(german, english)) == words
