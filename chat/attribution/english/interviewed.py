"""Whom an interview is with, told by what stands before its first turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

import regex

from chat.attribution.english.clauses import Clauses
from chat.attribution.english.mentions import mentions_of
from chat.attribution.english.phrasing import full_name, kind, may_be_person
from chat.attribution.found import Offsets
from chat.schema import Sentence

_FULL = 2  # words of a name
_WORD = regex.compile(r"[\p{L}’'-]+")
_AROUND = 30  # characters
_MET = regex.compile(
    r"\b(?:spoke|talked|speaks|talks|sat down|sits down|caught up|catches up|met|meets|interview|conversation"
    r"|Q&A|questions?|asked|visited|visits)\s(?:\w+\s){0,3}?(?:to|with|for)?\s?$"
)
# "FIVE MINUTES WITH ADA LYLE", of which the tagger knows no name.
_TITLED = regex.compile(r"\b(?i:with|by)\s(?P<name>\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'.-]*){1,2})")
_OWNED = regex.compile(r"[’']s?\s\p{Lu}")
_ARTICLES = ("the", "a", "an")


def interviewed(text: str, sentences: Sequence[Sentence], names: Set[str]) -> Offsets | None:
    """Return the span of the name of whoever is interviewed; None where nobody is named.

    Args:
        text: the article.
        sentences: those before the first turn.
        names: the surnames of the article.
    """
    spans = [span for sentence in sentences for span in _people_in(sentence, text, names)]
    words = Counter(word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text) if spans)
    met = [span for span in spans if _MET.search(text, max(0, span[0] - _AROUND), span[0])]
    if not spans and sentences and (titled := _TITLED.search(text, sentences[0].start, sentences[-1].end)):
        return titled.span("name")
    return max(met or spans, key=lambda span: words[text[slice(*span)].split()[-1]], default=None)


def _people_in(sentence: Sentence, text: str, names: Set[str]) -> list[Offsets]:
    """Return the spans of the full names of people in a sentence, with titles and offices, in order."""
    found = []
    for start, end in mentions_of(Clauses(sentence, [], text, names)):
        phrase = text[start:end].partition(",")[0]
        words = phrase.split()
        if len(words) < _FULL:
            continue
        if words[0].lower() in _ARTICLES and words[1][:1].isupper() and kind(phrase) not in ("feminine", "masculine"):
            continue  # "the Merrigal Plains", not "the comedian Sunny Ebiere"
        if _OWNED.search(phrase):
            continue  # "The Courier's Lena Ortega"
        if len(full_name(phrase)) >= _FULL and (kind(phrase) in ("feminine", "masculine") or may_be_person(phrase)):
            found.append((start, start + len(phrase)))
    return found
