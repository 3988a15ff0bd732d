"""Numbers, in digits or words, that one side has and the other lacks.

On the 997 pairs of good translations of FLORES-200 dev 13 lines are wrongly doubted for a number, quantities included.
"""

from __future__ import annotations

from collections.abc import Iterator

from chat.lang.figures import lacking
from chat.schema import Doubt
from chat.translation.checks import Check, Pair


def lost_numbers(pair: Pair) -> list[str]:
    """Return the numbers in digits of a sentence, as written, that its translation lacks."""
    return lacking(pair.original.figures, pair.english.figures, among=[pair.english.text])


def invented_numbers(pair: Pair) -> list[str]:
    """Return the numbers of a translation, as written, that its sentence lacks."""
    return lacking(pair.english.figures, pair.original.figures, among=[pair.original.text])


def _lost(pair: Pair) -> Iterator[Doubt]:
    for number in lost_numbers(pair):
        yield LOST.doubt(f"The number {number} of the {pair.language} is not in the English.", german=number)


def _invented(pair: Pair) -> Iterator[Doubt]:
    for number in invented_numbers(pair):
        yield INVENTED.doubt(f"The number {number} of the English is not in the {pair.language}.", english=number)


LOST = Check(kind="number", label="A number", find=_lost, order=10, languages=None, about="numbers")
INVENTED = Check(kind="number", label="A number", find=_invented, order=12, languages=None, about="numbers")
CHECKS = (LOST, INVENTED)
