"""`verify`: does an article say what somebody quotes from it?"""

from __future__ import annotations

import argparse
from typing import Any

from chat import pipeline
from chat.answers.quote_check import CheckedQuote
from chat.cli import given
from chat.cli.terminal import output
from chat.errors import InputError
from chat.lang.characters import one_line
from chat.schema import Reading
from chat.settings import Settings


def add(commands: Any) -> None:
    """Add the command."""
    verify = commands.add_parser("verify", help="check quotations from an article: verbatim, same sense, changed, …")
    given.add_input(verify)
    verify.add_argument("quotes", nargs="*", metavar="QUOTE", help="in English or German, with or without who says it")
    verify.add_argument(
        "--format", choices=["text", "json"], default="text", help="json: one quotation a line; default: text"
    )
    verify.add_argument("--no-translate", action="store_true", help="German quotations only: no model is loaded")
    verify.set_defaults(run=_run)


def _run(options: argparse.Namespace, settings: Settings) -> int:
    given.check(options)
    terms = given.terms(options, settings)
    if options.jsonl:
        return given.on_rows(
            options,
            fields=("id", "text", "quotes"),
            work=lambda row: {"quotes": _rows(row, options, settings, terms)},
        )
    if not options.quotes:
        raise InputError("There is no quotation.", hint="Put it after the file, between quotation marks.")
    text = given.text(options, settings)
    reading = _read(text, options, settings, terms)
    with output(options.out) as out:
        for quote in options.quotes:
            print(_formatted(pipeline.verify(reading, quote), options.format), file=out, flush=True)
    return 0


def _read(text: str, options: argparse.Namespace, settings: Settings, terms: dict[str, str]) -> Reading:
    if options.no_translate:
        return pipeline.known(text, code=options.language, max_characters=settings.max_characters, glossary=terms)
    return given.reading(text, given.opening(settings), options, settings, terms)


def _rows(
    row: dict[str, Any], options: argparse.Namespace, settings: Settings, terms: dict[str, str]
) -> list[dict[str, Any]]:
    quotes = row["quotes"]
    if not isinstance(quotes, list) or not all(isinstance(quote, str) for quote in quotes):
        raise InputError("The row's quotes are none.", hint="They must be a list of strings.")
    reading = _read(given.text_of(row), options, settings, terms)
    return [pipeline.verify(reading, quote).model_dump(mode="json") for quote in quotes]


def _formatted(checked: CheckedQuote, form: str) -> str:
    if form == "json":
        return checked.model_dump_json()
    lines = [one_line(checked.quote), f"  {checked.verdict}", *(f"  {reason}" for reason in checked.reasons)]
    for citation in checked.citations:
        lines += [f"  [{citation.sentence}] {one_line(citation.german)}", f"      {one_line(citation.english or '')}"]
    return "\n".join(lines) + "\n"
