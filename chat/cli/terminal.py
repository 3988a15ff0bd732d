"""What commands write: results to standard output or a file, messages and progress to standard error."""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from chat import errors, pipeline
from chat.cli import target
from chat.errors import InputError
from chat.lang.characters import readable
from chat.models.weights import store

_log = logging.getLogger(__name__)


def add_verbose(parser: argparse.ArgumentParser, *, default: object = argparse.SUPPRESS) -> None:
    """Add --verbose; a command's own has no default, so that it does not undo the one before it."""
    parser.add_argument(
        "--verbose",
        action="store_true",
        default=default,
        help="say on standard error what is done, and how long it takes",
    )


def program() -> str:
    """Return how the program was called."""
    return errors.PROGRAM if Path(sys.argv[0]).name == "__main__.py" else "belegt"


def as_called(message: str) -> str:
    """Return a message that names the program as it was called."""
    return errors.as_called(message, program())


def say(message: str) -> None:
    """Write a message to standard error; where it says how to call the program, as it was called now.

    It may name a file or quote an article: what a terminal obeys is left out.
    """
    print(readable(as_called(message)).text, file=sys.stderr, flush=True)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Log what is done with its seconds, once it is."""
    started = time.perf_counter()
    yield
    _log.info("%s: %.1f s", what, time.perf_counter() - started)


class Status:
    """A line about progress on standard error: rewritten in place on a terminal, one line a stage elsewhere.

    Where it is logged what is done, it is a line a stage on a terminal too, and then the stage's seconds.
    """

    def __init__(self) -> None:
        self._live = sys.stderr.isatty() and not _log.isEnabledFor(logging.INFO)
        self._last = ""
        self._since = time.perf_counter()

    @property
    def is_live(self) -> bool:
        """Whether there is a terminal whose line is rewritten."""
        return self._live

    def show(self, stage: str, detail: str = "") -> None:
        """Show a stage and how far it is."""
        if self._live:
            print(f"\r\x1b[2K{stage} {detail}", end="", file=sys.stderr, flush=True)
        elif stage != self._last:
            self._log_last()
            say(stage)
        self._last = stage

    def end(self) -> None:
        """Leave the line to what comes next."""
        if self._live and self._last:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)
        self._log_last()

    def _log_last(self) -> None:
        """Log the seconds of the stage that ends now."""
        now = time.perf_counter()
        if self._last:
            _log.info("%s: %.1f s", self._last, now - self._since)
        self._since = now
        self._last = ""

    def reading(self, progress: pipeline.Progress) -> None:
        """Show the progress of a reading."""
        if progress.stage != "done":
            self.show(progress.stage.capitalize(), f"{progress.done} of {progress.total}" if progress.total else "")

    def download(self, progress: store.Progress) -> None:
        """Show the progress of a download."""
        self.show(f"Fetching {progress.name} from {progress.source}", str(progress).partition(": ")[2])


def standard_input(most: int = -1) -> bytes:
    """Return what comes on standard input, at most so many bytes.

    Raises:
        InputError: it is closed.
    """
    if sys.stdin is None:
        raise InputError("Standard input is closed.", hint="Name a file, or put the text on standard input.")
    return sys.stdin.buffer.read(most)


@contextmanager
def output(path: Path | None) -> Iterator[IO[str]]:
    """Open standard output, or the file of that path (see `target.written`); UTF-8 and LF on every system.

    Raises:
        InputError: the file cannot be written.
    """
    if path is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout
        return
    with target.written(path, on_left=lambda part: say(f"{path} is as it was. What was written is in {part}.")) as file:
        yield file
