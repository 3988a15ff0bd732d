"""Is a translation so short that a part must be missing, or so long that it must have something of its own?

Letters of a translation to those of a German sentence of so many; bench/LOG.md has the shares of good translations
outside.
"""

from __future__ import annotations

from collections.abc import Iterator

from chat.lang.de.text import GermanText
from chat.lang.en.text import EnglishText
from chat.schema import Doubt
from chat.translation.checks import Check, Pair

_LEAST_LETTERS = 50
_LEAST_SHARE, _GREATEST_SHARE = 0.6, 1.3


def _letters(text: GermanText | EnglishText) -> int:
    return sum(character.isalnum() for character in text.text)


def _lost(pair: Pair) -> Iterator[Doubt]:
    own = pair.german.once(_letters)
    if own >= _LEAST_LETTERS and _letters(pair.english) < _LEAST_SHARE * own:
        yield LOST.doubt("The English is much shorter than the German: a part of it may be missing.")


def _invented(pair: Pair) -> Iterator[Doubt]:
    own = pair.german.once(_letters)
    if own >= _LEAST_LETTERS and _letters(pair.english) > _GREATEST_SHARE * own:
        yield INVENTED.doubt("The English is much longer than the German: it may have something of its own.")


LOST = Check(kind="lost_text", label="A part that is missing", find=_lost, order=130)
INVENTED = Check(kind="invented_text", label="A part that is added", find=_invented, order=131)
CHECKS = (LOST, INVENTED)
