"""`read`: an article in English, with its summary."""

from __future__ import annotations

import argparse
import datetime
import sys
import time
from collections.abc import Mapping
from typing import IO, Any, get_args

from chat import pipeline
from chat.cli import given, target
from chat.cli.terminal import output
from chat.errors import InputError
from chat.export import files, rows
from chat.localization import ENGLISH
from chat.localization.tongues import tongues
from chat.schema import Length, Reading
from chat.settings import Settings

_SECONDS = 0.3  # between two lines of one layer


def add(commands: Any) -> None:
    """Add the command."""
    read = commands.add_parser("read", help="translate and summarise an article")
    given.add_input(read)
    read.add_argument("--format", choices=list(files.FORMATS), default="md", help="default: md")
    read.add_argument(
        "--everything", action="store_true", help="claims and both languages too, not only the summary (docx, pdf, md)"
    )
    read.add_argument("--tongue", choices=tongues(), default=ENGLISH, help="of headings and labels; default: en")
    read.add_argument("--length", choices=get_args(Length), default="medium", help="of the summary; default: medium")
    read.add_argument(
        "--follow",
        action="store_true",
        help="a line of JSON for each step, all that is there by then; the last is whole",
    )
    read.set_defaults(run=_run)


def _run(options: argparse.Namespace, settings: Settings) -> int:
    given.check(options)
    if options.follow and (options.jsonl or options.format != "json"):
        raise InputError("Only the JSON of one article can be followed.", hint="Name a file, with --format json.")
    terms = given.terms(options, settings)
    if options.jsonl:
        engines = given.engines(settings)
        return given.on_rows(
            options,
            fields=("id", "text"),
            work=lambda row: rows.of_reading(
                given.reading(given.text_of(row), lambda: engines, options, settings, terms)
            ),
        )
    if options.follow:
        return _follow(options, settings, terms)
    if options.format in files.BINARY and options.out is None and sys.stdout.isatty():
        raise InputError(f"A {options.format} file is nothing for a terminal.", hint="Name a file with --out.")
    text = given.text(options, settings)
    reading = given.reading(text, given.opening(settings), options, settings, terms)
    scope: files.Scope = "everything" if options.everything else "summary"
    data = files.write(
        reading,
        ledger=pipeline.analysed(reading).ledger,
        format=options.format,
        date=datetime.date.today(),
        scope=scope,
        tongue=options.tongue,
    )
    if options.out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        target.save(data, options.out)
    return 0


def _follow(options: argparse.Namespace, settings: Settings, terms: Mapping[str, str]) -> int:
    """Write all there is of an article again and again, while it is being read."""
    text = given.text(options, settings)
    with output(options.out) as out:
        shown = _Shown(out)
        shown.show(given.reading(text, given.opening(settings), options, settings, terms, on_progress=shown.progress))
    return 0


class _Shown:
    """What was shown of a reading: a line where a layer is reached, and else one in a while where something is new."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out
        self._last: Reading | None = None
        self._at = 0.0

    def progress(self, progress: pipeline.Progress) -> None:
        """Show what there is by now, if that is new; what is whole is left to `show`."""
        reading = progress.reading
        if reading is None or reading is self._last or reading.is_whole:
            return
        reaches = self._last is None or reading.layer != self._last.layer
        if reaches or progress.stage == "attributing" or time.monotonic() - self._at >= _SECONDS:
            self.show(reading)

    def show(self, reading: Reading) -> None:
        """Show a reading."""
        self._last, self._at = reading, time.monotonic()
        print(reading.model_dump_json(), file=self._out, flush=True)
