"""All of a cue: the words right beside it that belong to it."""

from __future__ import annotations

import pytest

from tests.attribution.generated import claims_of


@pytest.mark.parametrize(
    ("text", "cue", "lemma"),
    [
        ("Klein sagte, dass es regnet.", "sagte", "sagen"),
        ("Es regne, hatte Klein gesagt.", "gesagt", "sagen"),
        ("Dass es regnet, wird Klein gesagt haben.", "gesagt haben", "sagen"),
        ("In dem Papier heißt es, dass es regnet.", "heißt es", "heißen"),
        ("Klein wies darauf hin, dass es regnet.", "wies darauf hin", "hinweisen"),
        ("Klein vertrat die Ansicht, dass es regnet.", "vertrat die Ansicht", "Ansicht"),
        ("Klein ist zuversichtlich, dass es regnet.", "ist zuversichtlich", "zuversichtlich"),
        ("Laut Klein regnet es.", "Laut", "laut"),
    ],
)
def test_a_cue_has_the_words_beside_it(text: str, cue: str, lemma: str) -> None:
    (claim,) = claims_of(text)
    assert claim.cue and (claim.cue.text, claim.cue.lemma) == (cue, lemma)
