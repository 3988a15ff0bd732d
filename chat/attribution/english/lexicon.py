"""The cues of English and the frames in which each stands: data/en/reporting.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from chat.data import table
from chat.schema import Stance

_LINE = re.compile(r"(?P<letters>[a-z]*)(?P<prepositions>(?:\+\w+)*):\s*(?P<words>.*)")
ANY = "-"


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that reports, with its frames by letter; prepositions and letters may each have a stance of their own."""

    lemma: str
    letters: dict[str, Stance]
    prepositions: dict[str, Stance]

    def takes(self, letter: str) -> bool:
        """Return whether it stands in a frame."""
        return letter in self.letters


@dataclass(frozen=True)
class Lexicon:
    """Cues by lemma, objects by verb and noun, phrases by their first word; `words` has the lists beside them."""

    verbs: dict[str, Cue]
    adjectives: dict[str, Cue]
    nouns: dict[str, Cue]
    objects: dict[str, dict[str, Stance]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Stance], ...]]
    words: dict[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon."""
    data = table("en/reporting.toml")
    objects: dict[str, dict[str, Stance]] = {}
    for stance, lines in data["objects"].items():
        for verb, nouns in (line.split(":") for line in lines.strip().splitlines()):
            objects.setdefault(verb, {}).update({noun: stance for noun in nouns.split()})
    phrases: dict[str, list[tuple[tuple[str, ...], Stance]]] = {}
    for stance, lines in data["phrases"].items():
        for verb, *rest in (line.split() for line in lines.strip().splitlines()):
            phrases.setdefault(verb, []).append((tuple(rest), stance))
    return Lexicon(
        verbs=_cues(data["verbs"]),
        adjectives=_cues(data["adjectives"]),
        nouns=_cues(data["nouns"]),
        objects=objects,
        phrases={verb: tuple(sorted(listed, key=lambda one: -len(one[0]))) for verb, listed in phrases.items()},
        words={name: frozenset(listed.split()) for name, listed in data["words"].items()},
    )


def listed(name: str) -> frozenset[str]:
    """Return a word list of the lexicon."""
    return lexicon().words[name]


def _cues(by_stance: dict[Stance, str]) -> dict[str, Cue]:
    """Return the cues of a table; what is told first of a frame counts."""
    cues: dict[str, Cue] = {}
    for stance, letters, prepositions, word in _entries(by_stance):
        cue = cues.setdefault(word, Cue(word, {}, {}))
        for letter in letters:
            cue.letters.setdefault(letter, stance)
        for preposition in prepositions:
            cue.prepositions.setdefault(preposition, stance)
    return cues


def _entries(by_stance: dict[Stance, str]) -> Iterator[tuple[Stance, str, list[str], str]]:
    for stance, lines in by_stance.items():
        for line in lines.strip().splitlines():
            match = _LINE.fullmatch(line.strip())
            if match is None:
                raise ValueError(line)
            prepositions = match["prepositions"].split("+")[1:]
            for word in match["words"].split():
                yield stance, match["letters"], prepositions, word
