"""What the words of a sentence mean; the sentences were made up for this."""

from __future__ import annotations

import pytest

from chat.lang.de.text import GermanText


def english(german: str) -> dict[str, str]:
    return {meaning.lemma: meaning.english[0] for meaning in GermanText(german).meanings}


@pytest.mark.parametrize(
    ("german", "lemma", "meant"),
    [
        ("Sie lehnte den Vorschlag gestern ab.", "ablehnen", "reject"),
        ("Er hat den Vorschlag abgelehnt.", "ablehnen", "reject"),
        ("Ohne den Vorschlag abzulehnen, ging sie.", "ablehnen", "reject"),
        ("Der abgewiesene Antrag lag da.", "abweisen", "reject"),
        ("Sie wollte sich nicht dazu äußern.", "äußern", "comment on"),
        ("Sie besteht auf einer Antwort.", "bestehen", "insist on"),
        ("Das Haus besteht aus Holz.", "bestehen", "consist of"),
        ("Die Klempnerinnen streiken.", "Klempner", "plumber"),
        ("Die Schulden wachsen.", "Schulden", "debt"),
        ("Der Verein zog das in Erwägung.", "in Erwägung ziehen", "consider"),
        ("Die Kritik ist masslos.", "maßlos", "excessive"),
    ],
)
def test_a_word_has_its_english_in_any_form(german: str, lemma: str, meant: str) -> None:
    assert english(german).get(lemma) == meant


def test_both_places_of_a_separable_verb_are_its_own() -> None:
    (verb,) = (meaning for meaning in GermanText("Sie lehnte das ab.").meanings if meaning.kind == "verb")
    assert verb.places == (1, 3)


def test_without_its_prefix_a_verb_that_the_lexicon_lacks_is_not_looked_up() -> None:
    assert "schnurzen" not in english("Sie schnurzte das fort.")


@pytest.mark.parametrize(
    ("german", "meant"),
    [("Die Leiter fiel um.", "ladder"), ("Der Leiter kam.", "head"), ("Sie wandte sich an den Leiter.", "head")],
)
def test_an_article_tells_homonyms_apart(german: str, meant: str) -> None:
    assert english(german)["Leiter"] == meant


def test_names_and_function_words_have_no_meaning() -> None:
    assert english("Und Petra Hoffmann war das nicht.") == {}


def test_a_compound_is_glossed_by_its_parts() -> None:
    (meaning,) = GermanText("Die Brückensanierung").meanings
    assert meaning.gloss == "bridge + renovation"


@pytest.mark.parametrize(("noun", "meant"), [("Mieter", "tenant"), ("Lehrer", "teacher"), ("Angestellter", "employee")])
def test_a_noun_in_er_is_no_form_of_another(noun: str, meant: str) -> None:
    (meaning,) = GermanText(f"Ein {noun} kam.").meanings[:1]
    assert meaning.english[0] == meant
