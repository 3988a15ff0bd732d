"""Which words of a German sentence have none of their equivalents in an English text.

Two English words are near to each other where they stand for one German word. Knows no doubts: see the checks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from chat.data import lines
from chat.lang.bilingual.compounds import Part
from chat.lang.bilingual.entries import Entry, Kind, entries
from chat.lang.en.forms import kindred, plain_forms
from chat.lang.words import function_words

Forms = tuple[str, ...]  # plain forms of the words of an equivalent


@lru_cache(maxsize=1 << 16)
def forms_of(equivalent: str) -> Forms:
    """Return the plain forms of an equivalent's words, without function words unless it has no others."""
    words = equivalent.replace("-", " ").replace("’", "'").split()
    own = [word for word in words if word.lower() not in function_words()] or words
    return tuple(plain_forms(own))


@lru_cache(maxsize=1 << 15)
def single_forms(entry: Entry) -> frozenset[str]:
    """Return the plain forms of those equivalents of an entry that are one word."""
    return frozenset(forms_of(word)[0] for word in entry.english if " " not in word and "-" not in word)


@cache
def _by_form() -> Mapping[str, tuple[Entry, ...]]:
    """Return the entries of each plain form that is an equivalent."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries():
        for form in single_forms(entry):
            found[form].append(entry)
    return {form: tuple(own) for form, own in found.items()}


@cache
def _english_words() -> frozenset[str]:
    """Return the words of all equivalents, in lower case."""
    return frozenset(part for entry in entries() for word in entry.english for part in word.lower().split())


def is_english(word: str) -> bool:
    """Return whether a word stands in an equivalent: "Minister", "Kindergarten"."""
    return word.lower() in _english_words()


def kinds_of(form: str) -> frozenset[Kind]:
    """Return of what kinds the German words are that a plain form stands for."""
    return frozenset(entry.kind for entry in _by_form().get(form, ()))


@cache
def _listed_near() -> Mapping[str, frozenset[str]]:
    """Return the plain forms that data/en/near.tsv has as near to each other, both ways."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines("en/near.tsv"):
        word, near_words = line.split("\t")
        own, *others = plain_forms([word, *near_words.split(", ")])
        found[own].update(others)
        for other in others:
            found[other].add(own)
    return {form: frozenset(others) for form, others in found.items()}


@cache
def _loose() -> Mapping[str, frozenset[str]]:
    """Return the plain forms that data/pairs/lexicon/loose.tsv has for German words."""
    rows = (line.split("\t") for line in lines("pairs/lexicon/loose.tsv"))
    return {
        german: frozenset(plain_forms([word for word in english.split(", ") if " " not in word and "-" not in word]))
        for german, english in rows
    }


@lru_cache(maxsize=1 << 14)
def near(entry: Entry) -> frozenset[str]:
    """Return the plain forms that are an equivalent of an entry, or near to one."""
    own = single_forms(entry)
    by_lexicon = {form for one in own for other in _by_form().get(one, ()) for form in single_forms(other)}
    return own.union(by_lexicon, _loose().get(entry.german, ()), *(_listed_near().get(form, ()) for form in own))


def places_of(part: Part, forms: Forms) -> list[int]:
    """Return where a text has an equivalent of a word, by the places of its plain forms."""
    places: list[int] = []
    for equivalent in dict.fromkeys(word for entry in part for word in entry.english):
        own = forms_of(equivalent)
        if len(own) == 1:
            places += [at for at, form in enumerate(forms) if kindred(own[0], form)]
        elif all(form in forms for form in own):
            places += [forms.index(form) for form in own]
    return places


def near_places_of(part: Part, forms: Iterable[str]) -> list[int]:
    """Return where a text has a word near to an equivalent of a word, by the places of its plain forms."""
    around = frozenset(form for entry in part for form in near(entry))
    return [at for at, form in enumerate(forms) if form in around]
