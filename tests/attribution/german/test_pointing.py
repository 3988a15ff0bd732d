"""Sentences that only tell who said the one before."""

from __future__ import annotations

import pytest

from tests.attribution.generated import claims_of

BEFORE = "Die Brücke hält noch zehn Jahre."


@pytest.mark.parametrize(
    ("behind", "speaker"),
    [
        ("Das ist das Ergebnis einer Studie.", "einer Studie"),
        ("Das ist das Fazit des Rechnungshofs.", "des Rechnungshofs"),
        ("Davon ist Ministerin Brandt überzeugt.", "Ministerin Brandt"),
        ("Diese Auskunft erhielt der Stadtrat vom Straßenbauamt.", "Straßenbauamt"),
    ],
)
def test_the_sentence_before_is_what_somebody_found_thinks_or_answered(behind: str, speaker: str) -> None:
    (claim,) = claims_of(f"{BEFORE} {behind}")
    assert claim.speaker is not None
    assert (claim.speaker.text, claim.content[0].text.rstrip(".")) == (speaker, BEFORE.rstrip("."))


@pytest.mark.parametrize("behind", ["Das ist ein Ergebnis.", "Davon ist nichts zu sehen.", "Diese Brücke ist alt."])
def test_a_sentence_that_points_at_nobody_tells_nothing(behind: str) -> None:
    assert claims_of(f"{BEFORE} {behind}") == ()
