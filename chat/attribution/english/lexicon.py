"""The cues of English and the frames in which each stands: data/en/reporting.toml and rarer_reporting.toml.

What looks like one of these frames and is something done is in data/en/actions.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from chat.data import table
from chat.schema import Stance

_LINE = re.compile(r"(?P<letters>[a-z]*)(?P<prepositions>(?:\+\w+)*):\s*(?P<words>.*)")
_FILES = ("en/reporting.toml", "en/rarer_reporting.toml")
_ACTIONS = "en/actions.toml"
_SAID_THINGS = "@"  # among objects: all that somebody can have said
_NEEDED = ("not", "would", "can", "cannot")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that reports, with its frames by letter; prepositions and letters may each have a stance of their own."""

    lemma: str
    letters: dict[str, Stance]
    prepositions: dict[str, Stance]

    def takes(self, letter: str) -> bool:
        """Return whether it stands in a frame."""
        return letter in self.letters


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cue of several words: those behind its verb, "not", "can" or so before it, and whether nothing need follow."""

    words: tuple[str, ...]
    stance: Stance
    needs: str = ""
    alone: bool = False


@dataclass(frozen=True)
class Lexicon:
    """Cues by lemma, objects by verb and noun, phrases by their first word; `words` has the lists beside them.

    `actions` are the objects by verb with which that says nothing.
    """

    verbs: dict[str, Cue]
    adjectives: dict[str, Cue]
    nouns: dict[str, Cue]
    objects: dict[str, dict[str, Stance]]
    phrases: dict[str, tuple[Phrase, ...]]
    actions: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon."""
    tables = [table(file) for file in _FILES]
    words: dict[str, frozenset[str]] = {}
    for data in (*tables, table(_ACTIONS)):
        for name, told in data["words"].items():
            words[name] = words.get(name, frozenset()) | frozenset(told.split())
    return Lexicon(
        verbs=_cues(data["verbs"] for data in tables),
        adjectives=_cues(data["adjectives"] for data in tables),
        nouns=_cues(data["nouns"] for data in tables),
        objects=_objects([data["objects"] for data in tables], words["said_things"]),
        phrases=_phrases([data["phrases"] for data in tables]),
        actions={verb: frozenset(nouns.split()) for verb, nouns in table(_ACTIONS)["objects"].items()},
        words=words,
    )


def listed(name: str) -> frozenset[str]:
    """Return a word list of the lexicon."""
    return lexicon().words[name]


def _objects(tables: Iterable[dict[Stance, str]], said_things: Iterable[str]) -> dict[str, dict[str, Stance]]:
    """Return the stances of verbs with their objects."""
    objects: dict[str, dict[str, Stance]] = {}
    for stance, lines in (entry for by_stance in tables for entry in by_stance.items()):
        for verb, nouns in (line.split(":") for line in lines.strip().splitlines()):
            for noun in said_things if nouns.strip() == _SAID_THINGS else nouns.split():
                objects.setdefault(verb, {}).setdefault(noun, stance)
    return objects


def _phrases(tables: Iterable[dict[Stance, str]]) -> dict[str, tuple[Phrase, ...]]:
    """Return the phrases by their verbs, the longest first."""
    phrases: dict[str, list[Phrase]] = {}
    for stance, lines in (entry for by_stance in tables for entry in by_stance.items()):
        for line in lines.strip().splitlines():
            words = line.split()
            needs = words.pop(0) if words[0] in _NEEDED else ""
            alone = words[-1] == "."
            phrase = Phrase(tuple(words[1 : len(words) - alone]), stance, needs, alone)
            phrases.setdefault(words[0], []).append(phrase)
    return {verb: tuple(sorted(told, key=_rank)) for verb, told in phrases.items()}


def _rank(phrase: Phrase) -> tuple[bool, int]:
    """Return the order in which phrases are tried: those that need a word before the verb, then the longest."""
    return not phrase.needs, -len(phrase.words)


def _cues(tables: Iterable[dict[Stance, str]]) -> dict[str, Cue]:
    """Return the cues of tables; what is told first of a frame counts."""
    cues: dict[str, Cue] = {}
    for stance, letters, prepositions, word in (entry for by_stance in tables for entry in _entries(by_stance)):
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
