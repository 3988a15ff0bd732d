"""Numbers of which a translation has the digits and another power of ten, put right: "8.3 billion" for 8,3 Tausend.

Small models take one scale word for another, or leave it out; that the digits are the same says which number is meant.
Knows no translator.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from chat.lang.en.text import EnglishText
from chat.lang.figures import Figure
from chat.lang.text import AnalysedText

_STEP = 3  # powers of ten between one scale word and the next
_WORDS = ((12, "trillion"), (9, "billion"), (6, "million"))
# Smaller numbers are more often something else that happens to have these digits: 5 people, and 5,000 trees.
_LEAST_DIGITS = 2


def with_own_scales(english: str, original: AnalysedText) -> str:
    """Return the English with the power of ten of the original in numbers that lack nothing else.

    A number is exchanged where one number alone can be meant on either side, and the original's own words do not stand
    there, as where a part was left in the original's language.
    """
    told = EnglishText(english).figures
    strange = _without(told, original.figures)
    for lost in _without(original.figures, told):
        meant = [figure for figure in strange if _is_scaled(figure, lost)]
        rivals = [figure for figure in _without(original.figures, told) if meant and _is_scaled(meant[0], figure)]
        if len(meant) == len(rivals) == 1 and lost.text not in english:
            english = _exchanged(english, meant[0].text, _written(_value(lost)))
    return english


def _without(figures: Sequence[Figure], others: Sequence[Figure]) -> list[Figure]:
    """Return the figures in digits, of one value each, whose value none of the others has."""
    values = {value for figure in others for value in figure.values}
    return [
        figure
        for figure in figures
        if figure.weighty and figure.text[0].isdigit() and len(figure.values) == 1 and not figure.values & values
    ]


def _value(figure: Figure) -> Decimal:
    return next(iter(figure.values))


def _is_scaled(figure: Figure, other: Figure) -> bool:
    """Return whether two figures have the same digits, and differ by a thousand, a million, …"""
    own, others = _value(figure).normalize(), _value(other).normalize()
    digits = own.as_tuple().digits
    shift = own.adjusted() - others.adjusted()
    enough = len(re.findall(r"\d", figure.text)) >= _LEAST_DIGITS
    return enough and digits == others.as_tuple().digits and shift != 0 and shift % _STEP == 0


def _written(value: Decimal) -> str:
    """Return a number as English news write it: 8,300, or 2.5 million."""
    for power, word in _WORDS:
        if value >= 10**power:
            return f"{value.scaleb(-power).normalize():,f} {word}"
    return f"{value.normalize():,f}"


def _exchanged(english: str, number: str, other: str) -> str:
    """Return the English with another number in the place of one, if that stands there once."""
    places = list(re.finditer(rf"(?<![\d.,]){re.escape(number)}(?!\w|[.,]\d)", english))
    if len(places) != 1:
        return english
    return english[: places[0].start()] + other + english[places[0].end() :]
