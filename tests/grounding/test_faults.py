"""Sentences that say what their sources say pass, and others are told what is wrong; on examples of our own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from chat.grounding.faults import faults
from chat.schema import Ledger, LedgerEntry
from tests.builders import sentence

SOURCES = tomllib.loads((Path(__file__).parents[1] / "data" / "statements.toml").read_text(encoding="utf-8"))["source"]
RIGHT = [(source, text) for source in SOURCES for text in source["right"]]
WRONG = [(source, wrong["text"]) for source in SOURCES for wrong in source["wrong"]]
# What the checks are known to get wrong; bench/LOG.md has the figures.
FLAGGED_THOUGH_RIGHT = {"The bridge stays closed until May at least."}
MISSED = {"The union does not fear that 400 jobs could be lost.", "Siemens sold around 1.5 million roofs in 2024."}


def found(source: dict[str, Any], text: str, **options: Any) -> list[str]:
    return faults(text, [sentence(1, source["german"], source["english"])], **options)


@pytest.mark.parametrize(("source", "text"), RIGHT, ids=[text for _, text in RIGHT])
def test_right_sentences_pass(source: dict[str, Any], text: str) -> None:
    assert bool(found(source, text)) == (text in FLAGGED_THOUGH_RIGHT)


@pytest.mark.parametrize(("source", "text"), WRONG, ids=[text for _, text in WRONG])
def test_wrong_sentences_are_told_their_fault(source: dict[str, Any], text: str) -> None:
    assert bool(found(source, text)) != (text in MISSED)


def test_words_of_the_question_need_no_source() -> None:
    source = next(source for source in SOURCES if source["id"] == "union")
    assert found(source, "The looming closure of workshops could cost 400 jobs.")
    assert not found(
        source,
        "The looming closure of workshops could cost 400 jobs.",
        question="What could the looming closure of workshops cost?",
    )


def test_a_name_that_the_question_gives_needs_no_source() -> None:
    hotels = [sentence(4, "Er lebte meist in New Yorker Hotels.", "He lived mostly in New York hotels.")]
    text = "Tesla lived mostly in New York hotels."
    assert faults(text, hotels, question="Where did Tesla live?") == ["Tesla is not in the sentences."]
    assert faults(text, hotels, question="Where did Tesla live?", given={"Tesla"}) == []


def test_a_speaker_that_only_the_ledger_knows_may_speak() -> None:
    said = [sentence(4, "Er warnte Klein vor dem Eis.", "He warned Klein of the ice.")]
    text = "Jonas Brandt warned Klein of the ice."
    entry = LedgerEntry(
        german="Jonas Brandt", english="Jonas Brandt", claims=(1,), sentences=(4,), stances={"warns": 1}, hedged=0
    )
    assert "Jonas Brandt is not in the sentences." in faults(text, said)
    assert faults(text, said, ledger=Ledger(entries=(entry,))) == []
