"""The way through a batch: planned or gone on with, worked off, noted. One at a time in a folder."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import filelock

from chat.batch import here, inputs, on_ray, parts, plan
from chat.batch.inputs import Shard
from chat.batch.journal import Done, Journal
from chat.batch.parts import Format
from chat.batch.plan import Plan
from chat.batch.shards import Job
from chat.batch.work import Asked, IsCancelled
from chat.errors import Busy, InputError


@dataclass(frozen=True)
class Way:
    """How a batch is worked off.

    Attributes:
        ray: the address of a Ray cluster, `local` for one on this machine; None: in this process.
        workers: of Ray; 0: one a processor core.
        again: whether what was done before is forgotten.
        retry_failed: whether rows that failed are tried once more.
    """

    format: Format = "jsonl"
    ray: str | None = None
    workers: int = 0
    again: bool = False
    retry_failed: bool = False


@dataclass(frozen=True)
class Progress:
    """How far a batch is, in rows: of all, of those that failed, and what this run did, in seconds."""

    rows: int
    done: int
    failed: int
    now: int
    seconds: float

    @property
    def rate(self) -> float:
        """Rows a second of this run; 0 before the first is done."""
        return self.now / self.seconds if self.now and self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """The seconds that the rest takes at this rate; None where that is not known."""
        return (self.rows - self.done) / self.rate if self.rate else None


OnProgress = Callable[[Progress], None]


def run(
    path: Path,
    out: Path,
    asked: Asked,
    way: Way,
    *,
    on_progress: OnProgress = lambda progress: None,
    cancelled: IsCancelled = lambda: False,
) -> Progress:
    """Work off a batch, or what is left of it; return how it ended.

    Args:
        path: a file of JSON lines or Parquet, a folder, or a feed.
        out: the folder of the output; it is made where it is not there.

    Raises:
        InputError: the input cannot be read, the output cannot be written, or is that of another batch.
        Busy: the same batch is being worked off already.
        Cancelled: `cancelled` said so; the same call goes on.
    """
    inputs.kind_of(path)
    _make(out)
    try:
        with filelock.FileLock(out / ".lock", timeout=0):
            return _locked(path, out, asked, way, on_progress, cancelled)
    except filelock.Timeout as error:
        raise Busy(f"Somebody works on the batch in {out}.", hint="Wait until it is done, or stop it.") from error
    except OSError as error:
        raise InputError(
            f"{out} cannot be written: {error.strerror or error}.",
            hint="Make room there, and start the same command again: what is done is not done anew.",
        ) from error


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = "it is a file" if out.is_file() else error.strerror
        raise InputError(f"{out} cannot be written: {reason}.", hint="Name a folder for the output.") from error


def _locked(path: Path, out: Path, asked: Asked, way: Way, on_progress: OnProgress, cancelled: IsCancelled) -> Progress:
    if way.again:
        plan.forget(out)
    parts.sweep(out)
    planned = _planned(path, out, asked, way)
    job = Job(inputs.open_input(path.resolve(), out), out.resolve(), way.format, keeps_good=way.retry_failed)
    journal = Journal(out)
    noted = {number: done for number, done in journal.read().items() if _is_there(done, out, way.format)}
    todo = [shard for shard in planned.shards if _is_to_do(shard, noted, way)]
    counts = _Counts(planned.rows, noted, {shard.number for shard in todo})
    on_progress(counts.progress)
    if todo:
        with journal:
            for done in _worked_off(todo, job, asked, way, cancelled):
                journal.add(done)
                counts.add(done)
                on_progress(counts.progress)
    return counts.progress


def _planned(path: Path, out: Path, asked: Asked, way: Way) -> Plan:
    """Return the plan of a batch: that which lies there, or a new one."""
    wish, fingerprint = plan.wish_of(asked, way.format), inputs.fingerprint(path)
    if (known := plan.kept(out)) is not None:
        plan.check(known, out=out, fingerprint=fingerprint, wish=wish)
        return known
    return plan.make(inputs.open_input(path, out), out=out, fingerprint=fingerprint, wish=wish)


def _is_there(done: Done, out: Path, format: Format) -> bool:
    """Return whether the file of a shard that was noted is there, and as long as it was."""
    path = parts.path_of(out, done.shard, format)
    return path.exists() and path.stat().st_size == done.size


def _is_to_do(shard: Shard, noted: dict[int, Done], way: Way) -> bool:
    done = noted.get(shard.number)
    return done is None or (way.retry_failed and done.failed > 0)


def _worked_off(todo: Sequence[Shard], job: Job, asked: Asked, way: Way, cancelled: IsCancelled) -> Iterator[Done]:
    if way.ray is None:
        return here.run(todo, job, asked, cancelled=cancelled)
    return on_ray.run(todo, job, asked, address=way.ray, workers=way.workers, cancelled=cancelled)


class _Counts:
    """Rows counted as their shards are done."""

    def __init__(self, rows: int, noted: dict[int, Done], todo: set[int]) -> None:
        before = [done for number, done in noted.items() if number not in todo]
        self._rows = rows
        self._done = sum(done.rows for done in before)
        self._failed = sum(done.failed for done in before)
        self._now = 0
        self._started = time.monotonic()

    def add(self, done: Done) -> None:
        self._done += done.rows
        self._failed += done.failed
        self._now += done.rows

    @property
    def progress(self) -> Progress:
        return Progress(self._rows, self._done, self._failed, self._now, time.monotonic() - self._started)
