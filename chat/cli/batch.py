"""`batch`: many articles into a folder of rows, each once; stopped anywhere, the same command goes on."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any, get_args

from chat.batch import run as batch
from chat.batch.work import Asked
from chat.cli import given
from chat.cli.terminal import Status, say
from chat.errors import Cancelled, InputError
from chat.schema import Length
from chat.settings import Settings

_LOCAL = "local"
_SAID = 10.0  # seconds between two lines of progress where there is no terminal


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "batch", help="read many articles: a file of rows, a folder or a feed, into a folder of rows"
    )
    command.add_argument(
        "input", metavar="IN", type=Path, help="JSON lines, Parquet, a folder, or a feed with articles"
    )
    command.add_argument(
        "out", metavar="OUT", type=Path, help="the folder of the output; where it is begun, it goes on"
    )
    command.add_argument("--no-translate", action="store_true", help="only who claims what; no model is loaded")
    command.add_argument(
        "--ray",
        nargs="?",
        const=_LOCAL,
        metavar="ADDRESS",
        help="on Ray: on this machine, or the cluster at an address",
    )
    command.add_argument("--workers", type=_count, default=0, metavar="N", help="of Ray; default: one a processor core")
    command.add_argument("--format", choices=("jsonl", "parquet"), default="jsonl", help="of the rows; default: jsonl")
    command.add_argument("--length", choices=get_args(Length), default="medium", help="of the summary; default: medium")
    command.add_argument("--language", metavar="CODE", help="of all articles, if it is not to be recognised: de, en, …")
    command.add_argument("--again", action="store_true", help="begin anew: what is in OUT is lost")
    command.add_argument("--retry-failed", action="store_true", help="try rows that failed once more")
    given.add_glossary(command)
    command.set_defaults(run=_run)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 10_000:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of workers: 1 to 10,000")
    return int(text)


def _run(options: argparse.Namespace, settings: Settings) -> int:
    if options.workers and options.ray is None:
        raise InputError("Without --ray there is one worker.", hint="Name --ray too, or leave --workers out.")
    asked = Asked(
        task="claims" if options.no_translate else "read",
        settings=settings,
        language=options.language,
        length=options.length,
        glossary=given.terms(options, settings),
    )
    way = batch.Way(
        format=options.format,
        ray=options.ray,
        workers=options.workers,
        again=options.again,
        retry_failed=options.retry_failed,
    )
    shown = _Shown()
    try:
        ended = batch.run(options.input, options.out, asked, way, on_progress=shown.show)
    except (KeyboardInterrupt, Cancelled):
        shown.end()
        say("Stopped. The same command goes on where it was.")
        raise
    shown.end()
    _say_end(ended, options.out)
    return 0


def _say_end(ended: batch.Progress, out: Path) -> None:
    failed = f" {ended.failed:,} of them failed: the rows say why." if ended.failed else ""
    rate = f" {ended.now:,} now, {ended.rate:.1f} a second." if ended.now else " All were there before."
    say(f"{ended.done:,} rows in {out}.{failed}{rate}")


class _Shown:
    """The progress of a batch on standard error: a line that is rewritten, or one every few seconds."""

    def __init__(self) -> None:
        self._status = Status()
        self._said = -_SAID

    def show(self, progress: batch.Progress) -> None:
        """Show how far it is."""
        told = f"{progress.done:,} of {progress.rows:,} rows"
        if progress.failed:
            told += f", {progress.failed:,} failed"
        if progress.left is not None:
            told += f", {progress.rate:.1f} a second, {_in_words(progress.left)} left"
        if self._status.is_live:
            self._status.show("Batch:", told)
        elif time.monotonic() - self._said >= _SAID or progress.done == progress.rows:
            say(told)
            self._said = time.monotonic()

    def end(self) -> None:
        """Leave the line to what comes next."""
        self._status.end()


def _in_words(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"
