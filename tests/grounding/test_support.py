"""Numbers and names that a text has and the sentences it is to rest on have not."""

from __future__ import annotations

import pytest

from chat.grounding.support import foreign_names, unsupported
from tests.builders import article, sentence

SOURCE = [
    sentence(
        1,
        "Der amerikanische Verteidigungsminister Lloyd Harmon sagte am Montag, Deutschland zahle 1,5 Mrd. Euro.",
        "US Defence Minister Lloyd Harmon said on Monday that Germany would pay 1.5 billion euros.",
    )
]


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


def test_a_number_is_looked_for_in_each_sentence_alone() -> None:
    cited = [sentence(1, "Platz 5", "Rank 5"), sentence(2, "Millionen jubeln", "Million cheer")]
    assert unsupported("Rank 5 was reached.", cited) == []


@pytest.mark.parametrize(
    ("german", "english", "names"),
    [
        ("Klein sprach in Köln.", "Klein spoke in Cologne.", []),
        ("Er sprach in Köln.", "Heckel spoke in Cologne.", ["Heckel"]),
        ("Er sprach in Köln.", None, []),
    ],
)
def test_names_of_a_translation_that_its_german_lacks(german: str, english: str | None, names: list[str]) -> None:
    assert foreign_names(sentence(1, german, english)) == names
