"""How the phrases of a language tell who speaks: the questions that are asked of German and of English ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from chat.article.analysed import AnalysedArticle
from chat.dossier import english_voices, german_voices
from chat.dossier.compared import compared, tongue_of
from chat.dossier.told import concepts_of
from chat.dossier.voices import Voice

_NEVER = re.compile(r"(?!)")
_LEAST = 0.5  # weight of a word by which somebody without a name is told: nouns and adjectives


@dataclass(frozen=True)
class Manner:
    """How a language tells who speaks; the modules that answer say what is returned.

    Args:
        tongue: of it, ISO 639-1.
        attributed: a phrase with an adjective before its noun: "der unterlegene Bürgermeister".
        definite: how a phrase begins for somebody known.
        aged: how one begins that gives an age to somebody who was told before.
        opening: pronouns that open what is said, with the gender that they show.
    """

    tongue: str
    described: Callable[[AnalysedArticle], tuple[Voice, ...]]
    called_as_bodies: Callable[[AnalysedArticle], frozenset[str]]
    nouns_of: Callable[[AnalysedArticle], frozenset[str]]
    has_attribute: Callable[[str], bool]
    name_in: Callable[[str], tuple[str, ...]]
    attributed: re.Pattern[str]
    definite: re.Pattern[str]
    aged: re.Pattern[str]
    opening: dict[str, str]


_GERMAN = Manner(
    tongue="de",
    described=german_voices.described,
    called_as_bodies=german_voices.called_as_bodies,
    nouns_of=german_voices.nouns_of,
    has_attribute=german_voices.has_attribute,
    name_in=german_voices.name_in,
    attributed=re.compile(r"^\w+\s+[a-zäöüß]\w*e[nr]?\s+[A-ZÄÖÜ]"),
    definite=re.compile(r"^(?:der|die|dem|den)\s", re.IGNORECASE),
    aged=re.compile(r"^(?:der|die)\s\d+-jährige\s[A-ZÄÖÜ]", re.IGNORECASE),
    opening={"er": "masculine", "sie": "feminine"},
)
_ENGLISH = Manner(
    tongue="en",
    described=english_voices.described,
    called_as_bodies=english_voices.called_as_bodies,
    nouns_of=english_voices.nouns_of,
    has_attribute=english_voices.has_attribute,
    name_in=english_voices.name_in,
    attributed=re.compile(r"^the\s+(?:former|outgoing|defeated|future|designated|new|old|then)\s", re.IGNORECASE),
    definite=re.compile(r"^the\s", re.IGNORECASE),
    aged=re.compile(r"^the\s\d+-year-old\s[A-Z]", re.IGNORECASE),
    opening={"he": "masculine", "she": "feminine"},
)
_BY_TONGUE = {manner.tongue: manner for manner in (_GERMAN, _ENGLISH)}


def manner(tongue: str) -> Manner:
    """Return how a language tells who speaks.

    Raises:
        KeyError: it is neither German nor English, in which all articles are compared.
    """
    return _BY_TONGUE[tongue]


def manner_of(article: AnalysedArticle) -> Manner:
    """Return how the phrases of an article's ledger tell who speaks."""
    return _BY_TONGUE[tongue_of(article)]


def described(article: AnalysedArticle) -> tuple[Voice, ...]:
    """Return the entries of an article's ledger, in order, each by itself, and how it is told in English."""
    return tuple(
        replace(voice, in_english=tuple(_in_english(voice))) if voice.key else voice
        for voice in manner_of(article).described(article)
    )


def called_as_bodies(article: AnalysedArticle) -> frozenset[str]:
    """Return the names that an article shows to be bodies'."""
    return manner_of(article).called_as_bodies(article)


def nouns_of(article: AnalysedArticle) -> frozenset[str]:
    """Return the nouns and names of an article, as those of bodies are compared."""
    return manner_of(article).nouns_of(article)


def _in_english(voice: Voice) -> list[frozenset[str]]:
    """Return by which concepts a voice is told: by what its own phrase means, and by what the translation calls it."""
    phrases = [(voice.entry.german or "", voice.tongue), (voice.entry.english or "", "en")]
    found = []
    for phrase, tongue in phrases:
        weights, written = concepts_of(compared(phrase, tongue))
        found.append(frozenset(concept for concept in written if weights[concept] >= _LEAST))
    return [one for one in dict.fromkeys(found) if one]
