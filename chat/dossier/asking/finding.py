"""Which sentences of a dossier are about what a question asks, and how well: by words, names, signs and meaning.

The indexes are made once for a dossier, so that a question costs no more than a look at its own words. Knows no people
and no articles: sentences are those of `merged`, by their numbers from 1.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from chat.answers.evidence import Asked, opposite_stems
from chat.answers.matching import Topic, Word
from chat.answers.ranking import asking_words
from chat.answers.understanding.intents import Tongue
from chat.answers.understanding.signs import Signs, signs_of
from chat.answers.untranslated import rough_words
from chat.dossier.asking.wanting import meta_words
from chat.dossier.compared import of_sentence
from chat.dossier.counted import counted_in
from chat.lang.bilingual.nearness import forms_of, kinds_of, nearness
from chat.lang.de.text import GermanText
from chat.lang.en.forms import plain_form
from chat.lang.names import sound
from chat.lang.words import akin, english_stems, german_stems, is_function_word, words
from chat.schema import Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_COMPOUND = 5  # letters of a German stem that may be a part of a compound
_LONG = 4  # letters of a word that may be a name in another spelling
_OF_NO_NOUN = 0.4  # weight of a German word that is no noun and no name
_SAME = 0.9  # of a match that counts as the word itself
_MEANT = 0.8  # of a match with what a German word may mean, which the English calls otherwise
_OPPOSITE = 0.7  # of one with its opposite: "Will it open?" "It stays closed."
_NEAR_ENOUGH = 0.4  # of one with a word for the kind of thing that is asked for
_EQUIVALENTS = 4  # of a German word, as many as a reader is shown
_ENTRIES = 2  # of a word of several meanings
_HAD = 0.5  # of a match from which a dossier has a word at all
_HOW_MANY = re.compile(r"\bhow many\b|\bwie ?viele\b", re.IGNORECASE)
# Weights of what speaks for a sentence: about those of chat/answers/ranking.py, which were fitted on other questions.
_COVERED, _AROUND, _ALONE, _IN_CONTEXT, _SIGN, _TITLE = 3.0, 1.6, 2.58, 1.84, 0.96, 3.0
_CHECKED = 150  # sentences that are looked at for signs


@dataclass(frozen=True)
class Found:
    """A sentence, with how well it fits a question.

    Args:
        number: of the sentence.
        score: the greater, the likelier it answers; comparable within a question alone.
        covered: share of the weight of the words asked about that it has, or with `around` the one before it too.
        alike: cosine similarity to the question.
        lacks_sign: what the question asks for has signs that an answer needs, and it has none; `has_sign`: it has.
        tells: it has a sign of what is asked for, be it needed or not.
    """

    number: int
    score: float
    covered: float
    around: float
    alike: float
    lacks_sign: bool
    has_sign: bool = False
    tells: bool = False


@dataclass(frozen=True)
class Search:
    """What was found for a question: the sentences, best first, and the words of it that no sentence has."""

    found: tuple[Found, ...]
    missing: tuple[str, ...]
    asked: int
    by_number: Mapping[int, Found]
    is_german: bool = False
    counts: bool = False

    @property
    def lacks_thing(self) -> bool:
        """Whether one of the words that no sentence has is a noun or a name, and not only a verb or the like."""
        kinds = [kinds_of(plain_form(word)) for word in self.missing]
        return any("verb" not in own and (not own or "noun" in own) for own in kinds)


class Finding:
    """The sentences of a dossier, numbered from 1, to be found by what they are about."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = tuple(sentences)

    def prepare(self) -> None:
        """Make the indexes ahead of the first search, which would wait for them."""
        _ = self._english, self._stems, self._german, self._meant, self._sounds, self._goes_on
        nearness("house", "home")  # its tables are read once for the program

    @cached_property
    def _told(self) -> list[str]:
        """The English of each sentence; what its German words are called, where it has none yet."""
        return [sentence.english or rough_words(sentence) for sentence in self._sentences]

    @cached_property
    def _english(self) -> dict[str, list[int]]:
        """The sentences, from 0, that have each word of the English, by its plain form."""
        return _index([{plain_form(word) for word in words(text) if not is_function_word(word)} for text in self._told])

    @cached_property
    def _stems(self) -> dict[str, list[int]]:
        return _index([set(english_stems(text)) for text in self._told])

    @cached_property
    def _german(self) -> dict[str, list[int]]:
        return _index([set(s.in_original.stems) for s in self._sentences])

    @cached_property
    def _meant(self) -> dict[str, list[int]]:
        """The sentences that have each word that the German may mean, by its plain form."""
        return _index([_equivalents(sentence) for sentence in self._sentences])

    @cached_property
    def _sounds(self) -> dict[str, list[int]]:
        """The sentences that have each capitalised word of the German, by its sound."""
        return _index(
            [{sound(w) for w in s.in_original.words if w[:1].isupper() and len(w) >= _LONG} for s in self._sentences]
        )

    @cached_property
    def _goes_on(self) -> NDArray[np.bool_]:
        """Whether each sentence is in one paragraph with the one before it."""
        import numpy as np

        paragraphs = [sentence.paragraph for sentence in self._sentences]
        return np.array([place > 0 and paragraphs[place] == paragraphs[place - 1] for place in range(len(paragraphs))])

    def search(
        self,
        question: str,
        tongue: Tongue,
        *,
        english: str,
        similar: Similar,
        called: Mapping[str, Sequence[int]] | None = None,
        allowed: Callable[[int], bool] | None = None,
    ) -> Search:
        """Return the sentences that could answer a question, best first; headlines come last.

        Args:
            question: as it was asked; `english` the same in English.
            similar: how alike each sentence is to it, alone and with the one before.
            called: the words of it, in lower case, that name somebody, with the sentences of what they say.
            allowed: says of a sentence whether it is looked at at all.
        """
        import numpy as np

        terms = self._terms(question, tongue)
        if not self._sentences:
            return Search((), (), 0, {})
        matches = self._matches(terms, called or {})
        covered, around = self._shares(terms, matches)
        alone, in_context = similar
        scores = _COVERED * covered + _AROUND * around + _ALONE * alone + _IN_CONTEXT * in_context
        scores = scores - _TITLE * np.array([sentence.kind == "title" for sentence in self._sentences])
        order = [int(place) for place in np.argsort(-scores, kind="stable")]
        likely = [place for place in order if allowed is None or allowed(place + 1)][:_CHECKED]
        signs, counts = _signs(question, english), bool(_HOW_MANY.search(question))
        found = []
        for place in likely:
            shares = float(covered[place]), float(around[place]), float(alone[place])
            has_sign = self._has_sign(place, signs, counts=counts)
            found.append(_found(place, float(scores[place]), shares, signs, has_sign=has_sign))
        found.sort(key=lambda one: (-one.score, one.number))
        missing = tuple(term.text for term, row in zip(terms, matches, strict=True) if float(row.max()) < _HAD)
        return Search(tuple(found), missing, len(terms), {one.number: one for one in found}, tongue == "de", counts)

    def _has_sign(self, place: int, signs: Signs, *, counts: bool) -> bool:
        sentence = self._sentences[place]
        return signs.are_in(sentence) or (counts and bool(sentence.in_original.figures))

    def _matches(self, terms: Sequence[Term], called: Mapping[str, Sequence[int]]) -> NDArray[np.float32]:
        """Return how well each sentence has each word, shape (words, sentences)."""
        import numpy as np

        matches = np.zeros((len(terms), len(self._sentences)), dtype=np.float32)
        for at, term in enumerate(terms):
            matches[at] = self._match(term)
            for number in called.get(term.text.lower(), ()):
                matches[at, number - 1] = 1.0
        return matches

    def _shares(
        self, terms: Sequence[Term], matches: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return which share of the weight of the words each sentence has, alone and with the one before it."""
        import numpy as np

        rare = [1 / math.log2(2 + int((row >= _SAME).sum())) for row in matches]
        weights = np.array([one * term.weight for one, term in zip(rare, terms, strict=True)], dtype=np.float32)
        whole = float(weights.sum()) or 1.0
        before = np.where(self._goes_on, np.roll(matches, 1, axis=1), 0.0)
        return (weights @ matches) / whole, (weights @ np.maximum(matches, before)) / whole

    def _terms(self, question: str, tongue: Tongue) -> list[Term]:
        """Return the words of a question that say what it is about; of one that only asks, those by which it does."""
        if tongue == "de":
            of_topic = Topic(question, "de").words
            nouns = {stem for t in GermanText(question).tokens if t.tag[:1] == "N" for stem in german_stems(t.text)}
            german = [
                Term(word.german or word.stem, word, (), weight=1.0 if word.german in nouns else _OF_NO_NOUN)
                for word in of_topic
            ]
            saying = [term for term in german if term.word and _says(term.word.stem, term.text)]
            return saying or [term for term in german if term.text not in meta_words()]
        own = {plain_form(word): word for word in words(question) if not is_function_word(word)}
        saying = [Term(word, None, (form,)) for form, word in own.items() if _says(form, word)]
        return saying or [Term(w, None, (f,)) for f, w in own.items() if not {f, w.lower()} & meta_words()]

    def _match(self, term: Term) -> NDArray[np.float32]:
        """Return how well each sentence has a word, 0 to 1."""
        import numpy as np

        row = np.zeros(len(self._sentences), dtype=np.float32)

        def had(places: Sequence[int], share: float) -> None:
            at = np.fromiter(places, dtype=np.int64)
            row[at] = np.maximum(row[at], share)

        if term.word is not None:
            self._had_stems(term.word.english, had)
            for own, places in self._german.items():
                if own == term.word.german or _is_part(own, term.word.german):
                    had(places, 1.0)
        for form in term.forms:
            for own, places in self._english.items():
                if share := nearness(form, own):
                    had(places, share)
            had(self._meant.get(form, ()), _MEANT)
            self._had_stems(english_stems(term.text), had)
        if len(term.text) >= _LONG:
            had(self._sounds.get(sound(term.text), []), 1.0)
        return row

    def _had_stems(self, stems: Iterable[str], had: Callable[[Sequence[int], float], None]) -> None:
        """Tell where English stems are had, or their opposites, by which a question is answered too."""
        for stem in stems:
            opposites = opposite_stems().get(stem, frozenset())
            for own, places in self._stems.items():
                if akin(stem, own):
                    had(places, 1.0)
                elif own in opposites:
                    had(places, _OPPOSITE)

    def counts(self, number: int, counted: Iterable[str]) -> bool:
        """Return whether a number of a sentence counts one of some things, by their English, or what is near to it."""
        text = of_sentence(self._sentences[number - 1])
        things = {form for one in text.once(counted_in) for thing in one.things for form in forms_of(thing)}
        return any(nearness(plain_form(word), thing) >= _NEAR_ENOUGH for word in counted for thing in things)

    def having(self, word: str) -> frozenset[int]:
        """Return the numbers of the sentences that have an English word, or one that is near to it."""
        row = self._match(Term(word, None, (plain_form(word),)))
        return frozenset(int(place) + 1 for place in (row >= _NEAR_ENOUGH).nonzero()[0])


@dataclass(frozen=True)
class Term:
    """A word of a question: as written, of a German one what it is looked up by, of an English one its plain form."""

    text: str
    word: Word | None
    forms: tuple[str, ...]
    weight: float = 1.0


Similar = tuple["NDArray[np.float32]", "NDArray[np.float32]"]


def _found(place: int, score: float, shares: tuple[float, float, float], signs: Signs, *, has_sign: bool) -> Found:
    """Return a sentence with its score, to which a sign of what is asked for adds, and of which its lack takes."""
    score += _SIGN if has_sign else -_SIGN if signs.pattern else 0.0
    lacks = bool(signs.pattern) and signs.needed and not has_sign
    return Found(place + 1, score, *shares, lacks, has_sign and signs.needed, has_sign and bool(signs.pattern))


def _equivalents(sentence: Sentence) -> set[str]:
    """Return the plain forms of what the words of a German sentence may mean."""
    return {
        form
        for meaning in sentence.in_original.meanings
        for part in meaning.parts
        for entry in part[:_ENTRIES]
        for equivalent in entry.english[:_EQUIVALENTS]
        for form in forms_of(equivalent)
    }


def _index(documents: Sequence[frozenset[str] | set[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, own in enumerate(documents):
        for word in own:
            found[word].append(place)
    return dict(found)


def _says(stem: str, word: str) -> bool:
    """Return whether a word of a question is of what it is about, and not of how it asks."""
    return stem not in asking_words() and not {stem, word.lower()} & meta_words()


def _is_part(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _COMPOUND and (one in other or other in one)


def _signs(question: str, english: str) -> Signs:
    if Asked(english).yes_or_no:  # "Has he raised his prices?" asks for no sum
        return Signs()
    if _HOW_MANY.search(question):  # "How many jobs does it cost?" asks for no sum
        return signs_of("how many")
    signs = signs_of(question)
    return signs if signs.pattern else signs_of(english)
