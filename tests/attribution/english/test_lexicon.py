"""The lexicon of English cues is whole: enough of them, each with a frame, in one place."""

from __future__ import annotations

from typing import get_args

from chat.attribution.english.lexicon import lexicon
from chat.schema import Stance

LETTERS = set("tcwiqvaonkgs")


def test_it_has_the_cues_of_news() -> None:
    cues = {*lexicon().verbs, *lexicon().nouns, *lexicon().adjectives}
    assert len(cues) >= 300


def test_each_cue_has_a_frame_that_is_known() -> None:
    for table in (lexicon().verbs, lexicon().nouns, lexicon().adjectives):
        for cue in table.values():
            assert cue.letters or cue.prepositions, cue.lemma
            assert set(cue.letters) <= LETTERS, cue.lemma
            assert {*cue.letters.values(), *cue.prepositions.values()} <= set(get_args(Stance)), cue.lemma


def test_a_frame_may_have_a_stance_of_its_own() -> None:
    warn = lexicon().verbs["warn"]
    assert (warn.letters["t"], warn.prepositions["of"]) == ("warns", "warns")
    threaten = lexicon().verbs["threaten"]
    assert threaten.letters["i"] == "announces"
