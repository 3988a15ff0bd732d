"""Words to look at: the English has none of their usual equivalents."""

from __future__ import annotations

from chat.translation.checked import translate_sentences
from chat.translation.remarks import remarks
from tests.builders import Fixed, pair, sentence


def told(german: str, english: str) -> list[str]:
    return [remark.german for remark in remarks(pair(german, english))]


def test_a_word_without_any_of_its_equivalents_is_told() -> None:
    assert told("Der Gletscher schmilzt.", "The mountain melts.") == ["Gletscher"]
    assert told("Der Gletscher schmilzt.", "The glacier is melting.") == []


def test_a_firm_word_is_told_also_where_something_near_stands_for_it() -> None:
    assert told("Die Kaution ist hoch.", "The fine is high.") == ["Kaution"]


def test_it_spoils_nothing_that_rests_on_the_sentence() -> None:
    german = "Der Gletscher schmilzt."
    (made,) = translate_sentences([sentence(1, german)], Fixed({german: "The mountain melts."}))
    assert [remark.german for remark in made.remarks] == ["Gletscher"]
    assert all(remark.wording for remark in made.remarks)
