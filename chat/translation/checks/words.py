"""German words that the lexicon knows and whose English has another word: "Vermieter" means landlord, not tenant.

A word that is put into its opposite, or into what it only looks like, is told at once. Any other is told where the
English has none of its equivalents, nothing near to one, and at its place a word that has to do with nothing in the
German. What the lexicon does not know is not doubted. bench/LOG.md has how often good translations are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from chat.data import lines, words_of
from chat.lang.bilingual.comparison import Comparison, Unit
from chat.lang.bilingual.entries import firm_words
from chat.lang.bilingual.nearness import kinds_of, nearest
from chat.lang.en.forms import plain_forms
from chat.lang.en.text import EnglishText
from chat.schema import Doubt
from chat.translation.checks import Check, Pair
from chat.translation.checks.stance import takes_a_stand

# How near the word in its place may be to anything in the German, 0 to 1, for it to be told: of words that good
# translations render firmly, and of others; and how near to the German word itself.
_FIRM, _OTHER, _ITSELF = 0.3, 0.035, 0.2
_NEAR_IN_TEXT = 0.5  # of a word in the English that may render the German one after all
_SHORTEST = 4  # letters of an English word that the lexicon does not have, and that is no abbreviation


class _Contrary(NamedTuple):
    """A word that another is taken for: the English that would be right, and the English that tells of the mistake."""

    german: str  # the other word, empty where there is none
    right: tuple[str, ...]
    wrong: tuple[str, ...]


@cache
def _contraries() -> Mapping[str, tuple[_Contrary, ...]]:
    """Return what German words must not be taken for: their opposites, and what they look like."""
    found: dict[str, list[_Contrary]] = defaultdict(list)
    for line in lines("pairs/lexicon/opposites.tsv"):
        german, english, other, of_other = line.split("\t")
        own, others = tuple(english.split(", ")), tuple(of_other.split(", "))
        found[german].append(_Contrary(other, own, others))
        found[other].append(_Contrary(german, others, own))
    for line in lines("pairs/lexicon/false_friends.tsv"):
        german, right, wrong = line.split("\t")
        found[german].append(_Contrary("", tuple(right.split(", ")), tuple(wrong.split(", "))))
    return {german: tuple(contraries) for german, contraries in found.items()}


@cache
def _light_english() -> frozenset[str]:
    """Return the plain forms of words that good translations add."""
    return frozenset(plain_forms(sorted(words_of("en/light_words.txt"))))


def _turned_round(pair: Pair) -> Iterator[tuple[Unit, str]]:
    """Yield the German words that the English has as their opposite, or as what they look like, and that English.

    Verbs by which somebody takes a stand have a check of their own.
    """
    compared = pair.compared
    lemmas = {meaning.lemma for meaning in pair.german.meanings}
    for unit in compared.whole_words:
        if unit in compared.equivalents or takes_a_stand(unit.meaning.lemma):
            continue
        for contrary in _contraries().get(unit.meaning.lemma, ()):
            if contrary.german in lemmas or any(_places(pair.english, word) for word in contrary.right):
                continue
            found = (places for word in contrary.wrong for places in _places(pair.english, word))
            wrong = next((places for places in found if not _is_rendering(compared, places)), None)
            if wrong:
                yield unit, " ".join(pair.english.words[at] for at in wrong)
                break


def _places(english: EnglishText, equivalent: str) -> list[range]:
    """Return where an English text has an equivalent, word by word."""
    own = tuple(plain_forms(equivalent.replace("-", " ").split()))
    starts = range(len(english.forms) - len(own) + 1)
    return [range(at, at + len(own)) for at in starts if english.forms[at : at + len(own)] == own]


def _is_rendering(compared: Comparison, places: range) -> bool:
    """Return whether English words are the equivalent of another German word of the sentence."""
    return any(not own.isdisjoint(places) for own in compared.equivalents.values())


def _exchanged(pair: Pair) -> Iterator[tuple[Unit, int]]:
    """Yield the German words that the English does not have, and the place of what it has instead."""
    compared = pair.compared
    free = [at for at in compared.left_over if pair.english.forms[at] not in _light_english()]
    for unit in compared.lacking:
        if _nearest_in(pair.english, unit, compared.open) >= _NEAR_IN_TEXT:
            continue
        places = [
            at
            for at in free
            if _is_of_kind(unit, pair.english.forms[at])
            and compared.distance(unit, at) <= unit.reach
            and not compared.is_of_unknown(unit, at)
            and nearest(pair.english.forms[at], unit.forms) < _ITSELF
            and compared.kinship(at) < (_FIRM if unit.meaning.lemma in firm_words() else _OTHER)
        ]
        if places:
            yield unit, min(places, key=lambda at: compared.distance(unit, at))


def _is_of_kind(unit: Unit, form: str) -> bool:
    """Return whether a plain form is of a German word's kind; one that no entry has is of any, for a firm word."""
    kinds = kinds_of(form)
    is_unknown = not kinds and len(form) >= _SHORTEST
    return unit.meaning.kind in kinds or (is_unknown and unit.meaning.lemma in firm_words())


def _nearest_in(english: EnglishText, unit: Unit, places: Sequence[int]) -> float:
    """Return how near the nearest English word is to a German one, 0 to 1."""
    return max((nearest(english.forms[at], unit.forms) for at in places), default=0.0)


def _find(pair: Pair) -> Iterator[Doubt]:
    told: set[int] = set()
    for unit, wrong in _turned_round(pair):
        told.add(unit.place)
        yield _doubt(pair, unit, wrong)
    for unit, place in _exchanged(pair):
        if unit.place not in told:
            told.add(unit.place)
            yield _doubt(pair, unit, pair.english.words[place])


def _doubt(pair: Pair, unit: Unit, english: str) -> Doubt:
    german = pair.german.tokens[unit.place].text
    message = f"“{german}” means {' or '.join(unit.meaning.english[:2])}; the English has “{english}”."
    return CHECK.doubt(message, german=german, english=english)


CHECK = Check(kind="words", label="A word", find=_find, order=56, about="the meaning of single words")
