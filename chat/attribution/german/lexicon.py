"""The cues of reported speech, and the word lists around them: data/de/cues.toml.

Pronouns, articles and what noun phrases are made of are in the grammar.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from chat.attribution.german.grammar import Words
from chat.data import table
from chat.schema import Stance

ADJECTIVE, PARTICIPLE, NOUN = "[adj]", "[pp]", "[n]"


@dataclass(frozen=True)
class Phrase:
    """A cue of several words, told by its verb.

    `cue` is all of it in the infinitive, `words` what is neither the verb nor "sich": any adjective for ADJECTIVE,
    and so with PARTICIPLE and NOUN.
    """

    cue: str
    words: tuple[str, ...]
    reflexive: bool


@dataclass(frozen=True)
class Lexicon:
    """Cue verbs and nouns by lemma with their stance, and the word lists; the data file says what each is for."""

    verbs: dict[str, Stance]
    noun_stances: dict[str, Stance]
    governed: dict[str, Words]
    unsaid: dict[str, Words]
    only_objects: frozenset[str]
    phrases: dict[str, tuple[Phrase, ...]]
    participles: dict[str, str]
    of_source: Words
    with_noun: Words
    framing: Words
    source_nouns: tuple[str, ...]
    paper_nouns: frozenset[str]
    event_nouns: tuple[str, ...]
    mere_events: tuple[str, ...]
    views: Words
    roles: tuple[str, ...]
    reporting: Words
    verb_second: Words
    sourced: Words
    going_on: Words
    viewpoints: Words
    for_somebody: Words
    places: Words
    within: Words
    agents: Words
    of_source_noun: Words
    going_back: Words
    unnamed: Words
    accordingly: Words
    according_to_it: Words
    light_verbs: Words
    predicates: Words
    impersonal: Words
    copulas: Words
    that: Words
    fronted_complementizers: Words
    pointing_words: Words
    showing: Words
    perceiving: Words
    shown_by_things: Words
    undecided: Words
    with_means: Words
    fronted_questions: Words
    complementizers: Words
    adverbial_conjunctions: Words
    relative_pronouns: Words
    konjunktiv_1: Words
    konjunktiv_2: Words
    konjunktiv: Words
    reportedly: Words
    claimed: Words
    meant: Words
    in_titles: Words
    bearers: Words
    well_feeling: Words
    well_after: Words
    well_before: Words
    rumour: Words
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
    reflexive: Words
    also_alone: Words
    doing: Words
    unattributed: Words
    results: Words
    answers: Words
    receiving: Words
    addressing: Words
    met_with: Words
    coming: Words
    meeting: Words
    agents_of_reactions: Words
    met_at: Words
    seen: tuple[str, ...]
    abstract: tuple[str, ...]
    by_attitude: Words
    ahead: Words
    no_feelings: Words
    joining_clauses: Words
    also_conjunctions: Words
    also_prepositions: Words
    with_sein: Words
    settled: Words
    moving: Words
    not_told: Words
    backgrounding: Words
    by_people: Words
    correlates: Words
    unsaid_modals: Words
    calling: Words
    naming_alone: Words
    reasoning: Words
    not_negated: Words
    never: Words
    of_questions: Words
    times: Words


@dataclass(frozen=True)
class Refusals:
    """The words of refusals to speak; the data file says what each is for."""

    modal: Words
    able: Words
    told: Words
    open: Words
    saying: Words
    saying_of_oneself: Words
    answering: Words
    nouns: Words
    giving: Words
    refusing: Words
    refusing_ab: Words
    guarded: Words
    keeping: Words
    owing: Words
    evading: Words
    evaded: Words
    later: Words
    silent: Words
    not_silent: Words
    unanswered: Words
    left: Words
    remaining: Words
    asked_by: Words
    reachable: Words
    reached: Words
    times: Words


@cache
def refusals() -> Refusals:
    """Return the words of refusals: data/de/refusals.toml."""
    return Refusals(**{name: frozenset(text.split()) for name, text in table("de/refusals.toml")["words"].items()})


@cache
def lexicon() -> Lexicon:
    """Return the lexicon."""
    data = table("de/cues.toml")
    words = {name: frozenset(text.split()) for name, text in data["words"].items()}
    shared = words.pop("konjunktiv_shared")
    roles, seen, abstract = words.pop("roles"), words.pop("seen"), words.pop("abstract")
    prepositions = data["prepositions"]
    of_clauses, of_objects = data["phrases"]["clause"], data["phrases"]["object"]
    only_objects = _by_word(data["verbs_of_objects"])
    words["reporting"] |= _by_phrase(of_objects).keys() | only_objects.keys()
    return Lexicon(
        verbs=only_objects | _by_word(data["verbs"]) | _by_phrase(of_clauses) | _by_phrase(of_objects),
        only_objects=frozenset(only_objects),
        unsaid={verb: frozenset(text.split()) for verb, text in data["unsaid"].items()},
        participles=data["participles"],
        phrases=_by_verb([*_by_phrase(of_clauses), *_by_phrase(of_objects)]),
        noun_stances=_by_word(data["nouns"]),
        governed={verb: frozenset(text.split()) for verb, text in data["governed"].items()},
        of_source=frozenset(prepositions["of_source"].split()),
        with_noun=frozenset(prepositions["with_noun"].split()),
        framing=frozenset(prepositions["framing"].split()),
        source_nouns=tuple(prepositions["nouns"].lower().split()),
        event_nouns=tuple(prepositions["events"].lower().split()),
        mere_events=tuple(prepositions["mere_events"].lower().split()),
        paper_nouns=frozenset(prepositions["papers"].lower().split()),
        views=frozenset(prepositions["views"].split()),
        roles=tuple(sorted(roles)),
        seen=tuple(sorted(noun.lower() for noun in seen)),
        abstract=tuple(sorted(abstract)),
        by_attitude=frozenset(cue for cue in _by_phrase(of_objects) if "[" in cue),
        konjunktiv=words["konjunktiv_1"] | words["konjunktiv_2"] | shared,
        **words,
    )


def _by_word(by_stance: dict[Stance, str]) -> dict[str, Stance]:
    return {word: stance for stance, words in by_stance.items() for word in words.split()}


def _by_phrase(by_stance: dict[Stance, str]) -> dict[str, Stance]:
    """Return the stance of each phrase, a line each."""
    return {phrase: stance for stance, lines in by_stance.items() for phrase in lines.strip().splitlines()}


def _by_verb(phrases: list[str]) -> dict[str, tuple[Phrase, ...]]:
    """Return the phrases by the verb that ends them."""
    by_verb: dict[str, tuple[Phrase, ...]] = {}
    for phrase in phrases:
        *words, verb = phrase.split()
        reflexive = words[0] == "sich"
        others = tuple(word.lower() for word in words[reflexive:])
        by_verb[verb] = (*by_verb.get(verb, ()), Phrase(phrase, others, reflexive=reflexive))
    return by_verb
