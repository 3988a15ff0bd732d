"""Names in English text, and which spellings are one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.lang.names import (
    is_known,
    name_words,
    names,
    names_in_phrase,
    sounds_like,
    speakers,
    with_english_names,
    with_one_name_each,
)
from chat.lang.words import words


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Selenskij", "Zelenskyy"),
        ("Selenskyj", "Zelensky"),
        ("Pjöngjang", "Pyongyang"),
        ("Charkiw", "Kharkiv"),
        ("Lukaschenko", "Lukashenko"),
        ("Tschad", "Chad"),
        ("Aserbaidschan", "Azerbaijan"),
        ("Müller", "Mueller"),
        ("Müller", "Muller"),
        ("Groß", "Gross"),
        ("Nato", "NATO"),
        ("Russlands", "Russland"),
        ("Merkels", "Merkel"),
        ("Grünen", "Grüne"),
        ("israelische", "Israel"),
        ("Hamburger", "Hamburg"),
        ("Ukrainekrieg", "Ukraine"),
    ],
)
def test_spellings_of_one_name_match(name: str, other: str) -> None:
    assert sounds_like(name, other)
    assert sounds_like(other, name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Merkel", "Merz"),
        ("Iran", "Irak"),
        ("Austria", "Australia"),
        ("Mali", "Malik"),
        ("Niger", "Nigeria"),
        ("Roma", "Romania"),
        ("Jack", "Jackson"),
        ("Paul", "Paula"),
        ("Paul", "Paulsen"),
        ("Mark", "Markus"),
        ("Hans", "Hansen"),
        ("Frank", "Frankfurt"),
        ("Stein", "Steiner"),
        ("Schmid", "Schmidt"),
        ("Martin", "Martinez"),
        ("Christ", "Christian"),
        ("Bern", "Bernhard"),
        ("Ost", "Ostfeld"),
    ],
)
def test_different_names_do_not_match(name: str, other: str) -> None:
    assert not sounds_like(name, other)
    assert not sounds_like(other, name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did Angela Merkel say?", [["Angela", "Merkel"]]),
        ("And what about Russia?", [["Russia"]]),
        ("They asked Ruth Klein and Henrik Dahl.", [["Ruth", "Klein"], ["Henrik", "Dahl"]]),
        ("It was Klein's idea.", [["Klein"]]),
        ("She met Eva Meyer-Landrut.", [["Eva", "Meyer", "Landrut"]]),
        ("Germany's plan failed.", [["Germany"]]),
        ("Ruth Klein left.", [["Ruth", "Klein"]]),
        ("Merkel said so.", [["Merkel"]]),
        ("Putin is ill.", [["Putin"]]),
        ("NATO agreed.", [["NATO"]]),
        ("the US agreed", [["US"]]),
        ("The U.S. agreed.", [["US"]]),
        ("He met Mr. Smith and Dr. Weber.", [["Smith"], ["Weber"]]),
        ("He met Foreign Minister Anna Berg.", [["Anna", "Berg"]]),
        ("They asked Österreich.", [["Österreich"]]),
        ("North Korean soldiers came.", [["North", "Korean"]]),
        ("North winds came.", []),
    ],
)
def test_names_are_found(text: str, expected: list[list[str]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is closed.",
        "Officials said no.",
        "Police said so.",
        "Inflation is high.",
        "Parliament will vote.",
        "Critics warned. Experts denied it.",
        "Today's plan failed.",
        "According to him, nothing is planned.",
        "Most people left. Two died.",
        "He said: “Peace is near.”",
        "“Trade will suffer,” he said.",
        "He said, “Growth is slow.”",
        "He asked the Defence Minister.",
        "What did the President say?",
        "Which court decided? Why?",
        "I think so.",
        "",
    ],
)
def test_ordinary_words_with_a_capital_are_no_names(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("text", ["Yesterday Klein left.", "Unfortunately Klein left.", "Meanwhile Klein left."])
def test_an_adverb_before_a_name_is_no_part_of_it(text: str) -> None:
    assert names(text) == [["Klein"]]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Germany", "die deutschen Behörden"),
        ("Germany", "the German authorities"),
        ("German", "Deutschlands Regierung"),
        ("Russia", "russische Truppen"),
        ("Russian", "Russlands"),
        ("USA", "the U.S. government"),
        ("United States", "US troops"),
        ("US", "die Vereinigten Staaten"),
        ("American", "US-amerikanische Firmen"),
        ("UK", "the British government"),
        ("South Korea", "Südkoreas Präsident"),
        ("European Union", "die EU"),
        ("EU", "der Europäischen Union"),
        ("European Commission", "die EU-Kommission"),
        ("UN", "Vereinten Nationen"),
        ("Tuesday", "am Dienstag"),
        ("March", "im März"),
        ("Cologne", "in Köln"),
        ("Beijing", "Peking"),
        ("French", "Frankreich"),
    ],
)
def test_a_name_is_known_under_its_other_words(text: str, other: str) -> None:
    assert is_known(words(text), name_words(other), whole=True)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("North Korea", "Südkorea"),
        ("Iran", "der Irak"),
        ("Austria", "Australien"),
        ("US", "they told us"),
        ("Poland", "they polish it"),
        ("United Nations", "the US"),
        ("Monday", "am Dienstag"),
        ("Ruth Klein", "Anna Klein"),
    ],
)
def test_a_name_is_not_known_under_words_of_another(text: str, other: str) -> None:
    assert not is_known(words(text), name_words(other), whole=True)


def test_half_a_name_is_enough_where_it_may_be() -> None:
    assert is_known(["Ruth", "Klein"], {"Klein"}, whole=False)


@given(st.text(max_size=60))
def test_any_text_has_names_of_nonempty_words(text: str) -> None:
    assert all(name and all(name) for name in names(text))


@given(st.text(max_size=60))
def test_every_word_sounds_like_itself(text: str) -> None:
    assert all(sounds_like(word, word) for word in words(text))


def test_names_have_one_form_wherever_they_stand() -> None:
    assert with_one_name_each("Die Türkei und türkische Firmen") == "Die Turkey und Turkey Firmen"


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("Vladimir Selenskij met Lawrow's aide.", "Vladimir Zelenskyy met Lavrov's aide."),
        ("Selenskijstraße stays, and so does Mr Klein.", "Selenskijstraße stays, and so does Mr Klein."),
        ("The German Bundesregierung denies it.", "The German federal government denies it."),
        (
            "The domestic intelligence service (Verfassungsschutz)",
            "The domestic intelligence service (Verfassungsschutz)",
        ),
        ("", ""),
    ],
)
def test_names_are_spelt_as_english_news_does(english: str, expected: str) -> None:
    assert with_english_names(english) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("Klein and others", [["Klein"]]), ("Mayor Ruth Klein", [["Ruth", "Klein"]]), ("the mayor", []), ("", [])],
)
def test_the_first_word_of_a_phrase_counts_like_any_other(phrase: str, expected: list[list[str]]) -> None:
    assert names_in_phrase(phrase) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ruth Klein has said that Henrik Dahl left.", [["Ruth", "Klein"]]),
        ("The bridge is safe, according to the Elbe Post.", [["Elbe", "Post"]]),
        ("They met Ruth Klein.", []),
    ],
)
def test_who_speaks_stands_before_a_verb_of_saying(text: str, expected: list[list[str]]) -> None:
    assert speakers(text, names(text)) == expected
