"""The lists of words: each word once, with one stance, and known to what it is listed for."""

from __future__ import annotations

from collections import Counter

import pytest

from chat.attribution.german.lexicon import lexicon
from chat.data import table

CUES = table("de/cues.toml")
STANCES = {
    "verbs": (" ".join(CUES["verbs"].values()) + " " + " ".join(CUES["verbs_of_objects"].values())).split(),
    "nouns": " ".join(CUES["nouns"].values()).split(),
    "phrases": [
        line for kind in CUES["phrases"].values() for lines in kind.values() for line in lines.strip().splitlines()
    ],
}


def twice(words: list[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if times > 1]


@pytest.mark.parametrize("kind", STANCES)
def test_a_cue_has_one_stance(kind: str) -> None:
    assert twice(STANCES[kind]) == []


@pytest.mark.parametrize("name", CUES["words"])
def test_a_list_has_each_word_once(name: str) -> None:
    assert twice(CUES["words"][name].split()) == []


@pytest.mark.parametrize("name", ["reporting", "verb_second", "sourced", "naming", "quoting", "asking", "with_sein"])
def test_a_list_of_cue_verbs_has_cue_verbs(name: str) -> None:
    assert set(CUES["words"][name].split()) <= lexicon().verbs.keys()


@pytest.mark.parametrize("name", ["governed", "unsaid"])
def test_what_is_told_of_a_verb_is_told_of_a_cue(name: str) -> None:
    assert CUES[name].keys() <= lexicon().verbs.keys()


def test_a_kind_of_agents_has_each_ending_once() -> None:
    assert [twice(words.split()) for words in table("de/agents.toml")["endings"].values() if twice(words.split())] == []
