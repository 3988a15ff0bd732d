"""What German noun phrases are made of: pronouns, articles, prepositions, endings.

Read from data/de/pronouns.toml and data/de/phrases.toml; cues are in the lexicon.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from chat.data import table

Words = frozenset[str]
Kind = Literal["masculine", "feminine", "neuter", "plural", "unknown"]


@dataclass(frozen=True)
class Grammar:
    """What a pronoun and a possessive can stand for, and the word lists; the data files say what each is for."""

    stands_for: dict[str, tuple[Kind, ...]]
    possessors: dict[str, tuple[Kind, ...]]
    pronouns: Words
    oblique_pronouns: Words
    pointing: Words
    emphatic: Words
    definite: Words
    indefinite: Words
    possessive: Words
    demonstrative: Words
    definite_nominative: Words
    indefinite_nominative: Words
    definite_dative: Words
    dative: Words
    possessive_nominative: Words
    genitive: Words
    not_nominative: Words
    nominative_pronouns: Words
    singular_pronouns: Words
    masculine_nominative: Words
    of_one_woman: Words
    nominative_or_accusative: Words
    masculine: Words
    masculine_first: Words
    feminine: Words
    neuter_first: Words
    neuter_endings: Words
    leading: Words
    no_names: Words
    attributive: Words
    attributive_before_verb: Words
    narrowing: Words
    of_others: Words
    joining: Words
    many: Words
    written_places: Words
    signs: Words
    degrees: Words
    others: Words
    in_names: Words
    bodies_with_names: Words
    only_plural: Words
    plurals_alike: Words
    datives_of_many: Words
    plurals_in_ern: Words
    plural_endings: Words
    plural_endings_alone: Words
    of_many: Words
    masculine_endings: Words
    feminine_endings: Words
    feminine_datives: Words
    surnames: Words
    name_particles: Words
    address: Words
    institution_endings: Words
    occasions: Words
    conversations: Words
    halls: Words
    schools: Words
    moments: Words
    parts_of_day: Words
    media: Words
    media_endings: Words
    of_media: Words
    of_media_alone: Words
    complete_offices: Words
    for_purposes: Words
    circumstantial: Words
    temporal: Words
    towards: Words
    before_listeners: Words
    listeners: Words
    telling: Words
    feminine_nouns: Words
    not_feminine: Words
    opening_pairs: Words
    before_article: Words
    singular: Words
    joiners: Words
    companies: Words

    @property
    def articles(self) -> Words:
        """The articles, possessives and demonstratives in all their forms."""
        return self.definite | self.indefinite | self.possessive | self.demonstrative


@cache
def grammar() -> Grammar:
    """Return the grammar."""
    pronouns, phrases = table("de/pronouns.toml"), table("de/phrases.toml")
    words = {name: frozenset(text.split()) for name, text in (pronouns["words"] | phrases["words"]).items()}
    return Grammar(
        stands_for={pronoun: tuple(kinds.split()) for pronoun, kinds in pronouns["stands_for"].items()},
        possessors={possessive: tuple(kinds.split()) for possessive, kinds in pronouns["possessors"].items()},
        joiners=frozenset(phrases["joiners"]["words"]),
        **words,
    )
