"""Which words of a sentence its English renders."""

from __future__ import annotations

from chat.lang.bilingual.comparison import Comparison
from chat.lang.de.text import GermanText
from chat.lang.en.text import EnglishText


def of(german: str, english: str) -> Comparison:
    return Comparison(GermanText(german), EnglishText(english))


def lemmas(units):  # type: ignore[no-untyped-def]
    return [unit.meaning.lemma for unit in units]


def test_equivalents_are_found_in_any_form() -> None:
    compared = of("Die Gewerkschaften lehnten den Vorschlag ab.", "The unions were rejecting the proposals.")
    assert lemmas(compared.equivalents) == ["Gewerkschaft", "ablehnen", "Vorschlag"]
    assert compared.missing == ()


def test_what_has_no_equivalent_is_missing_and_what_renders_nothing_left_over() -> None:
    compared = of("Die Gewerkschaft fordert mehr Geld.", "The cucumber demands more money.")
    assert lemmas(compared.missing) == ["Gewerkschaft"]
    assert "cucumber" in [compared.english.words[at] for at in compared.left_over]


def test_an_expression_is_rendered_as_a_whole() -> None:
    compared = of("Der Rat zog das in Erwägung.", "The council considered that.")
    assert compared.missing == () and compared.left_over == ()


def test_names_and_numbers_are_not_left_over() -> None:
    compared = of("Am Montag kam Vogt.", "On Monday, Vogt and 12 Larsens came.")
    assert [compared.english.words[at] for at in compared.left_over] == []


def test_what_the_lexicon_lacks_may_be_what_a_word_renders() -> None:
    compared = of("Das Schnurzelbrumpf schläft.", "The cucumber sleeps.")
    assert compared.missing == ()


def test_a_word_that_has_to_do_with_the_german_is_more_kin_to_it_than_any_other() -> None:
    compared = of("Der Bürgermeister eröffnet die Brücke.", "The council opens the cucumber.")
    council, cucumber = (compared.kinship(compared.english.words.index(word)) for word in ("council", "cucumber"))
    assert council > cucumber
