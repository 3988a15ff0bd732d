"""`translate --lines`: sentences from standard input, one a line, in order."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chat.cli import given
from chat.cli.terminal import output, say, standard_input, timed
from chat.errors import ModelError
from chat.lang.characters import one_line
from chat.models import registry
from chat.models.base import Translator
from chat.settings import Settings
from chat.translation import checked

_log = logging.getLogger(__name__)

# Lines in flight at once: bounds memory, and gives output while more lines are read.
_LINES_AT_ONCE = 400


def add(commands: Any) -> None:
    """Add the command."""
    translate = commands.add_parser("translate", help="translate sentences from standard input")
    translate.add_argument("--lines", action="store_true", required=True, help="one sentence a line, in and out")
    translate.add_argument("--language", default="de", metavar="CODE", help="language of the lines; default: de")
    given.add_glossary(translate)
    translate.set_defaults(run=_run)


def _run(options: argparse.Namespace, settings: Settings) -> int:
    typed = standard_input().decode("utf-8", errors="replace").removesuffix("\n")
    if not typed:
        return 0
    lines = [one_line(line) for line in typed.split("\n")]
    terms = given.terms(options, settings)
    with timed("Opening the translator"):
        translator = registry.open_translator(settings)
    _log.info("Translator: %s. Lines: %d", translator.name, len(lines))
    failed = done = 0
    try:
        with timed("Translating"), output(None) as out:
            for english in translated_lines(lines, translator, source=options.language, terms=terms):
                failed += english is None
                print(lines[done] if english is None else english, file=out, flush=True)
                done += 1
    except ModelError:
        say(f"{done} of {len(lines)} lines were translated before the translator failed.")
        raise
    if failed:
        say(f"{failed} of {len(lines)} lines could not be translated and are given as they were.")
    return 0


def translated_lines(
    lines: Sequence[str], translator: Translator, *, source: str, terms: Mapping[str, str]
) -> Iterator[str | None]:
    """Yield the English of each line in order, None where there is none."""
    for start in range(0, len(lines), _LINES_AT_ONCE):
        waiting: dict[int, str | None] = {}
        following = 0
        part = lines[start : start + _LINES_AT_ONCE]
        for index, translated in checked.translate(part, translator, source=source, glossary=terms):
            waiting[index] = translated.english
            while following in waiting:
                yield waiting.pop(following)
                following += 1
