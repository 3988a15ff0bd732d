"""What a speaker is: the role in an apposition ("Dahl, ein Sprecher des Hafens") or before a name ("Minister Dahl")."""

from __future__ import annotations

import re

from chat.attribution.german.grammar import grammar
from chat.attribution.german.lexicon import lexicon
from chat.data import any_of
from chat.lang.de.abbreviations import without_titles
from chat.lang.words import is_function_word

_ARTICLE = re.compile(
    rf"(?:{any_of(grammar().definite | grammar().indefinite | grammar().possessive_nominative)})\s+", re.IGNORECASE
)
_NAME_PART = rf"(?:[A-ZÄÖÜ][\w’'.-]*|{any_of(grammar().name_particles)})"
_FULL_NAME = re.compile(rf"[A-ZÄÖÜ][\w’'.-]*(?:\s{_NAME_PART})*(?:\s\([^()]*\))?")


def role(phrase: str) -> str | None:
    """Return the slice of a speaker's phrase that tells the role, None where it tells none."""
    head, comma, apposition = (part.strip() for part in phrase.partition(","))
    if comma:
        if _is_name(head) and apposition and _is_apposition(apposition):
            return apposition
        if _is_name(apposition) and not _is_name(head):
            return _ARTICLE.sub("", head, count=1) if _ARTICLE.match(head) else head
        return None
    article = _ARTICLE.match(phrase)
    start = article.end() if article else 0
    words = list(re.finditer(r"\S+", phrase[start:]))
    for place, word in enumerate(words[:-1]):
        if word.group().lower().rpartition("-")[2].endswith(lexicon().roles):
            named = phrase[start + words[place + 1].start() :]
            return phrase[start : start + word.end()] if _is_name(named) else None
        if word.group()[:1].isupper() and place and words[place - 1].group()[:1].isupper():
            return None
    return None


def _is_name(text: str) -> bool:
    """Return whether a text is the name of somebody: capitalised words only, and no role among them."""
    text = without_titles(text)
    if not _FULL_NAME.fullmatch(text) or _ARTICLE.match(text) or is_function_word(text.split()[0], "german"):
        return False
    return not any(word.lower().rpartition("-")[2].endswith(lexicon().roles) for word in text.split())


def _is_apposition(part: str) -> bool:
    """Return whether a part behind a comma is an apposition and no clause: a clause ends with its verb."""
    return part.split()[-1][:1].isupper() or part.endswith(")")
