"""Which English words may stand for the same thing in a free translation, and how near two are to each other, 0 to 1.

Two words are near where they are equivalents of one German word, or where one of three lists says so: words near to an
English word, looser renderings of a German word, and German words that an English one may render. Knows no text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from math import log, sqrt

from chat.data import lines
from chat.lang.bilingual.entries import Entry, Kind, entries
from chat.lang.en.forms import kindred, plain_forms
from chat.lang.words import function_words

Forms = tuple[str, ...]  # plain forms of the words of an equivalent

_REMEMBERED = 1 << 16


@lru_cache(maxsize=_REMEMBERED)
def forms_of(equivalent: str) -> Forms:
    """Return the plain forms of an equivalent's words, without function words unless it has no others."""
    words = equivalent.replace("-", " ").replace("’", "'").split()
    own = [word for word in words if word.lower() not in function_words()] or words
    return tuple(plain_forms(own))


@lru_cache(maxsize=_REMEMBERED)
def single_forms(entry: Entry) -> frozenset[str]:
    """Return the plain forms of those equivalents of an entry that are one word."""
    return frozenset(forms_of(word)[0] for word in entry.english if _is_single(word))


def _is_single(word: str) -> bool:
    return " " not in word and "-" not in word


@cache
def _entries_of() -> Mapping[str, tuple[Entry, ...]]:
    """Return the entries of each plain form that is an equivalent."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries():
        for form in single_forms(entry):
            found[form].append(entry)
    return {form: tuple(own) for form, own in found.items()}


def entries_meaning(form: str) -> tuple[Entry, ...]:
    """Return the entries that have a plain form as an equivalent, in the order of the lexicon."""
    return _entries_of().get(form, ())


def kinds_of(form: str) -> frozenset[Kind]:
    """Return of what kinds the German words are that a plain form stands for."""
    return frozenset(entry.kind for entry in _entries_of().get(form, ()))


@cache
def _listed() -> Mapping[str, frozenset[str]]:
    """Return the plain forms that are listed as near to each, both ways."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines("en/near.tsv"):
        word, others = line.split("\t")
        own, *near_forms = plain_forms([word, *others.split(", ")])
        found[own].update(near_forms)
        for other in near_forms:
            found[other].add(own)
    return {form: frozenset(others) for form, others in found.items()}


@cache
def _loose() -> Mapping[str, frozenset[str]]:
    """Return the plain forms of the looser renderings of German words, from either side."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines("pairs/lexicon/loose.tsv"):
        german, english = line.split("\t")
        found[german].update(plain_forms(list(filter(_is_single, english.split(", ")))))
    for line in lines("pairs/lexicon/renders.tsv"):
        english, german = line.split("\t")
        for word in german.split(", "):
            found[word].update(plain_forms((english,)))
    return {german: frozenset(forms) for german, forms in found.items()}


@lru_cache(maxsize=_REMEMBERED)
def near(entry: Entry) -> frozenset[str]:
    """Return the plain forms that are an equivalent of an entry, or near to one."""
    own = single_forms(entry)
    return own.union(
        loosely(entry), *(_neighbours_in_lexicon(form) for form in own), *(_listed().get(f, ()) for f in own)
    )


def loosely(entry: Entry) -> frozenset[str]:
    """Return the plain forms of the looser renderings of an entry."""
    return _loose().get(entry.german, frozenset())


@lru_cache(maxsize=_REMEMBERED)
def _neighbours_in_lexicon(form: str) -> frozenset[str]:
    return frozenset(other for entry in _entries_of().get(form, ()) for other in single_forms(entry))


@lru_cache(maxsize=_REMEMBERED)
def neighbours(form: str) -> frozenset[str]:
    """Return the plain forms near to one, with itself."""
    loose = (loosely(entry) for entry in _entries_of().get(form, ()))
    return frozenset((form,)).union(_neighbours_in_lexicon(form), _listed().get(form, ()), *loose)


@lru_cache(maxsize=_REMEMBERED)
def _weight(form: str) -> float:
    """Return how much it tells that two words share a neighbour: little where that is near to many."""
    return 1 / log(2 + len(neighbours(form))) ** 2


@lru_cache(maxsize=_REMEMBERED)
def _length(form: str) -> float:
    return sqrt(sum(map(_weight, neighbours(form))))


@lru_cache(maxsize=2 * _REMEMBERED)
def nearness(form: str, other: str) -> float:
    """Return the share of neighbours that two plain forms have in common (cosine), 0 to 1; 1 for one family."""
    if kindred(form, other):
        return 1.0
    shared = neighbours(form) & neighbours(other)
    return sum(map(_weight, shared)) / (_length(form) * _length(other)) if shared else 0.0


def nearest(form: str, others: Iterable[str]) -> float:
    """Return how near the nearest of some plain forms is to one, 0 to 1."""
    return max((nearness(form, other) for other in others), default=0.0)
