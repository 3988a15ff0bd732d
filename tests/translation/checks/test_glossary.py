"""Terms of the reader that a translation does not use."""

from __future__ import annotations

import pytest

from chat.translation.checks.glossary import unused
from tests.builders import pair


@pytest.mark.parametrize(
    ("german", "english", "terms"),
    [
        ("Der Stadtrat tagt.", "The city council meets.", [("Stadtrat", "town council")]),
        ("Der Stadtrat tagt.", "The town council meets.", []),
        ("Mitglieder des Stadtrates klagen.", "Members of the Town Council's board sue.", []),
        ("Die Stadträtin klagt.", "The councillor sues.", []),
        ("Die Stadt klagt.", "The city sues.", []),
    ],
)
def test_terms_that_a_translation_does_not_use(german: str, english: str, terms: list[tuple[str, str]]) -> None:
    assert list(unused(pair(german, english, {"Stadtrat": "town council"}))) == terms


@pytest.mark.parametrize(
    ("term", "wanted", "german", "english", "is_unused"),
    [
        ("Landrat", "district chief", "Die Landräte tagen.", "The councillors meet.", True),
        ("Landrat", "district chief", "DER LANDRAT TAGT", "The councillor meets", True),
        ("Kaufhaus", "store", "Die Kaufhäuser schließen.", "The shops close.", True),
        ("Rat", "council", "Sie raten ab.", "They advise against it.", False),
        ("Alter Markt", "Old Market", "Ein alter Markt schließt.", "A market closes.", False),
        ("offenbar", "apparently", "Offenbar stimmt das.", "This is obviously true.", True),
        ("Behörde", "authority", "Die Behörden schweigen.", "The authorities are silent.", False),
        ("Tag", "day", "Am Tag darauf.", "On the daies after.", True),
    ],
)
def test_forms_of_a_term(term: str, wanted: str, german: str, english: str, is_unused: bool) -> None:
    assert bool(list(unused(pair(german, english, {term: wanted})))) == is_unused
