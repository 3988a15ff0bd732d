"""Whom of a dossier's people a question means: one, several of one name, or somebody who is not there."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from chat.answers.speakers import Speakers
from chat.answers.understanding.spelling import one_letter_off
from chat.attribution.naming import bare, proper_name
from chat.data import table
from chat.dossier.compared import compared
from chat.dossier.manners import manner
from chat.lang.bilingual.entries import words_of_equivalents
from chat.lang.bilingual.nearness import forms_of, nearness
from chat.lang.de.abbreviations import without_titles
from chat.lang.en.forms import plain_form
from chat.lang.names import names_in_phrase, sound, sounds_like
from chat.lang.offices import is_english_office, is_office
from chat.lang.words import english_stems, german_stems, is_function_word, words

if TYPE_CHECKING:
    from chat.dossier.asking.merged import Merged

_ENDINGS_OF_OFFICES = ("er", "in", "or", "ent", "ist", "rat", "chef", "loge", "arzt", "ung", "anwalt")
_POSSESSIVE = re.compile(r"(?:dessen|deren|seine?[rnms]?|ihre?[rnms]?)\b", re.IGNORECASE)
_SAYS = re.compile(
    r"\b(?:the|an?|its|his|her) (?P<who>(?:[a-z'-]+ ){0,2}[a-z'-]+) (?:said|says|told|announced|announces|added"
    r"|explained|explains|reported|reports|denied|denies|warned|demanded|confirmed|confirms|stressed|wrote|writes|promised)\b",
    re.IGNORECASE,
)
_NEAR, _EQUIVALENTS = 0.45, 4  # nearness of two words for one body; words that a German one may mean
_LONGEST_OFFICE = 3  # words: "district council chair"
_SHORTEST = 4  # letters of a word that may be a name in another spelling


@dataclass(frozen=True)
class Whom:
    """The people a phrase means, by their places, and its words that name them, in lower case.

    Args:
        people: several where a name is that of several; none where it is nobody's.
        others: its words that fit none of them.
    """

    people: tuple[int, ...] = ()
    words: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()


class People:
    """The people of a dossier, to be found by what a question calls them."""

    def __init__(self, merged: Merged) -> None:
        self._merged = merged
        self._forms: dict[int, frozenset[str]] = {}
        self._known = [self._words_of(at) for at in range(len(merged.people))]
        told = zip(merged.ledger.entries, merged.people, strict=True)
        self._last = [_last_names(own.english, own.german, own.aliases, person.language) for own, person in told]

    @property
    def speakers(self) -> Speakers:
        """The same people as an article's ledger has them."""
        return self._merged.speakers

    def meant_by(self, phrase: str) -> Whom:
        """Return whom a phrase means that names somebody and nothing else: "the mayor", "Nora Falk of the list"."""
        whom = self._fitting(phrase, self._has)
        return whom if whom.people or not whom.others else self._fitting(phrase, self._may_have)

    def _fitting(self, phrase: str, has: Callable[[int, str], bool]) -> Whom:
        asked = [word.lower() for word in words(phrase) if not _is_filler(word)]
        if not asked:
            return Whom()
        fits = [{word for word in asked if has(at, word)} for at in range(len(self._known))]
        named = [at for at, own in enumerate(fits) if any(_is_name(word, self._last[at]) for word in own)]
        candidates = named or [at for at, own in enumerate(fits) if own]
        most = max((len(fits[at]) for at in candidates), default=0)
        best = [at for at in candidates if len(fits[at]) == most]
        if not best:
            return Whom(others=tuple(asked))
        best = [at for at in candidates if at in best or self._may_be_one(at, best)]
        own = frozenset().union(*(fits[at] for at in best))
        if named and self._has_another_first_name(phrase, own):
            return Whom(others=tuple(asked))
        others = tuple(word for word in asked if word not in own)
        if not named and (others or len(best) > 1) and not self._is_body(best, asked):
            return Whom(others=tuple(asked))
        return Whom(tuple(best), own, others)

    def mentioned(self, text: str) -> Whom:
        """Return the people whom a text names by a last name, whatever else it has."""
        asked = [word for word in words(text) if not is_function_word(word)]
        found: dict[int, set[str]] = {}
        for at, last in enumerate(self._last):
            own = {word.lower() for word in asked if _is_name(word.lower(), last)}
            if own:
                found[at] = own | {word.lower() for word in asked if self._has(at, word.lower())}
        if not found:
            if (by_office := self._by_office(text)).people:
                return by_office
            mentions = self.speakers.mentioned(text)
            places = {id(entry): at for at, entry in enumerate(self._merged.ledger.entries)}
            return Whom(
                tuple(places[id(m.entry)] for m in mentions[:1]), mentions[0].words if mentions else frozenset()
            )
        most = max(map(len, found.values()))
        best = tuple(at for at, own in found.items() if len(own) == most)
        return Whom(best, frozenset().union(*(found[at] for at in best)))

    def _by_office(self, text: str) -> Whom:
        """Return whom a text names by an office that one person alone has, by the longest name of it: "the mayor"."""
        own = words(text)
        for place in (place for place, word in enumerate(own) if is_office(word) or is_english_office(word)):
            for length in range(_LONGEST_OFFICE, 0, -1):
                phrase = own[max(0, place + 1 - length) : place + 1]
                if len(phrase) == length and not any(map(_is_filler, phrase)):
                    whom = self.meant_by(" ".join(phrase))
                    if len(whom.people) == 1 and not whom.others:
                        return whom
        return Whom()

    def _has_another_first_name(self, phrase: str, own: frozenset[str]) -> bool:
        """Return whether a phrase has a first name, right before a last name, that is nobody's of those it may mean."""
        for before, word in pairwise(words(phrase)):
            is_name = word.lower() in own and before.lower() not in own and before[:1].isupper()
            if (
                is_name
                and not _is_filler(before)
                and not is_office(before)
                and before.lower() not in words_of_equivalents()
            ):
                return not before.lower().endswith(_ENDINGS_OF_OFFICES)
        return False

    def is_somebody(self, phrase: str) -> bool:
        """Return whether a phrase is nothing but somebody's name or office: "Ott", "the mayor"; not "the trucks"."""
        whom = self.meant_by(phrase)
        by_name = any(_is_name(word, self._last[at]) for at in whom.people for word in whom.words)
        return (
            bool(whom.people)
            and not whom.others
            and (by_name or any(is_office(word) or is_english_office(word) for word in words(phrase)))
        )

    def lacks_name(self, text: str, at: int) -> bool:
        """Return whether somebody has a first and a last name, and a text does not have the last one."""
        name = names_in_phrase(self._merged.names[at])[-1:]
        own = frozenset(word.lower() for words_ in name for word in words_[-1:]) & self._last[at]
        is_person = bool(own) and len(name[0]) > 1
        return is_person and not any(_is_name(word.lower(), own) for word in words(text))

    def last_names(self, at: int) -> frozenset[str]:
        """Return the last name of somebody in its spellings, in lower case; none where they are told by an office."""
        return self._last[at]

    def is_unnamed(self, at: int) -> bool:
        """Return whether somebody is told by an office alone, or not at all."""
        return not self._last[at]

    def _may_be_one(self, at: int, people: Sequence[int]) -> bool:
        """Return whether somebody may be who a question means by an office, of whom no office is told."""
        shares = any(self._last[at] & self._last[other] for other in people)
        firsts = {first for other in (at, *people) for first in self._first_names(other)}
        return shares and self._merged.people[at].role is None and len(firsts) < 2

    def _first_names(self, at: int) -> set[str]:
        own = names_in_phrase(self._merged.people[at].german)[-1:]
        return {own[0][0].lower()} if own and len(own[0]) > 1 and not is_office(own[0][0]) else set()

    def _is_body(self, people: Sequence[int], asked: Sequence[str]) -> bool:
        """Return whether all words of a phrase are one body's, of which several kinds speak: "the company"."""
        return len(people) > 1 and all(any(self._has(at, word) for at in people) for word in asked) and len(people) <= 3

    def _has(self, at: int, word: str) -> bool:
        own = self._known[at]
        stems = {word, *english_stems(word), *german_stems(word)}
        return bool(stems & own) or (len(word) >= _SHORTEST and _is_name(word, self._last[at]))

    def _may_have(self, at: int, word: str) -> bool:
        """Return whether somebody is called by a word, or their German may mean it, or a word that is near to it."""
        return self._has(at, word) or any(nearness(plain_form(word), form) >= _NEAR for form in self._meant(at))

    def _meant(self, at: int) -> frozenset[str]:
        """Return the plain forms of what the German for somebody may mean, but names."""
        if at not in self._forms:
            entry = self._merged.ledger.entries[at]
            phrases = [phrase for phrase in (entry.german, *entry.aliases) if phrase]
            language = self._merged.people[at].language
            self._forms[at] = frozenset(
                form
                for phrase in phrases
                for word in compared(phrase, language).words
                for part in word.parts
                for english in part[:_EQUIVALENTS]
                for form in forms_of(english)
            )
        return self._forms[at]

    def _words_of(self, at: int) -> frozenset[str]:
        entry = self._merged.ledger.entries[at]
        same: dict[str, str] = table("en/questions.toml")["same_office"]
        phrases = (entry.english or "", entry.role or "", self._merged.people[at].name)
        english = {stem for phrase in phrases for stem in english_stems(phrase)}
        german = {stem for phrase in (entry.german or "", *entry.aliases) for stem in german_stems(phrase)}
        person = self._merged.people[at]
        last = _last_names(entry.english, person.german, (), person.language)
        named = _last_names(entry.english, entry.german, entry.aliases, person.language)
        told = {stem for number in entry.sentences for stem in self._before_name(number, last)} if last else set()
        told |= {stem for number in entry.claims for stem in self._called_in(number)} | self._of_whom(at)
        told |= {stem for number in entry.sentences for stem in self._subject(number)} if not named else set()
        plain = {stem.removesuffix("in") for stem in german}
        other = {new for old, new in same.items() if new in english or old in english} | {
            old for old, new in same.items() if new in english
        }
        return frozenset(english | german | plain | other | told)

    def _called_in(self, claim: int) -> list[str]:
        """Return the stems of what the English of a claim calls its one speaker: "the foreman"."""
        english = self._merged.claims[claim].english
        several = len(self._merged.speaking(claim)) > 1
        return [] if english is None or several else english_stems(f"{english.speaker or ''} {english.role or ''}")

    def _subject(self, number: int) -> list[str]:
        """Return the stems of who is told to say something in a sentence of one speaker: "the foreman said"."""
        match = _SAYS.search(self._merged.sentences[number - 1].best)
        speaking = {person for claim in self._merged.claims_by(number) for person in self._merged.speaking(claim.id)}
        return english_stems(match["who"]) if match and len(speaking) == 1 else []

    def _of_whom(self, at: int) -> set[str]:
        """Return the stems of the bodies and people of whose somebody is: of "its head", those named right before."""
        entry = self._merged.ledger.entries[at]
        phrases = [phrase for phrase in (entry.german, *entry.aliases) if phrase]
        pointing = [phrase for phrase in phrases if _POSSESSIVE.match(phrase)]
        found: set[str] = set()
        for number in entry.sentences if pointing else ():
            own = self._merged.sentences[number - 1]
            begins = any(own.plain.startswith(phrase) for phrase in pointing)
            before = self._merged.sentences[number - 2] if begins and number > 1 else own
            if any(phrase in own.plain for phrase in pointing) and before.paragraph == own.paragraph:
                found |= {stem for word in words(before.best)[1:] if word[:1].isupper() for stem in english_stems(word)}
        return found

    def _before_name(self, number: int, last: Collection[str]) -> list[str]:
        """Return the stems of what stands beside a last name in the English: "the engineer Helene Orth"."""
        own = words(self._merged.sentences[number - 1].best)
        places = [place for place, word in enumerate(own) if word.lower() in last]
        around = [word for place in places for word in (*own[max(0, place - 4) : place], *own[place + 1 : place + 2])]
        return english_stems(" ".join(around))


