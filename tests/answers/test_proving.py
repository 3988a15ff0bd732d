"""The very words of the German that prove a statement."""

from __future__ import annotations

import pytest

from chat import pipeline
from chat.answers.proving import proving_words
from chat.schema import Reading
from tests.answers.test_lido import ENGLISH, GERMAN, ask


@pytest.fixture(scope="module")
def reading() -> Reading:
    return pipeline.compare(GERMAN.strip(), ENGLISH.strip())


def proved(reading: Reading, statement: str, number: int) -> list[str]:
    return [span.text for span in proving_words(statement, reading.sentence(number), reading.claims)]


def test_a_claim_is_proved_by_its_content(reading: Reading) -> None:
    answer = ask(reading, "What does Lenz say?")
    cited = {citation.sentence: citation for citation in answer.citations}
    assert [span.text for span in cited[6].words] == ["„Das Bad ist für Familien unverzichtbar“"]
    assert all(GERMAN.strip()[span.start : span.end] == span.text for span in cited[6].words)


def test_another_statement_is_proved_by_the_words_that_it_renders(reading: Reading) -> None:
    assert proved(reading, "The work takes 14 months.", 4) == ["Arbeiten", "14 Monate dauern"]


def test_where_all_of_a_sentence_proves_nothing_is_marked(reading: Reading) -> None:
    assert proved(reading, "The work is to begin in April and take 14 months.", 4) == []
