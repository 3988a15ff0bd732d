"""Words that a German sentence quotes: few of somebody's own, which a reader may quote again.

Each that the lexicon has must stand in the English as one of its equivalents; what only comes near to them is not what
was said. For words that the lexicon does not have see `differs`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from chat.lang.bilingual.comparison import CONTENT, TELLING, Unit, places_of, unknown_places
from chat.lang.de.text import GermanText
from chat.lang.en.forms import kindred
from chat.lang.en.text import EnglishText
from chat.schema import Doubt
from chat.translation.checks import Check, Pair

_MOST_WORDS = 4  # of a quotation; a longer one says what it says as a sentence does


class Quoted(NamedTuple):
    """A few quoted words: as written, without the marks, and the places of their tokens."""

    text: str
    places: frozenset[int]


def short_quotations(german: GermanText) -> tuple[Quoted, ...]:
    """Return the short quotations of a sentence; one that is all names is none."""
    found = []
    for start, end in german.quotations:
        inner = german.text[start + 1 : end - 1].strip(" ,.")
        places = frozenset(at for at, token in enumerate(german.tokens) if start < token.start and token.end < end)
        has_content = any(german.tokens[at].tag.startswith(CONTENT) for at in places)
        if has_content and len(inner.split()) <= _MOST_WORDS:
            found.append(Quoted(inner, places))
    return tuple(found)


def lacking(pair: Pair) -> list[Unit]:
    """Return the quoted words that the English does not have as one of their equivalents; names may stay."""
    english = pair.english.text.casefold()
    left = (quotation for quotation in pair.german.once(short_quotations) if quotation.text.casefold() not in english)
    own = frozenset().union(*(quotation.places for quotation in left))
    if not own:
        return []
    compared = pair.compared
    told = (m for m in pair.german.meanings if m.kind == "expression" and places_of(m.parts[0], pair.english.forms))
    within = {place for meaning in told for place in meaning.places}
    return [
        unit
        for unit in compared.whole_words
        if unit.place in own
        and unit.place not in within
        and unit not in compared.equivalents
        and unit.meaning.kind in TELLING
    ]


def unknown(german: GermanText) -> tuple[str, ...]:
    """Return the short quotations that have a word which the lexicon does not have."""
    unknown_words = german.once(unknown_places)
    return tuple(quoted.text for quoted in german.once(short_quotations) if quoted.places & unknown_words)


def differs(alone: str, english: EnglishText) -> bool:
    """Return whether a quotation translated alone has no content word with what the English quotes in common."""
    own = EnglishText(alone).content_forms
    spans = [english.text[start:end] for start, end in english.quotations] or [english.text]
    others = [form for span in spans for form in EnglishText(span).content_forms]
    return bool(own) and not any(kindred(form, other) for form in own for other in others)


def otherwise(quotation: str, alone: str) -> Doubt:
    """Return the doubt about a quotation that is called something else when it is translated alone."""
    return CHECK.doubt(f"“{quotation}” is quoted, and may mean “{alone}”.", german=quotation)


def _find(pair: Pair) -> Iterator[Doubt]:
    for unit in lacking(pair):
        german = pair.german.tokens[unit.place].text
        meant = " or ".join(unit.meaning.english[:2])
        yield CHECK.doubt(f"“{german}” is quoted, and means {meant}; the English has another word.", german=german)


CHECK = Check(kind="quoted", label="A quoted word", find=_find, order=57, about="single words that are quoted")
