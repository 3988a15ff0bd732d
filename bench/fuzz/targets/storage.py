"""Kept readings of all versions, damaged in their JSON → readings of today, or an error."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from bench.fuzz import texts
from bench.fuzz.draw import Draw
from bench.fuzz.findings import require
from bench.fuzz.readings import example
from chat.schema import READING_VERSION, Reading
from chat.storage import upgrades

_VALUES: tuple[Any, ...] = (
    None, True, 0, 1, -1, 2, 3, 10**30, 1.5, "", "x", "de", "text", [], {}, [None], [[]], {"a": 1}, [{}], float("nan"),
)  # fmt: skip


def once(data: bytes) -> int:
    """Bring a reading up to date that is damaged at some places."""
    draw = Draw(data)
    version = 1 + draw.byte() % (READING_VERSION + 1)
    told = json.loads(example().model_dump_json())
    told["version"] = version
    if version == 1:
        del told["version"]
    while draw and told:
        _damage(told, draw)
    given = json.dumps(told)
    before = json.dumps(told)
    try:
        upgraded = upgrades.upgraded(told)
    except ValueError:
        return len(given)
    require(json.dumps(told) == before, "what is given is not changed")
    with suppress(ValueError):
        Reading.model_validate(upgraded)
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
        holder[key] = _VALUES[kind % len(_VALUES)]
    else:
        holder[key] = texts.line(Draw(draw.some(kind - 0xC0)), 200)


def _key(holder: Any, draw: Draw) -> Any:
    keys = list(holder) if isinstance(holder, dict) else range(len(holder))
    return keys[draw.byte() % len(keys)]


def seeds() -> Iterable[bytes]:
    """Return each version, and some damages of each kind."""
    for version in range(READING_VERSION + 1):
        yield bytes([version])
        for number in range(12):
            yield bytes([version, number, number * 3, 0x40, number, 0x40, number * 21 % 256, 0x50])
