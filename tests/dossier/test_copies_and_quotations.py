"""What an agency wrote is one text, and a quotation is the same in other papers, shortened or changed."""

from __future__ import annotations

import pytest

from chat.dossier.copies import copies
from chat.dossier.quotations import Kind, repeated
from tests.dossier.builders import sources

AGENCY = (
    "Der Steg am See bleibt bis zum Sommer gesperrt. Bürgermeisterin Vera Lund sagte, die Pfosten seien morsch. "
    "Ein Gutachter hatte am Montag mehrere Risse entdeckt. Die Kosten sind noch nicht bekannt."
)
SHORTER = AGENCY.replace(" Die Kosten sind noch nicht bekannt.", "")
OTHER = "Am Steg wird seit Montag gearbeitet. Vera Lund sagte, im Sommer könne man dort wieder baden gehen."
QUOTED = "„Wir haben alle Pfosten geprüft und keinen einzigen Riss gefunden“, sagte Vera Lund."


def test_the_same_text_in_two_papers_is_a_copy_and_another_text_is_none() -> None:
    assert copies(sources(AGENCY, OTHER, SHORTER)) == ((1, 3),)
    assert copies(sources(AGENCY, OTHER)) == ()
    assert copies([]) == ()


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ("Lund versicherte: „Wir haben alle Pfosten geprüft und keinen einzigen Riss gefunden.“", "verbatim"),
        ("„Wir haben alle Pfosten geprüft“, sagte Vera Lund am Dienstag.", "shortened"),
        ("„Wir haben fast alle Pfosten geprüft und kaum einen Riss gefunden“, sagte Vera Lund.", "changed"),
        ("Lund sprach am Montag von „keinen einzigen Riss gefunden“.", "shortened"),
        ("Lund versicherte, man habe „alle Pfosten geprüft“ und warte ab.", "shortened"),
        ("Lund versicherte, man habe „wir haben alle“ gehört.", None),
        ("„Der Sommer wird schön, das weiß ich genau“, sagte Vera Lund.", None),
    ],
)
def test_how_a_quotation_is_repeated(other: str, kind: Kind | None) -> None:
    found = repeated(sources(QUOTED, other))
    assert [one.kind for one in found] == ([kind] if kind else [])


def test_what_is_repeated_in_a_copy_is_told_by_the_copy_alone() -> None:
    given = sources(f"{AGENCY} {QUOTED}", f"{SHORTER} {QUOTED}")
    assert repeated(given, copies=copies(given)) == ()
    assert len(repeated(given)) == 1
