"""The cues and word lists of data/de/cues.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from chat.data import table
from chat.schema import Stance

Words = frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """Cue verbs and nouns by lemma with their stance, and the word lists; the data file says what each is for."""

    verbs: dict[str, Stance]
    noun_stances: dict[str, Stance]
    governed: dict[str, Words]
    source_nouns: tuple[str, ...]
    event_nouns: tuple[str, ...]
    roles: tuple[str, ...]
    reporting: Words
    verb_second: Words
    sourced: Words
    accordingly: Words
    light_verbs: Words
    predicates: Words
    impersonal: Words
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
    naming: Words
    quoting: Words
    asking: Words
    of_questions: Words
    casualties: Words
    nominative_or_accusative: Words
    times: Words


@cache
def lexicon() -> Lexicon:
    """Return the lexicon; a word listed with several stances has the last."""
    data = table("de/cues.toml")
    words = {name: frozenset(text.split()) for name, text in data["words"].items()}
    shared = words.pop("konjunktiv_shared")
    roles = words.pop("roles")
    return Lexicon(
        verbs=_by_word(data["verbs"]),
        noun_stances=_by_word(data["nouns"]),
        governed={verb: frozenset(text.split()) for verb, text in data["governed"].items()},
        source_nouns=tuple(data["prepositions"]["nouns"].lower().split()),
        event_nouns=tuple(data["prepositions"]["events"].lower().split()),
        roles=tuple(sorted(roles)),
        konjunktiv=words["konjunktiv_1"] | words["konjunktiv_2"] | shared,
        **words,
    )


def _by_word(table: dict[Stance, str]) -> dict[str, Stance]:
    return {word: stance for stance, words in table.items() for word in words.split()}
