"""What somebody "will": to have done it is a claim, to do it an announcement."""

from __future__ import annotations

import pytest

from chat.attribution.german.modal import modal_frames
from tests.attribution.german.reading import clauses_of


@pytest.mark.parametrize(
    ("sentence", "speaker", "stance", "hedged"),
    [
        ("Der Nachbar will den Wagen gesehen haben.", "Der Nachbar", "says", True),
        ("Die Händler wollen zwei Stunden gewartet haben.", "Die Händler", "says", True),
        ("Die Stadt will zwei Schulen schließen.", "Die Stadt", "announces", False),
        ("Man will das Auto gesehen haben.", "", "says", True),
    ],
)
def test_who_wants_and_with_which_stance(sentence: str, speaker: str, stance: str, hedged: bool) -> None:
    (claim,) = modal_frames(clauses_of(sentence), 1)
    assert (sentence[slice(*claim.speaker)] if claim.speaker else "") == speaker
    assert (claim.stance, claim.hedged) == (stance, hedged)


@pytest.mark.parametrize("sentence", ["Klein will Ruhe.", "Die Leute, die das sehen wollen, kommen."])
def test_a_wish_for_a_thing_and_a_relative_clause_tell_nothing(sentence: str) -> None:
    assert list(modal_frames(clauses_of(sentence), 1)) == []
