"""The cues of reported speech, and the word lists around them: data/de/cues.toml.

Pronouns, articles and what noun phrases are made of are in the grammar.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from chat.attribution.german.grammar import Words
from chat.data import table
from chat.schema import Stance


@dataclass(frozen=True)
class Lexicon:
    """Cue verbs and nouns by lemma with their stance, and the word lists; the data file says what each is for."""

    verbs: dict[str, Stance]
    noun_stances: dict[str, Stance]
    governed: dict[str, Words]
    of_source: Words
    with_noun: Words
    framing: Words
    source_nouns: tuple[str, ...]
    event_nouns: tuple[str, ...]
    views: Words
    roles: tuple[str, ...]
    reporting: Words
    verb_second: Words
    sourced: Words
    places: Words
    agents: Words
    of_source_noun: Words
    going_back: Words
    accordingly: Words
    light_verbs: Words
    predicates: Words
    impersonal: Words
    copulas: Words
    that: Words
    fronted_complementizers: Words
    complementizers: Words
    adverbial_conjunctions: Words
    relative_pronouns: Words
    konjunktiv_1: Words
    konjunktiv_2: Words
    konjunktiv: Words
    reportedly: Words
    claimed: Words
    in_titles: Words
    hedges: Words
    doubting: Words
    denials: Words
    pointing_back: Words
    reports: Words
    naming: Words
    fronting: Words
    quoting: Words
    worded: Words
    asking: Words
    contrasting: Words
    of_questions: Words
    casualties: Words
    times: Words


@cache
def lexicon() -> Lexicon:
    """Return the lexicon; a word listed with several stances has the last."""
    data = table("de/cues.toml")
    words = {name: frozenset(text.split()) for name, text in data["words"].items()}
    shared = words.pop("konjunktiv_shared")
    roles = words.pop("roles")
    prepositions = data["prepositions"]
    return Lexicon(
        verbs=_by_word(data["verbs"]),
        noun_stances=_by_word(data["nouns"]),
        governed={verb: frozenset(text.split()) for verb, text in data["governed"].items()},
        of_source=frozenset(prepositions["of_source"].split()),
        with_noun=frozenset(prepositions["with_noun"].split()),
        framing=frozenset(prepositions["framing"].split()),
        source_nouns=tuple(prepositions["nouns"].lower().split()),
        event_nouns=tuple(prepositions["events"].lower().split()),
        views=frozenset(prepositions["views"].split()),
        roles=tuple(sorted(roles)),
        konjunktiv=words["konjunktiv_1"] | words["konjunktiv_2"] | shared,
        **words,
    )


def _by_word(by_stance: dict[Stance, str]) -> dict[str, Stance]:
    return {word: stance for stance, words in by_stance.items() for word in words.split()}
