"""English phrases for speakers as a ledger compares them, and the words by which a denial points at what it denies."""

from __future__ import annotations

import re

from chat.attribution.english.phrasing import kind, named_in, words_of
from chat.data import any_of, table
from chat.lang.words import is_function_word, stems_of, words

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_ASIDE = re.compile(r"(?:(?<!\s)\s++)?+(?:,.*|\([^)\n]{0,300}\))\s*+")
_SHORTEST = 4  # letters of a word that links a denial to a claim

INDEFINITE = re.compile(r"^(?:an?|one|some|two|three|several|another|many)\s", re.IGNORECASE)
POSSESSIVE = re.compile(r"^(?:his|her|their|its|my|our)\s", re.IGNORECASE)
PRONOUNS = frozenset(table("en/sources.toml")["words"]["pronouns"].split())
POINTING_BACK = re.compile(rf"\b(?:{any_of(table('en/sources.toml')['words']['pointing_back'].split())})s?\b")
ADJECTIVE_OF = re.compile(rf"\b([A-Z][\w-]{{3,}}) (?={POINTING_BACK.pattern})")
# A denial that says itself what it denies: "rejected the claim that files were destroyed", "denied taking bribes".
SAYS_WHAT = re.compile(r"\b(?:that \w+ |den(?:y|ies|ied|ying) \w+ing\b)")
BARE_OBJECT = re.compile(r"\b(?:this|that|it)\b(?! \w+ed\b)")


def bare(phrase: str) -> str:
    """Return a phrase without its article and what stands in brackets or behind a comma."""
    return _ARTICLE.sub("", _ASIDE.sub(" ", phrase).strip())


def without_titles(phrase: str) -> str:
    """Return a phrase without "Mr", "Dr" and the like before a name."""
    titles = words_of("titles")
    kept = [word for word in phrase.split() if word.lower().rstrip(".") not in titles]
    return " ".join(kept) or phrase


def proper_name(without_article: str, _phrase: str) -> list[str]:
    """Return the words of the name that ends a phrase, without offices; none where it ends in a common noun."""
    return named_in(without_article)


def key(phrase: str) -> str:
    """Return a phrase in the form in which it is compared."""
    return phrase.lower().replace("’", "'")


def are_of_two_genders(phrase: str, other: str) -> bool:
    """Return whether one phrase is a woman's and the other a man's."""
    return {kind(phrase), kind(other)} == {"feminine", "masculine"}


def called(phrase: str, written: str) -> tuple[str, ...]:
    """Return what shows whether somebody is a man or a woman: the fullest phrase, and "he" or "she"."""
    return (phrase, written) if written.lower() in ("he", "she") else (phrase,)


def content_words(text: str) -> dict[str, str]:
    """Return the longer words of an English text that are no function words, by their stems."""
    own = [word for word in words(text) if len(word) >= _SHORTEST and not is_function_word(word)]
    return dict(zip(stems_of([word.lower() for word in own], "english"), own, strict=True))
