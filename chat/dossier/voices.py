"""The entries of an article's ledger, with what they are told by in other articles.

How phrases of a language tell that is known to `german_voices` and `english_voices`. An article calls one and the same
by several phrases: `standing_for` says which of its entries stands for which other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from chat.attribution.naming import without_case
from chat.data import lines
from chat.dossier.kinds import is_known
from chat.lang.names import sound
from chat.lang.words import without_accents
from chat.schema import LedgerEntry

_SHORTEST = 4  # letters of a word that tells what somebody is
_ENDINGS = (re.compile(r"in(?:nen)?$"), re.compile(r"(?:e[nmrs]?|[ns])$"))
_DOTLESS = str.maketrans("ıłđøŁĐØ", "ildoLDO")


@dataclass(frozen=True)
class Voice:
    """An entry of an article's ledger.

    Args:
        at: its place in the ledger.
        tongue: the language of the phrases, ISO 639-1: German or English.
        name: of a person, with usual spellings; empty for all others.
        genders: what it shows to be, a woman or a man; one of them, or nothing.
        roles: what a person is called, and what of, by the stems of the words; `english` by their English.
        head: the stem of what a person without a name is called: "coach"; empty for all others.
        key: of whom has no name; empty where it is one of many ("ein Anwohner").
        speaks_for: for what body somebody without a name speaks: "landgericht".
        nouns: what a body is called; `short` are its abbreviations.
        kind: that of a body which is called by a word of its kind alone: "das Unternehmen".
        is_side: whether it is a side in court, told by who speaks for it: "die Verteidigung".
        is_new: whether it is a person who was not spoken of before: "ein Polier".
        stands_for: the entry of the article that it is, where the article shows it.
        in_english: by which English words one without a name is told, each way of saying it, whatever the tongue.
    """

    at: int
    entry: LedgerEntry
    tongue: str = "de"
    name: tuple[str, ...] = ()
    genders: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    english: frozenset[str] = frozenset()
    head: str = ""
    key: str = ""
    speaks_for: str = ""
    nouns: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
    kind: str = ""
    is_side: bool = False
    is_new: bool = False
    stands_for: int | None = None
    in_english: tuple[frozenset[str], ...] = ()

    @property
    def is_body(self) -> bool:
        """Whether it is neither a person nor unnamed."""
        return bool(self.nouns)

    def as_body(self) -> Voice:
        """Return one who was taken for a person by a name that is a body's: "Rhenova"."""
        (name,) = self.name
        nouns = frozenset({plain_noun(name)})
        return replace(self, name=(), roles=frozenset(), english=frozenset(), key=without_case(name), nouns=nouns)


def are_of_two_genders(voice: Voice, other: Voice) -> bool:
    """Return whether one shows to be a woman and the other a man."""
    return bool(voice.genders and other.genders and voice.genders != other.genders)


def is_abbreviated_as(voice: Voice, short: Voice) -> bool:
    """Return whether a body is told to have another one's only word as its abbreviation: "(GSW)", "die GSW"."""
    return len(short.nouns) == 1 and bool(short.nouns & voice.short)


def is_short_for(voice: Voice, other: Voice) -> bool:
    """Return whether a body is called by a part of what another one is called, or by its abbreviation."""
    if not voice.is_body or not other.is_body:
        return False
    if is_abbreviated_as(other, voice):
        return True
    if voice.nouns < other.nouns and any(is_known(noun, voice.tongue) for noun in voice.nouns):
        return True  # and not by a place alone: "Hollingen"
    (*_, noun) = voice.nouns
    return len(voice.nouns) == 1 and any(own != noun and own.endswith(noun) for own in other.nouns)


def stem_of(word: str) -> str:
    """Return a word for what somebody is without the endings of gender and case, and without umlauts."""
    plain = without_accents(word.casefold())
    for ending in _ENDINGS:
        shorter = ending.sub("", plain)
        plain = shorter if len(shorter) >= _SHORTEST else plain
    return plain


def plain_noun(noun: str) -> str:
    """Return a noun of what a body is called without the ending of the genitive, in small letters."""
    return re.sub(r"(?<=\w{4})e?s$", "", noun.casefold())


@cache
def _spellings() -> dict[str, str]:
    """Return for each spelling of a first name in data/pairs/given_names.txt the first of its line, by its sound."""
    listed = (line.split(", ") for line in lines("pairs/given_names.txt"))
    return {sound(name): names[0] for names in listed for name in names}


def spelt_alike(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name with first names spelt in one way, and letters that no accent makes as those they are read as."""
    plain = tuple(part.translate(_DOTLESS) for part in name)
    return (*(_spellings().get(sound(part), part) for part in plain[:-1]), plain[-1])
