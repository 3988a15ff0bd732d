"""A German sentence and an English one, word by word: what has its equivalent, what has none, what is left over.

Knows no doubts: how sure a difference is, and what is said of it, is for the checks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from chat.data import words_of
from chat.lang.bilingual.compounds import Part, noun_entries
from chat.lang.bilingual.entries import firm_words
from chat.lang.bilingual.lookup import Meaning
from chat.lang.bilingual.nearness import forms_of, kinds_of, loosely, near, nearest
from chat.lang.de.text import GermanText
from chat.lang.en.forms import kindred
from chat.lang.en.text import EnglishText
from chat.lang.names import starts_sentence
from chat.lang.words import WORD, is_function_word

CONTENT = ("NN", "ADJ", "VV")  # tags of words that a translation must render
_RENDERED, _FAR = 0.3, 0.5  # of nearness to a German word that is rendered already, or that is far away
_REACH, _VERB_REACH = 8, 16  # words that a rendering may be from where it is to be expected
_CLOSE = 8  # words between two neighbours of a word within which it is where it is to be expected
TELLING = ("noun", "verb", "adjective")
_LONGEST = 150  # tokens of a sentence
_TOGETHER = 4  # words that may stand between those of an equivalent of several
_SHORTEST = 5  # letters of a German word that may stand in English as it is


@dataclass(frozen=True)
class Unit:
    """A German word, or a part of a compound; the last is the head."""

    meaning: Meaning
    number: int

    @property
    def part(self) -> Part:
        """Its entries."""
        return self.meaning.parts[self.number]

    @property
    def place(self) -> int:
        """The number of its token in the sentence."""
        return self.meaning.places[0]

    @property
    def reach(self) -> int:
        """How many words its rendering may be from where it is to be expected: a verb may be anywhere in its clause."""
        return _VERB_REACH if self.meaning.kind in ("verb", "adverb") else _REACH

    @cached_property
    def forms(self) -> frozenset[str]:
        """The plain forms of its equivalents and looser renderings."""
        equivalents = (form for entry in self.part for word in entry.english for form in forms_of(word))
        return frozenset(equivalents).union(*map(loosely, self.part))

    @cached_property
    def near(self) -> frozenset[str]:
        """The plain forms near to its equivalents."""
        return frozenset().union(*map(near, self.part))


class Comparison:
    """What of a German sentence an English text renders.

    German places are numbers of tokens, English ones of words.
    """

    def __init__(self, german: GermanText, english: EnglishText) -> None:
        self.german = german
        self.english = english
        self._units = german.once(_units)
        self._kinships: dict[int, float] = {}
        self._expressions = [meaning for meaning in german.meanings if meaning.kind == "expression"]

    @cached_property
    def equivalents(self) -> dict[Unit, frozenset[int]]:
        """The English places of the equivalents of each unit that has any."""
        found = {unit: places_of(unit.part, self.english.forms) | self._left_as_is(unit) for unit in self._units}
        return {unit: places for unit, places in found.items() if places}

    def _left_as_is(self, unit: Unit) -> frozenset[int]:
        """Return where the English has a German word as it is: a name that is a word too, as "Kern"."""
        own = self.german.tokens[unit.place].text
        return frozenset(at for at, word in enumerate(self.english.words) if word == own)

    @cached_property
    def _claimed(self) -> frozenset[int]:
        """The English places of all equivalents, those of expressions and of what may be a name too."""
        others = (*(meaning.parts[0] for meaning in self._expressions), *self.german.once(_like_names))
        return frozenset().union(*self.equivalents.values(), *(places_of(part, self.english.forms) for part in others))

    @cached_property
    def loose(self) -> dict[Unit, frozenset[int]]:
        """The English places of what may render each unit without equivalent, not too far from where it should be."""
        found = {
            unit: frozenset(
                at for at in self.open if self.english.forms[at] in unit.near and self.distance(unit, at) <= unit.reach
            )
            for unit in self._units
            if unit not in self.equivalents
        }
        return {unit: places for unit, places in found.items() if places}

    @cached_property
    def firm_but_loose(self) -> tuple[Unit, ...]:
        """The units rendered loosely, but firmly in good translations; no parts of compounds that have no entry."""
        return tuple(unit for unit in self.whole_words if unit in self.loose and unit.meaning.lemma in firm_words())

    @cached_property
    def open(self) -> tuple[int, ...]:
        """The English places of content words that are no equivalent."""
        words = self.english.words
        return tuple(at for at, word in enumerate(words) if at not in self._claimed and not is_function_word(word))

    @cached_property
    def missing(self) -> tuple[Unit, ...]:
        """The units that the English does not render in any way known, but for words of expressions."""
        within = {place for meaning in self._expressions for place in meaning.places}
        rendered = self.equivalents.keys() | self.loose.keys()
        return tuple(unit for unit in self._units if unit not in rendered and unit.place not in within)

    @cached_property
    def lacking(self) -> tuple[Unit, ...]:
        """Those of the missing units whose loss tells: nouns, verbs and adjectives that say something by themselves.

        What a compound means is not always what its parts do: only such as the lexicon has as a whole are among them.
        """
        if len(self.german.tokens) > _LONGEST:  # a list or a table: the work grows with the square of its words
            return ()
        light = words_of("de/light_words.txt")
        return tuple(
            unit
            for unit in self.missing
            if unit.meaning.kind in TELLING
            and len(unit.meaning.parts) == 1
            and unit.meaning.lemma.casefold() not in light
        )

    @cached_property
    def left_over(self) -> tuple[int, ...]:
        """The English places of content words, no names or numbers, that render nothing known."""
        loose = frozenset().union(*self.loose.values())
        own = [token.text.lower() for token in self.german.tokens if len(token.text) >= _SHORTEST]
        return tuple(
            at
            for at in self.open
            if at not in loose
            and not self._is_name_or_number(at)
            and not any(kindred(self.english.forms[at], word) for word in own)
        )

    def _is_name_or_number(self, place: int) -> bool:
        word, start = self.english.words[place], self._starts[place]
        if word[0].isdigit() or not word[0].isupper():
            return word[0].isdigit()
        return not starts_sentence(self.english.text, start) or not kinds_of(self.english.forms[place])

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """Where each English word starts in its text."""
        return tuple(match.start() for match in WORD.finditer(self.english.text))

    @cached_property
    def whole_words(self) -> tuple[Unit, ...]:
        """The units that are no parts of compounds that the lexicon does not have."""
        return tuple(unit for unit in self._units if len(unit.meaning.parts) == 1)

    def kinship(self, place: int) -> float:
        """Return how near an English word is to any German one, 0 to 1.

        Less counts what is near to one that is far away, or that is rendered already.
        """
        if place in self._kinships:
            return self._kinships[place]
        form = self.english.forms[place]
        found = 0.0
        for unit in self._units:
            if near_to_it := nearest(form, unit.forms):
                near_to_it *= _RENDERED if unit in self.equivalents else 1.0
                found = max(found, near_to_it * (1.0 if self.distance(unit, place) <= unit.reach else _FAR))
        self._kinships[place] = found
        return found

    def distance(self, unit: Unit, place: int) -> float:
        """Return how many words an English word is from where a unit is to be expected, by its neighbours' places."""
        return self._distance(unit.place, place)

    def is_of_unknown(self, unit: Unit, place: int) -> bool:
        """Return whether an English word rather renders a German word that the lexicon does not have."""
        own = self.distance(unit, place)
        return any(self._distance(other, place) < own - 1 for other in self.german.once(unknown_places))

    def _distance(self, german: int, english: int) -> float:
        expected, low, high = self._expected[german]
        return 0.0 if low < english < high and high - low <= _CLOSE else abs(expected - english)

    @cached_property
    def _expected(self) -> tuple[tuple[float, int, int], ...]:
        """Where each German token is to be expected in English: the place, and those of its neighbours around it."""
        ends = {-1: -1, **self._anchors, len(self.german.tokens): len(self.english.words)}
        known = sorted(ends)
        found = []
        for german in range(len(self.german.tokens)):
            behind = known[bisect_right(known, german)]
            before = known[bisect_left(known, german) - 1]
            first, last = ends[before], ends[behind]
            expected = first + (last - first) * (german - before) / (behind - before)
            found.append((expected, min(first, last), max(first, last)))
        return tuple(found)

    @cached_property
    def _anchors(self) -> dict[int, int]:
        """Where words of one equivalent stand in English, by their German place."""
        heads = {
            unit.place: places
            for unit, places in self.equivalents.items()
            if len(places) == 1 and unit.number == len(unit.meaning.parts) - 1
        }
        return {place: next(iter(places)) for place, places in heads.items()}


