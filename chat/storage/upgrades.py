"""The forms that readings were kept in, and how each came out of the one before; on plain JSON, without a database.

    version  what is new in it
    1        the readings of 0.1, which do not tell their version
    2        a sentence's `text`, which was `german`; a doubt's `wording`
    3        a claim's `speakers`, all who say it, and their names in its English
    4        a reading's `layer`, how far it is, and a sentence's `state`; all before were read to their end
    5        an article's `origin`; of all before it is not known
    6        a sentence's `language`, which was told of the article alone; a claim's `found_in`, which was the text

A step changes what has the form that it expects, and leaves the rest as it is: whether the whole is a reading is for
the schema to say. A new version is a step more at the end, and READING_VERSION of the schema.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chat.schema import WORDING_IN_0_1

Json = dict[str, Any]


def version_of(reading: Json) -> int:
    """Return the version of a kept reading.

    Raises:
        ValueError: what it tells as its version is none.
    """
    version = reading.get("version", 1)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ValueError(f"no version of a reading: {version!r}")
    return version


def upgraded(reading: Json) -> Json:
    """Return a kept reading in the form of today; one of a newer form as it is. What is given is not changed.

    Raises:
        ValueError: what it tells as its version is none.
    """
    for step in STEPS[version_of(reading) - 1 :]:
        reading = step(reading)
    return reading


def _to_2(reading: Json) -> Json:
    return _each(reading, "sentences", _sentence_to_2) | {"version": 2}


def _sentence_to_2(sentence: Json) -> Json:
    named = {"text": sentence["german"]} | sentence if "german" in sentence else sentence
    return _each(named, "warnings", _doubt_to_2)


def _doubt_to_2(doubt: Json) -> Json:
    return {"wording": doubt.get("kind") in WORDING_IN_0_1} | doubt


def _to_3(reading: Json) -> Json:
    return _each(reading, "claims", _claim_to_3) | {"version": 3}


def _claim_to_3(claim: Json) -> Json:
    speaker, english = claim.get("speaker"), claim.get("english")
    spoken = {"speakers": [speaker] if speaker else []} | claim
    if not isinstance(english, dict):
        return spoken
    name = {"name": english.get("speaker"), "role": english.get("role")}
    return spoken | {"english": {"speakers": [name] if speaker else []} | english}


def _to_4(reading: Json) -> Json:
    return {"layer": "told"} | _each(reading, "sentences", _sentence_to_4) | {"version": 4}


def _sentence_to_4(sentence: Json) -> Json:
    if not sentence.keys() & {"text", "german"}:
        return sentence
    return {"state": "known" if sentence.get("kind") == "boilerplate" else "checked"} | sentence


def _to_5(reading: Json) -> Json:
    return reading | {"version": 5}


def _to_6(reading: Json) -> Json:
    language = reading.get("language")
    code = language.get("code") if isinstance(language, dict) else None
    told = {"language": code} if isinstance(code, str) else {}
    return _each(reading, "sentences", lambda sentence: told | sentence) | {"version": 6}


def _each(holder: Json, name: str, step: Callable[[Json], Json]) -> Json:
    """Return the holder with a step taken for each object in its list of that name."""
    held = holder.get(name)
    if not isinstance(held, list):
        return holder
    return holder | {name: [step(item) if isinstance(item, dict) else item for item in held]}


# The n-th makes version n + 1 out of version n.
STEPS: tuple[Callable[[Json], Json], ...] = (_to_2, _to_3, _to_4, _to_5, _to_6)
