"""What the lengths of a summary are called."""

from __future__ import annotations

from collections.abc import Mapping

from chat.localization import deferred, t
from chat.schema import Length

_NAMES: Mapping[Length, str] = {
    "short": deferred("Short"),
    "medium": deferred("Medium"),
    "long": deferred("Long"),
}


def length_name(length: Length) -> str:
    """Return what a length of a summary is called."""
    return t(_NAMES[length])
