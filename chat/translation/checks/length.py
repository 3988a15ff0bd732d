"""Is a translation so short that a part must be missing, or so long that it must have something of its own?

Letters of a translation to those of a sentence of so many; bench/LOG.md has the shares of good translations from German
outside. What they are of another language its pack says.
"""

from __future__ import annotations

from collections.abc import Iterator

from chat.lang.packs import pack
from chat.lang.text import AnalysedText
from chat.schema import Doubt
from chat.translation.checks import Check, Pair

_LEAST_LETTERS = 50
_LEAST_SHARE, _GREATEST_SHARE = 0.6, 1.3


def _letters(text: AnalysedText) -> int:
    return sum(character.isalnum() for character in text.text)


def _bounds(pair: Pair) -> tuple[float, float]:
    """Return the least and the greatest share of the letters that a good translation has."""
    own = pack(pair.original.tongue).length
    return (_LEAST_SHARE, _GREATEST_SHARE) if pair.is_german else (own.least, own.greatest)


def _lost(pair: Pair) -> Iterator[Doubt]:
    own = pair.original.once(_letters)
    if own >= _LEAST_LETTERS and _letters(pair.english) < _bounds(pair)[0] * own:
        yield LOST.doubt(f"The English is much shorter than the {pair.language}: a part of it may be missing.")


def _invented(pair: Pair) -> Iterator[Doubt]:
    own = pair.original.once(_letters)
    if own >= _LEAST_LETTERS and _letters(pair.english) > _bounds(pair)[1] * own:
        yield INVENTED.doubt(f"The English is much longer than the {pair.language}: it may have something of its own.")


LOST = Check(
    kind="lost_text",
    label="A part that is missing",
    find=_lost,
    order=130,
    languages=None,
    about="parts that are lost or added",
)
INVENTED = Check(
    kind="invented_text",
    label="A part that is added",
    find=_invented,
    order=131,
    languages=None,
    about="parts that are lost or added",
)
CHECKS = (LOST, INVENTED)
