"""The names that a German phrase for a speaker and an English text have in common.

Knows phrases only, and nothing of claims.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from chat.attribution.german.grammar import grammar
from chat.data import any_of
from chat.lang.de.text import GermanText
from chat.lang.en.text import EnglishText
from chat.lang.names import is_known, with_one_name_each
from chat.lang.offices import is_office
from chat.lang.words import words

_GENITIVE_ARTICLES = grammar().genitive & (grammar().definite | grammar().indefinite)
# What hangs on the noun by a preposition is another's name: "die Regierung aus SPD und Grünen".
_ATTRIBUTE = re.compile(rf" (?:{any_of(grammar().of_others)}|(?<!von )(?:{any_of(_GENITIVE_ARTICLES)})) .*")
_FROM_A_PLACE = re.compile(rf"^\w+er (?=[A-ZÄÖÜ]\w+(?:{any_of(grammar().institution_endings)})\b)")
_CAPITALISED = re.compile(r"[^\W\d_a-zäöüß][\w’'.-]*")


def without_attributes(german: str) -> str:
    """Return a phrase without what hangs on its noun: "der Sekretär" of "der Sekretär des Weltkongresses"."""
    return _ATTRIBUTE.sub("", german)


def shares_names(german: GermanText, english: EnglishText) -> bool:
    """Return whether an English text has a name of a German phrase."""
    names = _names(english)
    return any(is_known([word], names, whole=True) for word in german.words if word[:1].isupper())


def invented_names(german: GermanText, phrase: EnglishText) -> list[tuple[str, ...]]:
    """Return the names of an English phrase that a German phrase has not."""
    return [name for name in phrase.names if not is_known(name, german.name_words, whole=False)]


def lacks_a_people(german: str, phrase: EnglishText) -> bool:
    """Return whether an English phrase lacks a country or people that the German has ("lebende Uiguren")."""
    return any(
        with_one_name_each(word) != word and not is_known([word], phrase.name_words, whole=True)
        for word in words(without_attributes(german))
    )


def name_in(english: EnglishText, german: str, *, exactly: bool = False) -> str | None:
    """Return the longest name in an English text that the German phrase has too, None where there is none.

    With `exactly` all its words must be spelt the same, else one that may be the same name will do. Countries and the
    like are no names of speakers: "the Russian government" is none.
    """
    head = " ".join(without_attributes(part) for part in german.split(","))
    if run := _same_words(head, english.text):
        return run
    own = {word for word in words(head) if word[:1].isupper() and not is_office(word)}
    own -= {word for word in own if _FROM_A_PLACE.search(german[german.index(word) :])}
    shared = [
        name
        for name in english.names
        if (own.issuperset(name) if exactly else is_known(name, own, whole=False))
        and with_one_name_each(" ".join(name)) == " ".join(name)
    ]
    for name in sorted(shared, key=len, reverse=True):
        match = re.search(r"[\s-]+".join(re.escape(word) for word in name) + r"(?:-\w+)?", english.text)
        if match:
            return match.group()
    return None


def _same_words(german: str, english: str) -> str | None:
    """Return the longest run of words that both texts have, from one capital to another ("Movement for Change")."""
    shared = SequenceMatcher(None, german.split(), english.split(), autojunk=False).find_longest_match()
    run = english.split()[shared.b : shared.b + shared.size]
    while run and (not run[0][:1].isupper() or is_office(run[0])):
        run.pop(0)
    while run and not run[-1][:1].isupper():
        run.pop()
    return " ".join(run).strip(",.") if len(run) > 1 else None


def _names(english: EnglishText) -> set[str]:
    """Return the capitalised words of an English text, and the other names for its words."""
    capitalised = {word for match in _CAPITALISED.finditer(english.text) for word in words(match.group())}
    return capitalised | (english.name_words - set(english.words))
