"""Numbers and names of the English against the German."""

from __future__ import annotations

from pathlib import Path

import pytest

from chat.translation.faithfulness import doubts, invented_numbers, invented_speakers, lost_numbers, unsupported
from tests.builders import article, sentence

TRANSLATIONS = Path(__file__).parents[1] / "data" / "translations.tsv"
# What each way to break a translation may be told as.
TOLD_AS = {
    "number": {"number"},
    "weekday": {"date"},
    "name": {"name", "number", "role"},
    "negation": {"negation"},
    "hedge": {"hedge", "reported"},
    "certainty": {"hedge"},
    "quotation": {"quotation"},
    "agent": {"agent", "role", "negation"},
    "untranslated": {"untranslated"},
    "lost_text": {"lost_text", "name", "number", "role", "reported", "hedge", "negation", "date"},
    "invented": {"invented_text", "number", "hedge", "speaker", "negation"},
    "speaker": {"speaker", "reported", "role", "name", "lost_text", "quotation"},
}

SOURCE = [
    sentence(
        1,
        "Der amerikanische Verteidigungsminister Lloyd Harmon sagte am Montag, Deutschland zahle 1,5 Mrd. Euro.",
        "US Defence Minister Lloyd Harmon said on Monday that Germany would pay 1.5 billion euros.",
    )
]


def test_a_number_word_of_a_name_is_no_number() -> None:
    assert invented_numbers("Der Bus fuhr nach Six Flags.", "The bus went to Six Flags.") == []


def test_a_lost_number_is_named_as_the_german_has_it() -> None:
    assert lost_numbers("Es kamen 12.500 Menschen.", "Many people came.") == ["12.500"]


def test_an_invented_number_is_named_as_the_english_has_it() -> None:
    assert invented_numbers("Es kamen viele.", "Some 300 came.") == ["300"]


@pytest.mark.parametrize(
    "english",
    [
        "Harmon said Germany would pay.",
        "Defense Secretary Lloyd Harmon said the German government would pay €1.5bn.",
        "U.S. Defense Secretary Harmon spoke on Monday.",
        "The USA wants money.",
        "The United States wants Germany's money.",
        "Yesterday the American minister spoke.",
        "Officials said Germans would pay.",
        "Meanwhile Harmon spoke.",
        "Money is needed. Payment will follow.",
        "A minister said so.",
        "Mr. Harmon said so.",
        "",
    ],
)
def test_other_words_for_what_is_cited_are_supported(english: str) -> None:
    assert unsupported(english, SOURCE) == []


@pytest.mark.parametrize(
    ("english", "invented"),
    [
        ("Lloyd Austin said so.", ["Lloyd Austin"]),
        ("Merkel said so.", ["Merkel"]),
        ("It was said by Merkel.", ["Merkel"]),
        ("France would pay.", ["France"]),
        ("Harmon spoke on Tuesday.", ["Tuesday"]),
        ("Germany would pay 2 billion euros.", ["2 billion"]),
        ("Germany would pay 1.5 million euros.", ["1.5 million"]),
        ("Three ministers spoke.", ["Three"]),
        ("Harmony reigns in Harmonville.", ["Harmonville"]),
    ],
)
def test_what_nothing_cited_has_is_named(english: str, invented: list[str]) -> None:
    assert unsupported(english, SOURCE) == invented


def test_a_name_is_supported_by_the_german_where_the_translation_lost_it() -> None:
    assert unsupported("Zelenskyy spoke.", [sentence(1, "Selenskij sprach.", "The president spoke.")]) == []


def test_an_untranslated_sentence_supports_what_its_german_has() -> None:
    assert unsupported("Klein spoke in Cologne.", [sentence(1, "Klein sprach in Köln.")]) == []


def test_nothing_cited_supports_no_name() -> None:
    assert unsupported("It was Klein.", []) == ["Klein"]


def test_translations_of_the_tests_article_support_themselves() -> None:
    assert all(unsupported(s.best, [s]) == [] for s in article())


@pytest.mark.parametrize(
    ("german", "english", "invented"),
    [
        ("Er forderte mehr Zeit.", "Heckel demanded more time.", ["Heckel"]),
        ("Klein forderte mehr Zeit.", "Klein demanded more time.", []),
        ("Präsident Selenskij sagte zu.", "According to Zelenskyy, it is agreed.", []),
        ("Laut Kreml ist das falsch.", "According to Washington, this is wrong.", ["Washington"]),
        ("Die Stadt prüft das.", "The city of Nordhaven is checking this.", []),
        ("Die deutsche Regierung sagte nein.", "Germany said no.", []),
    ],
)
def test_a_speaker_that_the_german_does_not_name_is_found(german: str, english: str, invented: list[str]) -> None:
    assert invented_speakers(german, english) == invented


def test_broken_translations_are_told_as_what_they_are_and_right_ones_left_alone() -> None:
    lines = TRANSLATIONS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    kinds = [(broken, {doubt.kind for doubt in doubts(german, english)}) for broken, german, english in rows]
    right = [found for broken, found in kinds if not broken]
    wrong = [bool(found & TOLD_AS[broken]) for broken, found in kinds if broken]
    assert (len(right), len(wrong)) == (111, 113)
    false, told = sum(map(bool, right)), sum(wrong)
    assert told / len(wrong) > 0.7
    assert told / (told + false) > 0.9


def test_a_doubt_has_the_words_it_is_about() -> None:
    (doubt,) = doubts("Es kamen 12.500 Menschen.", "Many people came.")
    assert (doubt.kind, doubt.german, doubt.english) == ("number", "12.500", "")
    (doubt,) = doubts("Der Sachschaden ist hoch.", "The Sachschaden is high.")
    assert (doubt.kind, doubt.german, doubt.english) == ("untranslated", "Sachschaden", "Sachschaden")


def test_of_other_languages_numbers_alone_are_checked() -> None:
    assert doubts("Il ne vient pas.", "He comes.", source="fr") == ()
    assert [doubt.kind for doubt in doubts("Il a 1 500 euros.", "He has money.", source="fr")] == ["number"]
