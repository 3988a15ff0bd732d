"""Where sentences end in languages with a pack: tricky lines of each, and what holds in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from chat.article import paragraphs, sentences

LINES = Path(__file__).parents[1] / "data" / "lines" / "sentences"
LEAST_RIGHT = 0.97
LEAST_LINES = 15


def split(text: str, language: str) -> list[str]:
    """Return the sentences of a text with one paragraph a line."""
    article = paragraphs.build(text, max_characters=10_000, language=language)
    return [sentence.text for sentence in sentences.split(article, language=language)]


@pytest.mark.parametrize("path", sorted(LINES.glob("*.txt")), ids=lambda path: path.stem)
def test_tricky_lines_are_split_where_their_sentences_end(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) >= LEAST_LINES
    wrong = [line for line in lines if split(line.replace(" | ", " "), path.stem) != line.split(" | ")]
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(lines), wrong


def test_a_language_without_a_pack_is_split_at_its_marks() -> None:
    assert split("A kormány ma ülésezik. Holnap szavaznak! Mi lesz?", "hu") == [
        "A kormány ma ülésezik.",
        "Holnap szavaznak!",
        "Mi lesz?",
    ]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ru", "Завод закрыли в 2024 г. | Рабочие уехали в г. Озёрск."),
        ("ru", "В 2020 г. 15 заводов закрылись."),
        ("uk", "У 80-х рр. | Тут був завод."),
        ("pl", "W r. 2005 Nowak odszedł."),
        ("tr", "Kent o hâlini XX. yy. sonunda aldı. | Bu yapı 20. yy. | Sonra değişti."),
    ],
)
def test_an_abbreviation_behind_a_number_may_end_a_sentence(language: str, line: str) -> None:
    assert split(line.replace(" | ", " "), language) == line.split(" | ")


def test_a_sentence_says_what_language_it_is_in() -> None:
    article = paragraphs.build("Le pont est fermé. Il rouvre lundi.", max_characters=1_000, language="fr")
    found = sentences.split(article, language="fr")
    assert {sentence.language for sentence in found} == {"fr"}
    assert {sentence.in_original.tongue for sentence in found} == {"fr"}


@pytest.mark.parametrize("code", ["../de", "", "de/../fr", "common", "FR", "\ud800"])
def test_a_code_that_is_none_reads_no_file(code: str) -> None:
    assert split("Ein Satz. Noch einer.", code) == ["Ein Satz.", "Noch einer."]
