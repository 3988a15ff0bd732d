"""What every source of weights shares: progress, cancelling, checksums. It knows no source.

Sources fetch into a partial file beside the target, which is kept when they fail or are stopped: the bytes of an
entry are the same from every source, so that any source can go on where another one stopped.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from chat.errors import Cancelled
from chat.models.weights.catalogue import File

REPORT_SECONDS = 0.1  # no more than ten reports a second: a reader sees no more, and a page redraws for each


@dataclass(frozen=True)
class Progress:
    """How far a download is.

    Args:
        name: the entry of the catalogue.
        source: where it comes from, in words for the reader.
        done: bytes that are there, including those of an earlier, interrupted download.
        total: bytes of all files.
        rate: bytes per second that came from this source so far; 0 where none did.
        seconds_left: at that rate; None where there is none yet.
    """

    name: str
    source: str
    done: int
    total: int
    rate: float
    seconds_left: float | None

    def __str__(self) -> str:
        """Say it in a line: what, from where, how much, how fast and how long still."""
        left = f", {self.seconds_left:.0f} s left" if self.seconds_left is not None else ""
        amount = f"{self.done / 1e6:,.0f} of {self.total / 1e6:,.0f} MB"
        return f"{self.name} from {self.source}: {amount}, {self.rate / 1e6:.1f} MB/s{left}"


OnProgress = Callable[[Progress], None]
Cancel = Callable[[], bool]


class Meter:
    """Counts the bytes of one download, reports them, and raises Cancelled where the reader stopped it."""

    def __init__(self, name: str, total: int, *, on_progress: OnProgress | None, cancel: Cancel | None) -> None:
        self._name = name
        self._total = total
        self._on_progress = on_progress
        self._cancel = cancel
        self._done: dict[str, int] = {}
        self.begin("")

    def begin(self, source: str, *, total: int | None = None) -> None:
        """Count from here on for another source; `total` corrects the bytes of all files."""
        self._source = source
        self._total = self._total if total is None else total
        self._began = time.monotonic()
        self._reported = 0.0
        self._not_fetched = sum(self._done.values())

    def check(self) -> None:
        """Raise Cancelled where the reader stopped the download."""
        if self._cancel is not None and self._cancel():
            raise Cancelled(
                f"The download of {self._name} was stopped.",
                hint="What has arrived is kept: the next download goes on from there.",
            )

    def found(self, path: str, done: int) -> None:
        """`done` bytes of that file are on the disk and need not be fetched."""
        self._not_fetched += done - self._done.get(path, 0)
        self._done[path] = done
        self._report()

    def fetched(self, path: str, done: int) -> None:
        """The file has grown to `done` bytes."""
        self._done[path] = done
        self._report()

    def finish(self) -> None:
        """Report the end, whenever the last report was."""
        self._reported = 0.0
        self._report()

    def _report(self) -> None:
        self.check()
        now = time.monotonic()
        if self._on_progress is None or now - self._reported < REPORT_SECONDS:
            return
        self._reported = now
        done = sum(self._done.values())
        rate = max(0, done - self._not_fetched) / max(now - self._began, 1e-6)
        left = (self._total - done) / rate if rate else None
        self._on_progress(Progress(self._name, self._source, done, self._total, rate, left))


class Fetcher(Protocol):
    """A source at work, as a context manager."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *exception: object) -> None: ...

    def fetch(self, file: File, partial: Path, meter: Meter) -> None:
        """Complete the partial file, going on from what it has. The caller checks the whole.

        Raises:
            DownloadFailed: this source does not give the file; the message is the reason alone.
            Cancelled: the reader stopped it.
            OSError: the disk.
        """
        ...


def size(path: Path) -> int:
    """Return the bytes of a file, 0 where there is none."""
    return path.stat().st_size if path.exists() else 0


def checksum(path: Path, *, like: str) -> str:
    """Return the checksum of a file, of the kind that `like` is: SHA-256, or git blob id (see catalogue.File).

    A gigabyte takes about a second where the processor has instructions for SHA-256, else about three.
    """
    with path.open("rb") as file:
        if len(like) == 64:
            return hashlib.file_digest(file, "sha256").hexdigest()
        blob = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
        return hashlib.file_digest(file, lambda: blob).hexdigest()
