"""Who is the same in several articles: persons by their names and offices, bodies and offices by what they are called.

Nobody is taken for somebody else by a last name alone: a first name that is the same, or an office, has to speak for
it. What a reader has parted stays parted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache

from chat.attribution.german.agents import is_people
from chat.attribution.german.grammar import grammar
from chat.attribution.naming import are_of_two_genders, bare, proper_name, same_name, without_case
from chat.data import lines
from chat.dossier.quotations import Repeated
from chat.dossier.sources import Place, Source
from chat.lang.characters import one_line
from chat.lang.de.abbreviations import without_titles
from chat.lang.de.tokens import tokenize
from chat.lang.names import sound
from chat.lang.offices import offices
from chat.lang.words import words
from chat.schema import LedgerEntry, Speaker

_OF = re.compile(r"\s(?:von|vom|aus|bei)\s")
_SPEAKS_FOR = 3  # words from which on one of many is told by whom they speak for: "ein Sprecher des Ministeriums"
_SHORTEST = 4  # letters of a word that tells what an office is of


@dataclass(frozen=True)
class Person:
    """Somebody, an office or a body, in all articles of a dossier.

    Args:
        name: the fullest, English where there is one.
        german: the fullest German phrase; empty for an unnamed source.
        role: the office, in English, where it is told.
        entries: the entries of the ledgers that are theirs, by article.
    """

    name: str
    german: str
    role: str | None
    entries: tuple[Place, ...]

    @property
    def articles(self) -> tuple[int, ...]:
        """The numbers of the articles in which they speak."""
        return tuple(dict.fromkeys(place.article for place in self.entries))


@dataclass(frozen=True)
class _Voice:
    """An entry of an article's ledger, with what it is told by."""

    place: Place
    entry: LedgerEntry
    name: tuple[str, ...]  # of a person, empty for all others
    offices: frozenset[str]  # beginnings of English words that stand for them
    of: frozenset[str]  # what the office is of, and what else the phrases have: "Kallstedt"
    key: str  # of an office or a body; empty where it is one of many ("ein Anwohner")


@dataclass
class _Group:
    voices: list[_Voice] = field(default_factory=list)

    @property
    def name(self) -> tuple[str, ...]:
        return max((voice.name for voice in self.voices), key=len)


def people(
    sources: Sequence[Source],
    *,
    quotations: Sequence[Repeated] = (),
    apart: Collection[frozenset[Place]] = (),
) -> tuple[Person, ...]:
    """Return everybody who says something, in the order in which they first speak.

    Args:
        quotations: those that several articles have: who says the same words under one last name is one person.
        apart: pairs of entries that the reader said are not the same.
    """
    quoted = _quoted(sources, quotations)
    voices = [_voice(source, at) for source in sources for at in range(len(source.entries))]
    groups: list[_Group] = []
    # The fullest names first: they tell whose a last name and an office can be.
    for voice in sorted(voices, key=lambda voice: (-len(voice.name), not voice.key, voice.place)):
        fitting = [group for group in groups if _fits(voice, group, quoted) and not _are_apart(voice, group, apart)]
        if len(fitting) == 1:
            fitting[0].voices.append(voice)
        else:
            groups.append(_Group([voice]))
    found = [_person(sorted(group.voices, key=lambda voice: voice.place)) for group in groups]
    return tuple(sorted(found, key=lambda person: person.entries[0]))


def _voice(source: Source, at: int) -> _Voice:
    entry = source.entries[at]
    place = Place(source.number, at)
    phrases = [phrase for phrase in (entry.german, *entry.aliases) if phrase]
    claims = [source.claim(number) for number in entry.claims]
    spoken = [speaker for claim in claims for speaker in claim.speakers if _speaks(speaker, phrases)]
    roles = [one_line(speaker.role) for speaker in spoken if speaker.role]
    if not phrases:
        return _Voice(place, entry, (), frozenset(), frozenset(), "")
    name = max((_name(phrase) for phrase in phrases), key=len)
    told = [*phrases, *roles]
    if set(words(" ".join(told))) <= set(name):  # nothing but a last name: the rest of the article may say more
        told += _beside(name, source)
    held = frozenset(begins for text in told for office in offices(text) for begins in office.english)
    of = frozenset(word.casefold() for text in told for word in words(text) if len(word) >= _SHORTEST) - {
        part.casefold() for part in name
    }
    own = bare(phrases[0])
    is_one_of_many = phrases[0].split()[0].casefold() in grammar().indefinite and len(own.split()) < _SPEAKS_FOR
    key = "" if name or is_one_of_many else without_case(without_titles(own))
    return _Voice(place, entry, name, held, of, key)


def _speaks(speaker: Speaker, phrases: Collection[str]) -> bool:
    return one_line(speaker.resolved or speaker.text) in phrases or one_line(speaker.text) in phrases


