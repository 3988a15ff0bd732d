"""Which language a text is in: German, another, several, or too short to tell."""

from __future__ import annotations

import pytest

from chat.article import language
from chat.errors import LanguageError

GERMAN = (
    "Der Stadtrat hat am Montag beschlossen, die alte Brücke abzureißen. Die Bürgermeisterin sagte, der Neubau werde "
    "drei Jahre dauern und weniger kosten als eine Sanierung."
)
ENGLISH = (
    "The city council decided on Monday to tear down the old bridge. The mayor said that the new one would take three "
    "years to build and cost less than a repair."
)
FRENCH = (
    "Le conseil municipal a décidé lundi de démolir le vieux pont, a déclaré la maire devant les habitants de la ville."
)


def test_german_is_told() -> None:
    found = language.detect(GERMAN)
    assert found.code == "de"
    assert found.confidence > 0.9


def test_the_same_text_gives_the_same_answer() -> None:
    text = "Die Performance war super cool"
    assert len({language.detect(text) for _ in range(5)}) == 1


@pytest.mark.parametrize("text", ["", "1234 5678", "… – !", "\u200b"])
def test_without_letters_nothing_is_told(text: str) -> None:
    assert language.detect(text) == language.Language(code="und", confidence=0.0)


def test_capitals_are_told() -> None:
    assert language.detect(GERMAN.upper()).code == "de"


def test_german_is_accepted() -> None:
    assert language.require_german(GERMAN).code == "de"


def test_a_german_headline_is_accepted() -> None:
    assert language.require_german("Bundestag beschließt neues Gesetz zur Rente").code == "de"


@pytest.mark.parametrize(("text", "code", "name"), [(ENGLISH, "en", "English"), (FRENCH, "fr", "French")])
def test_another_language_is_refused_by_name(text: str, code: str, name: str) -> None:
    with pytest.raises(LanguageError, match=f"The text is {name}, not German") as caught:
        language.require_german(text)
    assert caught.value.detected == code
    assert caught.value.confidence > 0.9
    assert caught.value.hint


@pytest.mark.parametrize("text", ["Brücke", "Donaudampfschifffahrtsgesellschaft", "Ja, gut.", "12 + 30", ""])
def test_too_short_to_tell_is_refused(text: str) -> None:
    with pytest.raises(LanguageError, match="too short") as caught:
        language.require_german(text)
    assert caught.value.detected is None


def test_the_reader_has_the_last_word() -> None:
    assert language.require_german("Brücke", override="de") == language.Language(code="de", confidence=1.0)


@pytest.mark.parametrize("parts", [(GERMAN, ENGLISH), (ENGLISH, GERMAN), (ENGLISH, ENGLISH, GERMAN)])
def test_a_mixed_text_is_read_as_german(parts: tuple[str, ...]) -> None:
    assert language.require_german("\n\n".join(parts)).code == "de"


def test_an_english_text_with_a_german_name_in_it_is_english() -> None:
    with pytest.raises(LanguageError):
        language.require_german(f"{ENGLISH}\n\nBundesministerium der Finanzen\n\n{ENGLISH}")


def test_english_paragraphs_are_foreign() -> None:
    found = language.foreign_language(ENGLISH)
    assert found is not None
    assert found.code == "en"


@pytest.mark.parametrize(
    "text",
    [
        GERMAN,
        "„Improv Everywhere“ kommt nach New York City",
        "Manchester United schlägt Tottenham Hotspur im Old Trafford mit 2:1",
        "Die Band The Rolling Stones spielte „Sympathy for the Devil“ und „Paint It Black“ im Madison Square Garden.",
        "Yes, we can!",
        "https://www.example.org/what-is-this-long-address-doing-in-the-middle-of-a-paragraph-here",
        "",
    ],
)
def test_german_and_short_paragraphs_are_not_foreign(text: str) -> None:
    assert language.foreign_language(text) is None


def test_the_reader_is_told_of_foreign_paragraphs() -> None:
    assert language.notices([GERMAN, ENGLISH]) == ("1 paragraph is not German (English) and left as written.",)
    assert language.notices([ENGLISH, GERMAN, FRENCH]) == (
        "2 paragraphs are not German (English, French) and left as written.",
    )
    assert language.notices([GERMAN]) == ()


def test_a_long_text_is_told_from_a_sample() -> None:
    assert language.require_german(f"{GERMAN}\n" * 10_000).code == "de"
