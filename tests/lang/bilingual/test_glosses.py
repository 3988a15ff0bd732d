"""What a reader sees who points at a German word."""

from __future__ import annotations

from chat.lang.bilingual.glosses import looked_up


def by_word(german: str) -> dict[str, str]:
    return {german[gloss.start : gloss.end]: gloss.english for gloss in looked_up(german).glosses}


def test_a_word_has_its_lemma_and_its_english() -> None:
    assert by_word("Die Vermieter protestierten.")["Vermieter"].startswith("Vermieter: landlord")


def test_both_parts_of_a_separable_verb_have_its_gloss() -> None:
    found = by_word("Sie lehnte das ab.")
    assert found["lehnte"] == found["ab"] and "reject" in found["ab"]


def test_an_expression_is_told_before_its_words() -> None:
    assert by_word("Er zog das in Erwägung.")["Erwägung"].startswith("in Erwägung ziehen: consider")


def test_names_have_no_gloss() -> None:
    assert "Petra" not in by_word("Gestern kam Petra Hoffmann.")
