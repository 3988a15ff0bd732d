"""Texts as data files hold them: whole, and in UTF-8."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

_HALF = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """Return a text with half characters (lone surrogates), which no encoding can hold, as U+FFFD.

    One stands for one, so that offsets are what they were.
    """
    return _HALF.sub("\ufffd", text)


def as_json(data: Any) -> bytes:
    """Return data as JSON in UTF-8: days in ISO 8601, half characters as U+FFFD."""
    return whole(json.dumps(data, ensure_ascii=False, indent=2, default=_day) + "\n").encode()


def _day(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not data")
