"""Does a sentence say that one thing is so in spite of another? In German and English, by its words.

On the 997 pairs of good translations of FLORES-200 dev, 29 of them with such a word in the German and 19 in the
English, two are wrongly doubted, both as lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chat.data import table
from chat.lang.de.text import GermanText
from chat.schema import Doubt
from chat.translation.checks import Check, Pair


def _pattern(kind: str, language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('pairs/concession.toml')[kind][language])})\b", re.IGNORECASE)


_GERMAN, _ENGLISH = _pattern("outright", "de"), _pattern("outright", "en")
_GERMAN_TOO, _ENGLISH_TOO = _pattern("implied", "de"), _pattern("implied", "en")


def _conceded(german: GermanText) -> str | None:
    found = _GERMAN.search(german.text)
    return found.group() if found else None


def lost_concession(pair: Pair) -> str | None:
    """Return the word by which a German sentence concedes ("trotz", "obwohl"), where its translation has none."""
    word, english = pair.german.once(_conceded), pair.english.text
    return None if word is None or _ENGLISH.search(english) or _ENGLISH_TOO.search(english) else word


def invented_concession(pair: Pair) -> str | None:
    """Return the word by which a translation concedes, where its German sentence does not."""
    found = _ENGLISH.search(pair.english.text)
    if found is None or pair.german.once(_conceded) or _GERMAN_TOO.search(pair.german.text):
        return None
    return found.group()


def _find(pair: Pair) -> Iterator[Doubt]:
    if word := lost_concession(pair):
        yield CHECK.doubt(f"The German has “{word}”, the English nothing like it.", german=word)
    if word := invented_concession(pair):
        yield CHECK.doubt(f"The English has “{word}”, the German nothing like it.", english=word)


CHECK = Check(
    kind="concession", label="What it is in spite of", find=_find, order=90, about="what something is in spite of"
)
