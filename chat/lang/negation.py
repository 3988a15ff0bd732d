"""Does a sentence say that something is not so? In German and English, by its words. A leaf."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, get_args

from chat.data import table

Tongue = Literal["de", "en"]


@cache
def _patterns() -> dict[Tongue, dict[str, re.Pattern[str]]]:
    data = table("pairs/negation.toml")
    return {
        tongue: {kind: re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE) for kind, forms in data[tongue].items()}
        for tongue in get_args(Tongue)
    }


def negation(text: str, tongue: Tongue) -> str | None:
    """Return the first word that negates outright, as written; None where there is none."""
    patterns = _patterns()[tongue]
    found = patterns["explicit"].search(patterns["excepted"].sub("", text))
    return found.group() if found else None


def may_negate(text: str, tongue: Tongue) -> bool:
    """Return whether any word of a text negates, outright or by what it means ("declined", "ohne", "unmöglich")."""
    patterns = _patterns()[tongue]
    return bool(negation(text, tongue) or patterns["implicit"].search(text))
