"""What flows from stage to stage: JSON both ways, and analysed once."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from chat.schema import Doubt, Sentence
from tests.builders import sentence


def test_a_sentence_of_0_1_is_read() -> None:
    kept = '{"id": 1, "start": 0, "end": 4, "german": "Nein", "paragraph": 0}'
    assert Sentence.model_validate_json(kept) == Sentence(id=1, start=0, end=4, text="Nein", paragraph=0)


def test_json_has_the_text_by_both_names_and_is_read_back() -> None:
    written = sentence(1, "Nein.", "No.").model_dump(mode="json")
    assert written["text"] == written["german"] == "Nein."
    assert Sentence.model_validate(written) == sentence(1, "Nein.", "No.")


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError):
        Sentence.model_validate({"id": 1, "start": 0, "end": 1, "text": "a", "paragraph": 0, "colour": "red"})


def test_the_german_is_analysed_once_for_all_translations_of_it() -> None:
    given = sentence(1, "Die Brücke bleibt zu.")
    tokens = given.in_german.tokens
    assert given.model_copy(update={"english": "The bridge stays closed."}).in_german.tokens is tokens


def test_another_translation_is_analysed_anew() -> None:
    given = sentence(1, "Die Brücke bleibt zu.", "The bridge stays closed.")
    assert "bridg" in given.in_english.stems
    assert "gate" in given.model_copy(update={"english": "The gate stays closed."}).in_english.stems


def test_analysing_changes_nothing_that_is_compared_or_written() -> None:
    looked_at, other = sentence(1, "Sie kam.", "She came."), sentence(1, "Sie kam.", "She came.")
    assert looked_at.in_german.tokens and looked_at.in_english.stems
    assert looked_at == other
    assert looked_at.model_dump_json() == other.model_dump_json()


def test_a_sentence_over_two_lines_is_analysed_on_one() -> None:
    given = sentence(1, "Die Brücke\nbleibt zu.")
    assert given.plain == given.in_german.text == "Die Brücke bleibt zu."
    assert not given.is_plain


def test_another_text_is_analysed_anew() -> None:
    given = sentence(1, "Der Minister schwieg.")
    assert given.in_german.text == given.plain
    other = given.model_copy(update={"text": "Die Ministerin sprach."})
    assert other.plain == other.in_german.text == "Die Ministerin sprach."


def test_a_doubt_of_0_1_is_about_the_wording_by_its_kind() -> None:
    about = {kind: Doubt.model_validate({"kind": kind, "message": "…"}).wording for kind in ("quotation", "number")}
    assert about == {"quotation": True, "number": False}
