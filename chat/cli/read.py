"""`read`: an article in English, with its summary."""

from __future__ import annotations

import argparse
import datetime
import sys
from typing import Any, get_args

from chat import pipeline
from chat.cli import given, target
from chat.errors import InputError
from chat.export import files
from chat.schema import Length, Reading
from chat.settings import Settings


def add(commands: Any) -> None:
    """Add the command."""
    read = commands.add_parser("read", help="translate and summarise an article")
    given.add_input(read)
    read.add_argument("--format", choices=list(files.FORMATS), default="md", help="default: md")
    read.add_argument(
        "--everything", action="store_true", help="claims and both languages too, not only the summary (docx, pdf, md)"
    )
    read.add_argument("--length", choices=get_args(Length), default="medium", help="of the summary; default: medium")
    read.set_defaults(run=_run)


def _run(options: argparse.Namespace, settings: Settings) -> int:
    given.check(options)
    terms = given.terms(options, settings)
    if options.jsonl:
        engines = given.engines(settings)
        return given.on_rows(
            options,
            fields=("id", "text"),
            work=lambda row: _row(given.reading(given.text_of(row), engines, options, settings, terms)),
        )
    if options.format in files.BINARY and options.out is None and sys.stdout.isatty():
        raise InputError(f"A {options.format} file is nothing for a terminal.", hint="Name a file with --out.")
    text = given.text(options, settings)
    reading = given.reading(text, given.engines(settings), options, settings, terms)
    scope: files.Scope = "everything" if options.everything else "summary"
    data = files.write(
        reading,
        ledger=pipeline.analysed(reading).ledger,
        format=options.format,
        date=datetime.date.today(),
        scope=scope,
    )
    if options.out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        target.save(data, options.out)
    return 0


def _row(reading: Reading) -> dict[str, Any]:
    fields = reading.model_dump(mode="json", include={"sentences", "summary", "claims"})
    return {"language": reading.language.code, **fields, "seconds": round(sum(reading.seconds.values()), 3)}
