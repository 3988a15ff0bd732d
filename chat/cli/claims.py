"""`claims`: who claims what in an article."""

from __future__ import annotations

import argparse
import json
import logging
from typing import Any

from chat import pipeline
from chat.article.language import DIALECTS, name
from chat.attribution import engine
from chat.cli import given
from chat.cli.terminal import output, say, timed
from chat.export import files, rows
from chat.schema import Claim, Ledger
from chat.settings import Settings

_log = logging.getLogger(__name__)


def add(commands: Any) -> None:
    """Add the command."""
    claims = commands.add_parser("claims", help="list who claimed what in an article")
    given.add_input(claims)
    claims.add_argument("--format", choices=["json", "table"], default="table", help="default: table")
    claims.add_argument(
        "--no-translate", action="store_true", help="without a model: only the German, or the English, as it stands"
    )
    claims.set_defaults(run=_run)


def _run(options: argparse.Namespace, settings: Settings) -> int:
    given.check(options)
    terms = given.terms(options, settings)
    text = None if options.jsonl else given.text(options, settings)
    engines = None if options.no_translate else given.engines(settings)
    if engines is None:
        _say_what_is_found(options.language)

    def of_text(text: str) -> tuple[tuple[Claim, ...], Ledger]:
        with timed("Finding the claims"):
            claims, ledger = pipeline.claims(
                text, engines, code=options.language, max_characters=settings.max_characters, glossary=terms
            )
        _log.info("Claims: %d, by %d speakers", len(claims), len(ledger.entries))
        return claims, ledger

    if text is None:
        return given.on_rows(
            options, fields=("id", "text"), work=lambda row: rows.of_claims(*of_text(given.text_of(row)))
        )
    claims, ledger = of_text(text)
    with output(options.out) as out:
        if options.format == "json":
            print(json.dumps(rows.of_claims(claims, ledger), ensure_ascii=False, indent=2), file=out)
        else:
            out.write(files.ledger_table(claims, ledger))
    return 0


def _say_what_is_found(code: str | None) -> None:
    """Say that nothing is found without a translation in a language that the reader names and that has no grammar."""
    if code and code not in (*engine.LANGUAGES, *DIALECTS):
        say(f"Who claims what in {name(code)} is found in the translation: with --no-translate there are no claims.")
