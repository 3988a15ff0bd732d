"""Does a sentence say that something is not so? By its words, which the pack of its language has. A leaf."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from chat.lang.packs import pack

_NEVER = re.compile(r"(?!)")


@cache
def _patterns(tongue: str) -> dict[str, re.Pattern[str]]:
    lists = pack(tongue).negation
    return {
        "explicit": _any(lists.explicit),
        "implicit": _any(lists.implicit),
        "excepted": _any(lists.excepted),
    }


def _any(forms: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE) if forms else _NEVER


def negation(text: str, tongue: str) -> str | None:
    """Return the first word that negates outright, as written; None where there is none.

    Args:
        tongue: the language of the text, ISO 639-1; in one without a pack nothing negates.
    """
    patterns = _patterns(tongue)
    found = patterns["explicit"].search(patterns["excepted"].sub("", text))
    return found.group() if found else None


def may_negate(text: str, tongue: str) -> bool:
    """Return whether any word of a text negates, outright or by what it means ("declined", "ohne", "unmöglich")."""
    patterns = _patterns(tongue)
    return bool(negation(text, tongue) or patterns["implicit"].search(text))
