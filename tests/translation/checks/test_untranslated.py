"""German words in a translation."""

from __future__ import annotations

import pytest

from chat.translation.checks.untranslated import debris, left_over
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
        ("Bürgermeister Vogt kam.", "Bürgermeister Vogt came.", ["Bürgermeister"]),
        ("Das sagte Landrätin Eva Blum.", "That is what Landrätin Eva Blum said.", ["Landrätin"]),
        ("Der Oberarzt lehnte ab.", "The Oberarzt refused.", ["Oberarzt"]),
        ("Kanzlerin Vogt sprach im Bundestag.", "Chancellor Vogt spoke in the Bundestag.", []),
        ("Die Ausstellung im Museum Kleewitz.", "The exhibition at the Kleewitz museum.", []),
        ("Der Spiegel berichtet, die Linke klagt.", "The Spiegel reports, the Linke is suing.", []),
    ],
)
def test_german_words_that_are_left(german: str, english: str, words: list[str]) -> None:
    assert left_over(pair(german, english)) == words


@pytest.mark.parametrize(
    ("german", "english", "left"),
    [
        ("Die Kläger:innen forderten Geld.", "The plaintiff: inside demanded money.", "plaintiff: inside"),
        ("Viele Bürger*innen kamen.", "Many citizens*inside came.", "citizens*inside"),
        ("Eine:r der Betroffenen klagte.", "A: The victims complained.", "A:"),
        ("Die Lehrer_innen streiken.", "The teacher_inside strike.", "teacher_inside"),
        ("Die Kläger:innen forderten Geld.", "The plaintiffs demanded money.", None),
        ("Die Lehrer:innen sagen: Nein.", "The teachers say: no.", None),
        ("Er sagte: Nein.", "He said: inside.", None),
    ],
)
def test_what_is_left_of_a_form_for_women_and_men(german: str, english: str, left: str | None) -> None:
    assert debris(pair(german, english)) == left