def _last_names(english: str | None, phrase: str | None, aliases: Sequence[str], language: str) -> frozenset[str]:
    """Return the last words of the names in phrases for one person, in lower case; none for an office.

    Args:
        language: that of the phrases, ISO 639-1: German or English.
    """
    phrases = [one for one in (phrase or "", *aliases) if one]
    if language == "de":
        names = [proper_name(without_titles(bare(one)), one) for one in phrases]
    else:
        names = [list(manner(language).name_in(one)) for one in phrases]
    found = {name[-1] for name in names if name}
    if found:  # the English may spell it in another way
        found |= {name[-1][-1] for name in [names_in_phrase(english or "")] if name}
    return frozenset(word.lower() for word in found)


def _is_name(word: str, last: frozenset[str]) -> bool:
    """Return whether a word is a last name, in some spelling, or as a genitive."""
    forms = {word, word.removesuffix("s")}
    if forms & last:
        return True
    if len(word) < _SHORTEST:
        return False
    return any(
        len(name) >= _SHORTEST
        and (
            sound(word) == sound(name)
            or sounds_like(word.title(), name.title())
            or (len(name) > 4 and one_letter_off(word, name))
        )
        for name in last
    )


def _is_filler(word: str) -> bool:
    return (
        is_function_word(word)
        or is_function_word(word, "german")
        or word.lower() in table("en/questions.toml")["words"]["titles"].split()
        or word.lower() in ("herr", "herrn", "frau", "man", "woman")
    )
