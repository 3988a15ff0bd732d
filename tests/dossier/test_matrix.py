"""Each topic has a cell for each article, which says or denies, and a name in English."""

from __future__ import annotations

import pytest

from chat.dossier.disagreements import Disagreement
from chat.dossier.dossier import Dossier
from chat.dossier.matrix import matrix
from chat.dossier.sources import Place
from chat.dossier.topics import Topic
from tests.dossier.asking.pool import dossier
from tests.dossier.builders import sources

ACCUSED = "Stadtrat Uwe Kolb sagte, die Stadt habe die Risse im Becken verschwiegen."
DENIED = "Bürgermeisterin Vera Lund bestritt, dass die Stadt die Risse im Becken verschwiegen habe."
NOT_SO = "Bürgermeisterin Vera Lund sagte, die Stadt habe die Risse im Becken nicht verschwiegen."


def positions(*texts: str) -> list[str]:
    (row,) = Dossier(sources(*texts)).matrix
    return [cell.position for cell in row.cells]


def test_who_denies_what_another_article_says_denies() -> None:
    assert positions(ACCUSED, DENIED, "Es regnete.") == ["says", "denies", "missing"]


@pytest.mark.parametrize("texts", [(ACCUSED, NOT_SO), (NOT_SO, ACCUSED)])
def test_who_says_not_of_what_another_article_says_denies(texts: tuple[str, str]) -> None:
    one, other = Place(1, 1), Place(2, 1)
    topic, denial = Topic((one, other), ()), Disagreement("denial", one, other, ("sagte", "sagte"))
    (row,) = matrix(sources(*texts), [topic], [denial])
    assert [cell.position for cell in row.cells] == ["denies" if text == NOT_SO else "says" for text in texts]
    (row,) = matrix(sources(*texts), [topic], [])
    assert [cell.position for cell in row.cells] == ["says", "says"]


def test_an_article_with_both_sides_has_both() -> None:
    weather = "Am Abend zog ein Gewitter über das Tal, und auf den Straßen stand das Wasser knöcheltief."
    assert positions(f"{ACCUSED}\n\n{weather}", f"{ACCUSED}\n\n{DENIED}") == ["says", "both"]


def test_a_number_that_differs_denies_nothing() -> None:
    one = "Die Polizei teilte mit, an der Demonstration gegen den Kiesabbau hätten 200 Menschen teilgenommen."
    other = "Jan Ott sagte, an der Demonstration gegen den Kiesabbau hätten 450 Menschen teilgenommen."
    (row,) = Dossier(sources(one, other)).matrix
    assert [cell.position for cell in row.cells] == ["says", "says"] and len(row.disagreements) == 1


def test_a_row_is_called_by_what_its_claims_share_in_english() -> None:
    labels = [row.label for row in dossier().matrix]
    assert any("emonstration" in label for label in labels) and any("racks" in label for label in labels)
    assert not any(name in label for label in labels for name in ("Lund", "Vera", "May"))


def test_a_row_without_english_is_called_by_what_its_words_mean() -> None:
    (row,) = Dossier(sources(ACCUSED, DENIED)).matrix
    assert row.label and "Risse" not in row.label
