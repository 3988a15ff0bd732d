"""What commands write: results to standard output or a file, messages and progress to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from chat import pipeline
from chat.errors import InputError
from chat.models.weights import store


def say(message: str) -> None:
    """Write a message to standard error."""
    print(message, file=sys.stderr, flush=True)


class Status:
    """A line about progress on standard error: rewritten in place on a terminal, one line a stage elsewhere."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._last = ""

    def show(self, stage: str, detail: str = "") -> None:
        """Show a stage and how far it is."""
        if self._live:
            print(f"\r\x1b[2K{stage} {detail}", end="", file=sys.stderr, flush=True)
        elif stage != self._last:
            say(stage)
        self._last = stage

    def end(self) -> None:
        """Leave the line to what comes next."""
        if self._live and self._last:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)

    def reading(self, progress: pipeline.Progress) -> None:
        """Show the progress of a reading."""
        if progress.stage != "done":
            self.show(progress.stage.capitalize(), f"{progress.done} of {progress.total}" if progress.total else "")

    def download(self, progress: store.Progress) -> None:
        """Show the progress of a download."""
        self.show(f"Fetching {progress.name} from {progress.source}", str(progress).partition(": ")[2])


@contextmanager
def output(path: Path | None) -> Iterator[IO[str]]:
    """Open standard output, or the file of that path; UTF-8 and LF on every system.

    Raises:
        InputError: the file cannot be written.
    """
    if path is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout
        return
    try:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            yield file
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}.", hint="Name another place with --out."
        ) from error


def save(data: bytes, path: Path) -> None:
    """Write a file whole or not at all.

    Raises:
        InputError: it cannot be written, or the disk is full; what was there before stays.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        try:
            part.write_bytes(data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}.", hint="Name another place with --out."
        ) from error
