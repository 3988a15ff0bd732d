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
        ("die Leiterin der Schule", None, "", "The head of the school"),
        ("die Sprecherinnen der Stadt", None, "", "The spokeswomen of the city"),
        ("die Kinder", None, "", "The children"),
        ("eine Universität", None, "", "A university"),
        ("die Stadt Werlau", None, "", "The city of Werlau"),
        ("Die Stadt Lauterfeld", None, "", "The city of Lauterfeld"),
        ("der Eigentümerverband Haus und Hof", None, "", "The property owners' association Haus und Hof"),
        ("die Initiative „Rettet das Tal“", None, "", "The initiative “Rettet das Tal”"),
        (
            "Die Geologin Eva Ott von der Hochschule Werlau",
            "Geologin",
            "Eva Ott",
            "geologist of the university of Werlau",
        ),
        ("Ursula von der Leyen, Präsidentin", "Präsidentin", "Ursula von der Leyen", "president"),
        ("die Agentur Reuters, die sich auf Kreise beruft", None, "", "The agency Reuters"),
        ("ein nicht namentlich genannter Beamter", None, "", "An anonymous official"),
    ],
)
def test_a_phrase_is_rendered_by_the_lexicon(phrase: str, role: str | None, name: str, english: str) -> None:
    assert named(phrase, role) == Named(name, english)


def test_a_term_of_the_reader_goes_before_the_lexicon() -> None:
    own = (("Stadtwerke", "city utilities"),)
    assert named("die Stadtwerke", own=own) == Named("", "The city utilities")
    assert named("das Bundesamt für Bauwesen", own=(("Bundesamt für Bauwesen", "Building Agency"),)) is None


@pytest.mark.parametrize("phrase", ["der Schnurzelbrumpf", "wer auch immer das gesagt hat", "ES", ", am 3. Mai", ""])
def test_what_has_a_word_that_is_not_known_is_not_rendered(phrase: str) -> None:
    assert named(phrase) is None
