"""Terms of an article, to be taken over."""

from __future__ import annotations

from chat.lang.bilingual.glosses import Term
from chat.lang.bilingual.terms import terms


def test_those_used_most_come_first_and_short_ones_count_only_if_they_recur() -> None:
    texts = ["Die Miete steigt.", "Der Mieterbund klagt, die Miete sei zu hoch.", "Ein Hund bellt."]
    found = terms(texts)
    assert found[0] == Term("Miete", "rent")
    assert Term("Mieterbund", "tenants' association") in found
    assert "Hund" not in [term.german for term in found]


def test_a_text_without_nouns_has_none() -> None:
    assert terms(["Sie kam und ging."]) == ()


def test_a_word_is_one_term_whatever_it_means() -> None:
    texts = ["Der Leiter kam.", "Der Leiter sprach.", "Die Leiter stand da.", "Die Leiter fiel um."]
    assert [term.german for term in terms(texts)] == ["Leiter"]
