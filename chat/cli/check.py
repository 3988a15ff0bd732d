"""`check`: what to doubt in a translation made elsewhere. No model is loaded."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chat.cli import given, target
from chat.cli.terminal import output, say
from chat.errors import InputError
from chat.lang.characters import one_line
from chat.lang.de.text import GermanText
from chat.lang.en.text import EnglishText
from chat.schema import Doubt
from chat.settings import Settings
from chat.translation.checks import Pair, doubts_of, labels
from chat.translation.remarks import KIND, remarks

NO_ENGLISH = Doubt(kind="lost_text", message="There is no English.")
_FIELDS = ("id", "german", "english")


def add(commands: Any) -> None:
    """Add the command."""
    check = commands.add_parser("check", help="say what to doubt in a translation made elsewhere")
    check.add_argument("german", nargs="?", metavar="GERMAN", type=Path, help="sentences, one a line")
    check.add_argument("english", nargs="?", metavar="ENGLISH", type=Path, help="their English, on the same lines")
    check.add_argument(
        "--jsonl", metavar="IN", type=Path, help='rows with "id", "german" and "english", one JSON object a line'
    )
    check.add_argument("--out", metavar="PATH", type=Path, help="where the result goes; default: standard output")
    check.add_argument(
        "--all", action="store_true", help="of files too, words that the English has by none of their usual equivalents"
    )
    given.add_glossary(check)
    check.set_defaults(run=_run)


def _run(options: argparse.Namespace, settings: Settings) -> int:
    options.file = None
    given.check(options)
    terms = given.terms(options, settings)
    if options.jsonl:
        return given.on_rows(options, fields=_FIELDS, work=lambda row: _row(row, terms))
    if not (options.german and options.english):
        raise InputError("No translation is named.", hint="Name a file with German and one with English, or --jsonl.")
    return _files(options, terms)


def _row(row: Mapping[str, Any], terms: Mapping[str, str]) -> dict[str, Any]:
    """Return the doubts of a row.

    Raises:
        InputError: a field is no text.
    """
    for field in _FIELDS[1:]:
        if not isinstance(row[field], str):
            raise InputError(f"The row's {field} is no text.", hint=f'Its "{field}" must be a string of JSON.')
    found = _doubts(row["german"], row["english"], terms, all_words=True)
    return {"doubts": [_shown(doubt) for doubt in found]}


def _files(options: argparse.Namespace, terms: Mapping[str, str]) -> int:
    """Write what to doubt of each line of two files.

    Raises:
        InputError: they cannot be read, or have not the same number of lines.
    """
    if options.out:
        target.check(options.out, inputs=[options.german, options.english])
    german, english = _lines(options.german), _lines(options.english)
    if len(german) != len(english):
        raise InputError(
            f"{options.german} has {len(german)} lines, {options.english} has {len(english)}.",
            hint="The English of a line must stand on the same line.",
        )
    found = 0
    with output(options.out) as out:
        for number, pair in enumerate(zip(german, english, strict=True), start=1):
            for doubt in _doubts(*pair, terms, all_words=options.all):
                found += 1
                print(f"{number}: {_label(doubt)}: {one_line(doubt.message)}", file=out)
    say(f"{found} doubt{'s' * (found != 1)} in {len(german)} lines.")
    return 0


def _lines(path: Path) -> list[str]:
    """Return the lines of a file.

    Raises:
        InputError: it cannot be read, or is no text in UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig").removesuffix("\n").split("\n")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", hint="Check its path.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is no text in UTF-8.", hint="Save it as text in UTF-8, a sentence a line.") from error


def _doubts(german: str, english: str, terms: Mapping[str, str], *, all_words: bool) -> tuple[Doubt, ...]:
    """Return what to doubt in a translation, with `all_words` also which words are rendered freely."""
    given, translation = one_line(german), one_line(english)
    if given and not translation:
        return (NO_ENGLISH,)
    pair = Pair(GermanText(given), EnglishText(translation), terms)
    found = doubts_of(pair)
    return (*found, *(remarks(pair, besides=found) if all_words else ()))


def _label(doubt: Doubt) -> str:
    return "A word said freely" if doubt.kind == KIND else labels()[doubt.kind]


def _shown(doubt: Doubt) -> dict[str, str]:
    return {"kind": doubt.kind, "german": doubt.german, "english": doubt.english, "message": doubt.message}
