"""What somebody is called in English before anything is translated; the phrases were made up for this."""

from __future__ import annotations

import pytest

from chat.lang.bilingual.phrases import Named, named


@pytest.mark.parametrize(
    ("phrase", "role", "name", "english"),
    [
        ("Bauministerin Jana Wulf", "Bauministerin", "Jana Wulf", "construction minister"),
        ("Jana Wulf, Vorsitzende des Mieterbundes", None, "Jana Wulf", "chair of the tenants' association"),
        ("der Sprecher der Feuerwehr, Olaf Kern", None, "Olaf Kern", "spokesman of the fire brigade"),
        ("der CDU-Abgeordnete Kern", "CDU-Abgeordnete", "Kern", "CDU member of parliament"),
        ("die Landesregierung", None, "", "The state government"),
        ("Die Anwohner", None, "", "The residents"),
        ("mehrere Zeugen", None, "", "Several witnesses"),
        ("eine Anwohnerin des Viertels", None, "", "A resident of the quarter"),
    ],
)
def test_a_phrase_is_rendered_by_the_lexicon(phrase: str, role: str | None, name: str, english: str) -> None:
    assert named(phrase, role) == Named(name, english)


@pytest.mark.parametrize("phrase", ["der Schnurzelbrumpf", "wer auch immer das gesagt hat"])
def test_what_has_a_word_that_is_not_known_is_not_rendered(phrase: str) -> None:
    assert named(phrase) is None
