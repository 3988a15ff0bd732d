"""Whom of an article's speakers a question means: by a phrase for one of them, or wherever it names them.

Names and offices are those of the ledger, in German and English; a question may spell them small, with a genitive, or
with the other gender of an office.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from chat.answers.understanding.spelling import one_letter_off
from chat.data import any_of, table
from chat.lang.names import is_known, name_words, names, names_in_phrase, with_one_name_each
from chat.lang.words import english_stems, german_stems, is_function_word, words
from chat.schema import Ledger, LedgerEntry

_LONG = 5  # letters of a word of a name that may be spelled with one letter wrong
_OFFICE = 4  # letters of the German word for an office, without the ending of its gender
_GENITIVE = re.compile(r"(?<=\w)['’]s?$|(?<=\w{3})s$")
_FEMININE = re.compile(r"(?:in|innen)$")


@dataclass(frozen=True)
class Mention:
    """A speaker whom a question names, and the words by which it does, in lower case."""

    entry: LedgerEntry
    words: frozenset[str]


class Speakers:
    """The speakers of one article, by their names and offices."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def meant_by(self, phrase: str) -> list[LedgerEntry]:
        """Return the entries of the speaker that a phrase of a question means; several where it fits all the same."""
        rated = [(_rating(entry, phrase), entry) for entry in self._ledger.entries if entry.german]
        best = max((rating for rating, _ in rated), default=0)
        fitting = [entry for rating, entry in rated if rating == best > 0]
        return fitting if len(fitting) == 1 or countries(phrase) else []  # a last name of two people is neither's

    def named_in(self, text: str) -> list[int]:
        """Return the places of the entries whose speakers a text names, whole, or by their country."""
        return [place for place, entry in enumerate(self._ledger.entries) if _is_named(entry, text)]

    def mentioned(self, question: str) -> list[Mention]:
        """Return the speakers whom a question in either language names by a last name or an office, in its order.

        A word that fits several is nobody's of them, unless another word of the question decides.
        """
        asked = [word.lower() for word in words(question)]
        found: dict[int, frozenset[str]] = {}
        for number, known in self._known.items():
            own = frozenset(word for word in asked if any(_is_same(word, name) for name in known))
            if own:
                found[number] = own
        shared = Counter(word for own in found.values() for word in own)
        certain = {number: own for number, own in found.items() if any(shared[word] == 1 for word in own)}
        by_office = self._by_office(asked, taken={word for own in certain.values() for word in own})
        mentions = [
            Mention(self._ledger.entries[number], own | _beside(self._ledger.entries[number], asked))
            for number, own in {**by_office, **certain}.items()
        ]
        return sorted(mentions, key=lambda mention: min(map(asked.index, mention.words)))

    def of_same_office(self, names: Sequence[str], phrase: str) -> str | None:
        """Return the name of the one speaker beside those named who has an office that a phrase names; None: no one."""
        stems = {*office_stems(phrase), *map(_plain, german_stems(phrase))}
        others = [
            entry.name
            for entry in self._ledger.entries
            if entry.german and entry.name not in names and self._has_office(entry, stems)
        ]
        return others[0] if len(others) == 1 else None

    def _has_office(self, entry: LedgerEntry, stems: set[str]) -> bool:
        english = office_stems(f"{entry.role or ''} {entry.english or ''}")
        german = [_plain(stem) for phrase in (entry.german or "", *entry.aliases) for stem in german_stems(phrase)]
        return any(
            own == stem or (len(stem) >= _OFFICE and own.endswith(stem))
            for own in (*english, *german)
            for stem in stems
        )

    @cached_property
    def _known(self) -> dict[int, frozenset[str]]:
        """The words of each speaker's names, in lower case; what many are called ("Sprecher") is no name."""
        return {
            place: frozenset(
                word.lower()
                for phrase in (entry.english or "", entry.german, *entry.aliases)
                for name in names_in_phrase(phrase)[-1:]
                for word in name[-1:]
                if not is_function_word(word, "german") and not is_function_word(word)
            )
            for place, entry in enumerate(self._ledger.entries)
            if entry.german
        }

    def _by_office(self, asked: Sequence[str], *, taken: set[str]) -> dict[int, frozenset[str]]:
        """Return the speakers whose office a question names: the only one of that office."""
        stems = {word: {*english_stems(word), *map(_plain, german_stems(word))} for word in asked if word not in taken}
        rated: dict[int, frozenset[str]] = {}
        for place, entry in enumerate(self._ledger.entries):
            if not entry.german:
                continue
            english = set(office_stems(f"{entry.role or ''} {entry.english or ''}"))
            german = {_plain(stem) for phrase in (entry.german, *entry.aliases) for stem in german_stems(phrase)}
            own = frozenset(
                word
                for word, forms in stems.items()
                if any((form in english or form in german) and len(form) >= _OFFICE for form in forms)
            )
            if own:
                rated[place] = own
        most = max(map(len, rated.values()), default=0)
        best = [place for place, own in rated.items() if len(own) == most]
        return {best[0]: rated[best[0]]} if len(best) == 1 else {}


