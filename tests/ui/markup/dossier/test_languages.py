"""The page shows quotations in two languages side by side."""

from __future__ import annotations

from chat.dossier.dossier import Dossier
from tests.dossier.builders import in_languages
from tests.dossier.test_languages import FRENCH, GERMAN
from ui.markup.dossier import findings
from ui.markup.dossier.base import Look


def test_a_translated_quotation_has_both_sides_and_no_word_marked() -> None:
    look = Look(Dossier(in_languages(GERMAN, FRENCH)), "dossier1")
    html = findings.quotations(look.dossier.quotations, look)
    assert "In two languages" in html
    assert "niemanden allein" in html and "personne seul" in html and "<mark" not in html
