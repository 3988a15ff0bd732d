"""Kept readings of all versions, damaged in their JSON → an error, or readings that can be shown."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from bench.fuzz import shown, texts
from bench.fuzz.draw import Draw
from bench.fuzz.readings import example
from chat import pipeline
from chat.errors import UnreadableReading
from chat.export import files
from chat.schema import READING_VERSION
from chat.storage import forms

_DAY = datetime.date(2026, 11, 27)
_FORMS: tuple[files.Format, ...] = ("md", "csv", "json")
_VALUES: tuple[Any, ...] = (
    None, True, 0, 1, -1, 2, 3, 10**30, 1.5, "", "x", "de", "text", [], {}, [None], [[]], {"a": 1}, [{}], float("nan"),
)  # fmt: skip


def once(data: bytes) -> int:
    """Read a kept reading that is damaged at some places; what is read is shown and written to files."""
    draw = Draw(data)
    version, flipped = 1 + draw.byte() % (READING_VERSION + 1), draw.byte() % 4
    told = json.loads(example().model_dump_json())
    told["version"] = version
    if version == 1:
        del told["version"]
    flips = [(draw.number(0x10000), draw.byte()) for _ in range(flipped)]
    while draw and told:
        _damage(told, draw)
    given = bytearray(json.dumps(told).encode())
    for place, byte in flips:
        given[place % len(given)] = byte
    try:
        reading = forms.reading(bytes(given))
    except UnreadableReading:
        return len(given)
    ledger = pipeline.analysed(reading).ledger
    shown.of_reading(reading, ledger)
    for form in _FORMS:
        files.write(reading, ledger=ledger, format=form, date=_DAY, scope="everything")
    return len(given)


def _damage(told: Any, draw: Draw) -> None:
    """Go down some steps, and take something away there, or put something else in its place."""
    holder, key = told, _key(told, draw)
    for _ in range(draw.byte() % 6):
        if not isinstance(holder[key], dict | list) or not holder[key]:
            break
        holder = holder[key]
        key = _key(holder, draw)
    kind = draw.byte()
    if kind < 0x40:
        holder.pop(key)
    elif kind < 0xC0:
        holder[key] = deepcopy(_VALUES[kind % len(_VALUES)])
    else:
        holder[key] = texts.line(Draw(draw.some(kind - 0xC0)), 200)


def _key(holder: Any, draw: Draw) -> Any:
    keys = list(holder) if isinstance(holder, dict) else range(len(holder))
    return keys[draw.byte() % len(keys)]


def seeds() -> Iterable[bytes]:
    """Return each version, and some damages of each kind."""
    for version in range(READING_VERSION + 1):
        yield bytes([version, 0])
        yield bytes([version, 1, version * 9, version * 31, 0x30 + version])
        for number in range(12):
            yield bytes([version, 0, number, number * 3, 0x40, number, 0x40, number * 21 % 256, 0x50])
