"""What a batch is to do, as it lies in the folder of its output: its input, what is wished, and the shards.

Made once. Whoever goes on has to mean the same input and wish the same: the rows would be
neither one nor the other.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from pydantic import ValidationError

from chat.batch import inputs
from chat.batch.inputs import Input, Shard
from chat.batch.parts import Format
from chat.batch.work import Asked
from chat.errors import InputError
from chat.schema import Frozen

_NAME = "batch.json"
_VERSION = 1
# Rows of a shard, of which all are done anew where it is cut off: more where no model makes each of them dear, and more
# of millions, so that there are not too many files.
_FEWEST = {"claims": 50, "read": 4}
_MOST_SHARDS = 20_000


class Wish(Frozen):
    """What is wished of each row, and how it is written."""

    task: str
    language: str | None
    length: str
    glossary: str
    max_characters: int
    format: Format


class Plan(Frozen):
    """The plan of a batch. `input` is the SHA-256 that tells its input from another."""

    version: int
    input: str
    wish: Wish
    rows: int
    shards: tuple[Shard, ...]


def wish_of(asked: Asked, format: Format) -> Wish:
    """Return what is wished, in a form that can be kept and compared."""
    terms = "\n".join(f"{german}\t{english}" for german, english in sorted(asked.glossary.items()))
    return Wish(
        task=asked.task,
        language=asked.language,
        length=asked.length,
        glossary=hashlib.sha256(terms.encode("utf-8", "replace")).hexdigest() if terms else "",
        max_characters=asked.settings.max_characters,
        format=format,
    )


def kept(out: Path) -> Plan | None:
    """Return the plan that lies in a folder, None where none does.

    Raises:
        InputError: it is not one that this version can go on with.
    """
    path = out / _NAME
    if not path.exists():
        return None
    try:
        plan = Plan.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise _other(f"The plan in {out} is of another version, or damaged.") from error
    if plan.version != _VERSION:
        raise _other(f"The plan in {out} is of another version, or damaged.")
    return plan


def check(plan: Plan, *, out: Path, fingerprint: str, wish: Wish) -> None:
    """Look whether a plan is for this input and this wish.

    Raises:
        InputError: it is not.
    """
    if plan.input != fingerprint:
        raise _other(f"The batch in {out} is of another input, or the input was changed since.")
    if plan.wish != wish:
        raise _other(f"The batch in {out} was begun with other options.")


def make(given: Input, *, out: Path, fingerprint: str, wish: Wish) -> Plan:
    """Part an input into shards, and keep the plan.

    Raises:
        InputError: the input cannot be read, or has no rows.
    """
    size = _FEWEST[wish.task]
    shards = tuple(given.shards(size))
    if len(shards) > _MOST_SHARDS:
        shards = tuple(given.shards(size * -(-len(shards) // _MOST_SHARDS)))
    if not shards:
        raise InputError(f"{given.named} has no rows.", hint="Each line must be one JSON object with an id and a text.")
    rows = sum(shard.rows for shard in shards)
    plan = Plan(version=_VERSION, input=fingerprint, wish=wish, rows=rows, shards=shards)
    part = out / f".{_NAME}.part"
    with part.open("w", encoding="utf-8") as file:
        file.write(plan.model_dump_json())
        file.flush()
        os.fsync(file.fileno())
    part.replace(out / _NAME)
    return plan


def forget(out: Path) -> None:
    """Take away all that a batch has put into a folder, and nothing else."""
    for pattern in (_NAME, "part-*.jsonl", "part-*.parquet", ".part-*.part", "done.jsonl", inputs.LISTED):
        for path in out.glob(pattern):
            path.unlink(missing_ok=True)


def _other(message: str) -> InputError:
    return InputError(message, hint="Name another folder, or begin it anew with --again: what is in it is lost.")
