"""Which of several translations is taken."""

from __future__ import annotations

from chat.lang.bilingual.comparison import Comparison
from chat.lang.de.text import GermanText
from chat.lang.en.text import EnglishText
from chat.schema import Doubt
from chat.translation.choice import Translation, Wording, compared

LOST = Doubt(kind="number", message="lost")


def of(german: str, english: str) -> Translation:
    return compared(english, (), Comparison(GermanText(german), EnglishText(english)))


def test_a_doubt_is_worse_than_a_word_that_is_lacking() -> None:
    lacking = Translation("a", lacking=(("Fluss", "river"),))
    assert Wording().best([Translation("b", (LOST,)), lacking, Translation("c", (LOST,))]) is lacking


def test_of_those_as_bad_the_first_is_taken() -> None:
    assert Wording().best([Translation("a", (LOST,)), Translation("b", (LOST,))]).english == "a"


def test_any_english_is_better_than_none() -> None:
    assert Wording().best([Translation(None, (LOST,)), Translation("a", (LOST, LOST))]).english == "a"


def test_nothing_to_choose_from_is_no_translation() -> None:
    assert Wording().best([]) == Translation(None)


def test_a_word_that_is_lacking_is_told_with_its_english() -> None:
    assert of("Die Vermieter protestieren.", "The clouds protest.").lacking == (("Vermieter", "landlord"),)
    assert of("Die Vermieter protestieren.", "The landlords protest.").lacking == ()


def test_a_loose_rendering_goes_behind_an_equivalent() -> None:
    german = "Der Bürgermeister lobte die Feuerwehr."
    equal, loose = of(german, "The mayor praised the fire brigade."), of(german, "The mayor honoured the fire brigade.")
    assert equal.is_clean
    assert Wording().cost(equal) < Wording().cost(loose)


def test_a_term_is_called_the_same_throughout() -> None:
    wording = Wording()
    wording.note(Translation("The district pays.", terms=(("Landkreis", "district"),)))
    as_before = Translation("The district is silent.", terms=(("Landkreis", "district"),))
    otherwise = Translation("The county is silent.", terms=(("Landkreis", "counti"),))
    assert wording.cost(as_before) < wording.cost(otherwise)


def test_the_first_name_of_a_term_stays() -> None:
    wording = Wording()
    wording.note(Translation("", terms=(("Landkreis", "district"),)))
    wording.note(Translation("", terms=(("Landkreis", "counti"),)))
    assert wording.cost(Translation("", terms=(("Landkreis", "district"),))) == (False, 0)
