"""What phrases for speakers have in common: names and offices, without articles, titles and endings."""

from __future__ import annotations

import re

from chat.attribution.german.grammar import grammar
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.resolution import kind
from chat.data import any_of
from chat.lang.names import sounds_like
from chat.lang.offices import is_office
from chat.lang.words import words

_ARTICLE = re.compile(rf"^(?:{any_of(grammar().articles)})\s+", re.IGNORECASE)
_ASIDE = re.compile(r"(?:(?<!\s)\s++)?+(?:,.*|\([^)\n]{0,300}\))\s*+")


def same_name(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two names may be one person's: the last names agree, and a first name where both have any."""
    if not name or not other or not sounds_like(name[-1], other[-1]):
        return False
    first, other_first = name[:-1], other[:-1]
    return not first or not other_first or any(sounds_like(a, b) for a in first for b in other_first)


def are_of_two_genders(phrase: str, other: str) -> bool:
    """Return whether one phrase is a woman's and the other a man's: "Ministerin Roth", "der Vermieter Roth"."""
    return {kind(phrase), kind(other)} == {"feminine", "masculine"}


def bare(phrase: str) -> str:
    """Return a phrase without its article and what stands in brackets or behind a comma."""
    return _ARTICLE.sub("", _ASIDE.sub(" ", phrase).strip())


def without_case(phrase: str) -> str:
    """Return a phrase without the endings of adjectives and of the genitive."""
    return " ".join(re.sub(r"(?:e[nmrs]?|s)$", "", word) for word in phrase.lower().split())


def proper_name(without_article: str, phrase: str) -> list[str]:
    """Return the words of the name that ends a phrase, without offices; none where it ends in a common noun.

    A capitalised word right behind an article ("der Minister") is a common noun; one behind another capitalised word
    ("Lloyd Austin") or alone ("Austin") is a name.
    """
    own = words(without_article)
    run: list[str] = []
    for word in reversed(own):
        if not word[:1].isupper() or is_office(word) or word in grammar().address:
            break
        if run and word.lower().endswith(lexicon().roles):
            break  # "Ärztin Breuer", while "Hofmann" alone is a name
        run.insert(0, word)
    if len(run) == 1 and len(own) == 1 and _ARTICLE.match(phrase):
        return []
    if len(run) == 1 and len(own) > 1 and not own[-2][:1].isupper():
        return []  # "russische Regierung": an adjective and a noun
    return run
