"""One shard, from its rows in the input to its file in the output: what every worker does, here or elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chat.batch import parts
from chat.batch.inputs import Given, Input, Shard
from chat.batch.journal import Done
from chat.batch.parts import Format, Row
from chat.batch.work import Worker
from chat.errors import InputError


@dataclass(frozen=True)
class Job:
    """What a worker has to know besides the shard.

    Attributes:
        keeps_good: whether rows that did not fail are taken as they are, where the shard was done before.
    """

    input: Input
    out: Path
    format: Format
    keeps_good: bool = False


def do(shard: Shard, job: Job, worker: Worker) -> Done:
    """Make the rows of a shard, and write them.

    Raises:
        InputError: they cannot be written, or the input is not as it was.
        Cancelled: the worker is to stop.
    """
    started = time.monotonic()
    path = parts.path_of(job.out, shard.number, job.format)
    good = _good(path, job) if job.keeps_good else {}
    counted = _Counted()
    try:
        size = parts.write(path, counted.through(_rows(shard, job, worker, good)), format=job.format)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror or error}.",
            hint="Make room there, and start the same command again: what is done is not done anew.",
        ) from error
    if counted.rows != shard.rows:
        path.unlink(missing_ok=True)
        raise InputError(f"{job.input.named} was changed meanwhile.", hint="Begin the batch anew with --again.")
    seconds = round(time.monotonic() - started, 3)
    return Done(shard=shard.number, rows=counted.rows, failed=counted.failed, size=size, seconds=seconds)


def _rows(shard: Shard, job: Job, worker: Worker, good: dict[int, Row]) -> Iterator[Row]:
    for place, given in enumerate(_given(shard, job)):
        yield good.get(place) or worker.row(given)


def _given(shard: Shard, job: Job) -> Iterator[Given]:
    try:
        yield from job.input.read(shard)
    except FileNotFoundError as error:
        raise InputError(
            f"{job.input.named} is gone.", hint="Put it back, and start the same command again."
        ) from error


def _good(path: Path, job: Job) -> dict[int, Row]:
    """Return the rows of a shard that did not fail, by their place in it."""
    if not path.exists():
        return {}
    return {place: row for place, row in enumerate(parts.read(path, format=job.format)) if "error" not in row}


class _Counted:
    """Rows on their way into a file: how many there were, and how many of them failed."""

    def __init__(self) -> None:
        self.rows = 0
        self.failed = 0

    def through(self, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            self.rows += 1
            self.failed += "error" in row
            yield row