def _units(german: GermanText) -> tuple[Unit, ...]:
    """Return the units of a sentence, in order."""
    return tuple(
        Unit(meaning, number)
        for meaning in german.meanings
        if meaning.kind != "expression"
        for number in range(len(meaning.parts))
    )


def _like_names(german: GermanText) -> tuple[Part, ...]:
    """Return the entries of words that are tagged as names, and may be none: "Wolf"."""
    return tuple(found for token in german.tokens if token.tag == "NE" and (found := noun_entries(token.text)))


def unknown_places(german: GermanText) -> frozenset[int]:
    """Return the places of content words that the lexicon does not have."""
    known = {place for meaning in german.meanings for place in meaning.places}
    return frozenset(
        place
        for place, token in enumerate(german.tokens)
        if place not in known and token.tag.startswith(CONTENT) and not is_function_word(token.text, "german")
    )


def places_of(part: Part, forms: tuple[str, ...]) -> frozenset[int]:
    """Return where a text has an equivalent of a word, by the places of its plain forms."""
    places: set[int] = set()
    for equivalent in dict.fromkeys(word for entry in part for word in entry.english):
        own = forms_of(equivalent)
        if len(own) == 1:
            places.update(at for at, form in enumerate(forms) if kindred(own[0], form))
        else:
            places.update(_together(own, forms))
    return frozenset(places)


def _together(own: tuple[str, ...], forms: tuple[str, ...]) -> tuple[int, ...]:
    """Return where the words of an equivalent stand close together, in whatever order; empty where they do not."""
    for start in (at for at, form in enumerate(forms) if form in own):
        window = forms[start : start + len(own) + _TOGETHER]
        if all(form in window for form in own):
            return tuple(start + window.index(form) for form in own)
    return ()
