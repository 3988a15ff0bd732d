"""Texts as data files hold them: whole, and in UTF-8."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

_HALF = re.compile("[\ud800-\udfff]")
# What JSON lets stand and a terminal, or whoever shows the file, may obey: control characters, marks of direction.
_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def whole(text: str) -> str:
    """Return a text with half characters (lone surrogates), which no encoding can hold, as U+FFFD.

    One stands for one, so that offsets are what they were.
    """
    return _HALF.sub("\ufffd", text)


def as_json(data: Any) -> bytes:
    """Return data as JSON in UTF-8: days in ISO 8601, half characters as U+FFFD, control characters escaped."""
    text = whole(json.dumps(data, ensure_ascii=False, indent=2, default=_day))
    return f"{_OBEYED.sub(_in_escapes, text)}\n".encode()


def _in_escapes(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def _day(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not data")