def _beside(entry: LedgerEntry, asked: Sequence[str]) -> frozenset[str]:
    """Return the words of a question that stand beside a name: first names, the office, where somebody is from."""
    phrases = (entry.english or "", entry.role or "", entry.german or "", *entry.aliases)
    stems = {stem for phrase in phrases for stem in (*english_stems(phrase), *map(_plain, german_stems(phrase)))}
    return frozenset(w for w in asked if {*english_stems(w), *map(_plain, german_stems(w))} & stems)


def _is_same(word: str, name: str) -> bool:
    """Return whether a word of a question is a name, both in lower case."""
    bare = _GENITIVE.sub("", word)
    if name in (word, bare):
        return True
    return min(len(bare), len(name)) >= _LONG and one_letter_off(bare, name)


def _plain(stem: str) -> str:
    """Return a German stem without the ending of its gender: "ministerin" is "minister"."""
    return _FEMININE.sub("", stem)


def _is_named(entry: LedgerEntry, text: str) -> bool:
    own = {*words(entry.english or ""), *words(entry.german or "")}
    return any(is_known(name, {w for w in own if w[:1].isupper()}, whole=True) for name in names(text)) or (
        bool(entry.german) and bool(countries(text) & countries(f"{entry.english} {entry.german}"))
    )


def _rating(entry: LedgerEntry, phrase: str) -> float:
    """Return how well a phrase names the speaker of an entry, 0 for not at all.

    All its words must be those of the entry; of a person, the last name, and no other first name.
    """
    name_and_role = f"{entry.english or ''} {entry.role or ''}"
    known = name_words(f"{name_and_role} {entry.german} {' '.join(entry.aliases)}")
    own_stems = set(office_stems(name_and_role)) | set(english_stems(" ".join(known)))
    of_countries = countries(phrase)
    if of_countries and not of_countries <= countries(f"{name_and_role} {entry.german}") | set(words(name_and_role)):
        return 0
    people = [name for name in names_in_phrase(phrase) if not countries(" ".join(name))]
    if any(not is_known(name, known, whole=True) for name in people):
        return 0
    named = {stem for name in names_in_phrase(phrase) for stem in english_stems(" ".join(name))}
    rest = [stem for stem in office_stems(phrase) if stem not in named]
    if not all(stem in own_stems for stem in rest):
        return 0
    if people:
        last = (names_in_phrase(entry.english or "") or [[""]])[-1][-1:]
        return 1 + any(is_known(last, name, whole=True) for name in people) + len(rest) / 10
    if of_countries and not rest:
        speaks_for_it = _states().search(name_and_role) or countries(name_and_role) == set(words(name_and_role))
        return 1 if speaks_for_it else 0.5
    return 1 if rest else 0


def office_stems(text: str) -> list[str]:
    """Return the stems of an English text, with one word for each office that has two: secretary and minister."""
    same: dict[str, str] = table("en/questions.toml")["same_office"]
    return [same.get(stem, stem) for stem in english_stems(text)]


def countries(text: str) -> set[str]:
    """Return the countries and the like that a text names, as one name each."""
    return {word for word in words(with_one_name_each(text)) if word not in words(text)}


@cache
def _states() -> re.Pattern[str]:
    """Return the pattern of the offices that speak for a country."""
    return re.compile(rf"\b(?:{any_of(table('en/questions.toml')['words']['states'].split())})\b", re.IGNORECASE)
