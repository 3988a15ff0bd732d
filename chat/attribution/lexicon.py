"""The cues and word lists of data/cues.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chat.schema import Stance

Words = frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """Cue verbs by lemma with their stance, and the word lists; what each is for stands in the data file."""

    verbs: dict[str, Stance]
    reporting: Words
    prepositions: Words
    nouns: Words
    complementizers: Words
    adverbial_conjunctions: Words
    relative_pronouns: Words
    konjunktiv_1: Words
    konjunktiv: Words
    hedges: Words
    naming: Words
    nominative_or_accusative: Words
    times: Words


@cache
def lexicon() -> Lexicon:
    """Return the lexicon; a verb listed with several stances has the last."""
    data = tomllib.loads(files("chat").joinpath("data/cues.toml").read_text(encoding="utf-8"))
    words = {name: frozenset(text.split()) for name, text in data["words"].items()}
    shared = words.pop("konjunktiv_shared")
    return Lexicon(
        verbs={verb: stance for stance, verbs in data["verbs"].items() for verb in verbs.split()},
        reporting=frozenset(data["reporting"]["verbs"].split()),
        prepositions=frozenset(data["prepositions"]["alone"].split()),
        nouns=frozenset(data["prepositions"]["nouns"].split()),
        konjunktiv=words["konjunktiv_1"] | shared,
        **words,
    )