def _beside(name: tuple[str, ...], source: Source) -> list[str]:
    """Return what stands right before a last name anywhere in its article: a first name, or an office."""
    if len(name) != 1:
        return []
    pattern = re.compile(rf"(\w[\w-]*) {re.escape(name[0])}\b")
    return [match[1] for sentence in source.analysed.content for match in pattern.finditer(sentence.text)]


def _share_office(voice: _Voice, other: _Voice) -> bool:
    """Return whether two are told by the same office, or by a first name that one of them has elsewhere."""
    firsts = {part.casefold() for part in (*voice.name[:-1], *other.name[:-1])}
    return bool(voice.offices & other.offices or voice.of & other.of or (voice.of | other.of) & firsts)


def _name(phrase: str) -> tuple[str, ...]:
    name = proper_name(without_titles(bare(phrase)), phrase)
    if not name and (of := _OF.search(phrase)):  # "Jan Ott von der Initiative"
        name = proper_name(without_titles(bare(phrase[: of.start()])), phrase[: of.start()])
        name = name if len(name) > 1 else []
    return tuple(name)


def _quoted(sources: Sequence[Source], quotations: Sequence[Repeated]) -> set[frozenset[Place]]:
    """Return the pairs of entries that have one quotation."""
    ledgers = {source.number: source.analysed.ledger for source in sources}
    return {
        frozenset((Place(pair.one.article, one), Place(pair.other.article, other)))
        for pair in quotations
        for one in ledgers[pair.one.article].places_of(pair.one.number)
        for other in ledgers[pair.other.article].places_of(pair.other.number)
    }


def _fits(voice: _Voice, group: _Group, quoted: Collection[frozenset[Place]]) -> bool:
    """Return whether an entry may be one of a group.

    Whom the ledger of an article tells apart is apart; but one who is only called by an office there can be somebody
    whose office another article tells.
    """
    here = [other for other in group.voices if other.place.article == voice.place.article]
    if voice.name:
        return not here and _fits_by_name(voice, group, quoted)
    if not voice.key:
        return False
    if not here and any(voice.key == other.key for other in group.voices):
        return True
    if not group.voices[0].name or any(not other.name for other in here):
        return False
    return any(_holds(other, voice) for other in group.voices if other not in here)


def _fits_by_name(voice: _Voice, group: _Group, quoted: Collection[frozenset[Place]]) -> bool:
    """Return whether a person may be one of a group: by the first name, or by the last name and something else."""
    name = group.voices[0].name and group.name
    if not name or not same_name(_spelt_alike(voice.name), _spelt_alike(name)):
        return False
    if any(are_of_two_genders(voice.entry.german or "", other.entry.german or "") for other in group.voices):
        return False
    if len(voice.name) > 1 and len(name) > 1:
        return True
    return any(_share_office(voice, other) or frozenset((voice.place, other.place)) in quoted for other in group.voices)


@cache
def _spellings() -> dict[str, str]:
    """Return for each spelling of a first name in data/pairs/given_names.txt the first of its line, by its sound."""
    listed = (line.split(", ") for line in lines("pairs/given_names.txt"))
    return {sound(name): names[0] for names in listed for name in names}


def _spelt_alike(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name with first names spelt in one way."""
    return (*(_spellings().get(sound(part), part) for part in name[:-1]), name[-1])


def _holds(person: _Voice, office: _Voice) -> bool:
    """Return whether a person is told to be what somebody is called: "der Chefarzt" of "Chefarzt Jan Ott"."""
    if are_of_two_genders(person.entry.german or "", office.entry.german or ""):
        return False
    tokens = tokenize(office.entry.german or "")
    head = next((token for token in tokens if token.is_noun), None)
    if tokens and tokens[0].text.casefold() in grammar().indefinite:
        return False  # "ein Sprecher" is another one
    if head is None or not is_people(head):
        return False
    return len(head.text) >= _SHORTEST and any(word.endswith(head.text.casefold()) for word in person.of)


def _are_apart(voice: _Voice, group: _Group, apart: Collection[frozenset[Place]]) -> bool:
    return any(frozenset((voice.place, other.place)) in apart for other in group.voices)


def _person(voices: Sequence[_Voice]) -> Person:
    german = max((voice.entry.german or "" for voice in voices), key=lambda phrase: (len(_name(phrase)), len(phrase)))
    named = Counter(voice.entry.english for voice in voices if voice.entry.english)
    english = max(named, key=lambda name: (len(name.split()), named[name]), default=None)
    return Person(
        name=english or german or "An unnamed source",
        german=german,
        role=next((voice.entry.role for voice in voices if voice.entry.role), None),
        entries=tuple(voice.place for voice in voices),
    )
