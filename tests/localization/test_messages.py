"""Messages made in English are found again by their template, whatever is put into them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chat.localization import in_tongue, messages, speaking
from chat.localization.messages import Template

HOSTILE = (
    "<script>alert(1)</script>",
    "{1} {2:message} {name} {0.__class__} %s %(x)s {",
    "}}{{",
    "\\1 \\g<0> \x00\x1b[2J \ud800",
    " is damaged, or is no PDF.",
    "“says” says “{1:message}”",
)


@pytest.fixture(autouse=True)
def in_german() -> Iterator[None]:
    with speaking("de"):
        yield


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("There is no text to read.", "Es gibt keinen Text zu lesen."),
        ("bericht.pdf is damaged, or is no PDF.", "bericht.pdf ist beschädigt oder kein PDF."),
        (
            "The text has 120,500 characters; Belegt reads the first 100,000.",
            "Der Text hat 120.500 Zeichen; Belegt liest die ersten 100.000.",
        ),
        ("The text is French, not German.", "Die Sprache des Textes ist Französisch, nicht Deutsch."),
        (
            "“Bank” means bank or bench; the English has “bar”.",
            "„Bank“ bedeutet bank oder bench; das Englische hat „bar“.",
        ),
        (
            "Update Belegt. Set BELEGT_DATA to another folder, or BELEGT_HISTORY=off to keep nothing.",
            "Aktualisieren Sie Belegt. Setzen Sie BELEGT_DATA auf einen anderen Ordner, oder BELEGT_HISTORY=off, um "
            "nichts aufzubewahren.",
        ),
        ("Try again. Nothing was added.", "Versuchen Sie es noch einmal. Nichts wurde hinzugefügt."),
    ],
)
def test_a_message_is_told_in_german_with_what_was_put_in(english: str, german: str) -> None:
    assert in_tongue(english) == german


def test_english_stays_as_it_is() -> None:
    with speaking("en"):
        assert in_tongue("There is no text to read.") == "There is no text to read."


@pytest.mark.parametrize("text", ["", "A sentence of nobody's.", "Die Brücke ist gesperrt.", *HOSTILE[:4], HOSTILE[5]])
def test_what_is_no_message_stays_as_it_is(text: str) -> None:
    assert in_tongue(text) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_put_in_is_never_read_as_a_template(text: str) -> None:
    assert in_tongue(f"{text} is protected by a password.") == f"{text} ist mit einem Passwort geschützt."
    assert in_tongue(f"The English has {text} speak, the German does not.") == (
        f"Im Englischen spricht {text}, im Original (Deutsch) nicht."
    )


def test_of_what_has_more_sentences_than_a_message_none_is_looked_for() -> None:
    assert in_tongue("Try again. " * 3) != "Try again. " * 3
    assert in_tongue("Try again. " * 500) == "Try again. " * 500


def test_a_word_that_is_put_in_and_is_a_label_too_stays_as_it_is() -> None:
    assert in_tongue("“says” is left in German.") == "„says“ ist deutsch geblieben."


def test_each_piece_of_a_template_is_looked_for_once() -> None:
    looked = 0

    class Counted(str):
        def find(self, *given: object) -> int:  # type: ignore[override]
            nonlocal looked
            looked += 1
            return super().find(*given)  # type: ignore[arg-type]

    template = Template.of("{1}, {2}, {3}, {4}.", "")
    assert template.read(Counted("a, " * 50_000 + "b")) is None  # it does not end so
    assert template.read(Counted("a, " * 50_000 + "b.")) is not None
    assert looked <= 3


def test_the_template_with_most_words_of_its_own_is_taken() -> None:
    weights = [template.weight for template in messages._templates("de")]
    assert weights == sorted(weights, reverse=True)
