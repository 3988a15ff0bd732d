"""What the commands on articles are given: an article or many, how to read it, the reader's terms."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from chat import pipeline
from chat.cli.terminal import Status, output, say
from chat.errors import InputError
from chat.intake import source
from chat.models import registry
from chat.schema import Reading
from chat.settings import Settings
from chat.translation import glossary


def add_input(parser: argparse.ArgumentParser) -> None:
    """Add what every command on articles takes."""
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="the article: .txt, .md, .html, .pdf or .docx, a web address, or - for standard input",
    )
    parser.add_argument("--jsonl", metavar="IN", type=Path, help="many articles, one JSON object a line")
    parser.add_argument("--out", metavar="PATH", type=Path, help="where the result goes; default: standard output")
    parser.add_argument("--language", metavar="CODE", help="the article's language, if it is not recognised: de, en, …")
    add_glossary(parser)


def add_glossary(parser: argparse.ArgumentParser) -> None:
    """Add the reader's terms."""
    parser.add_argument(
        "--glossary",
        metavar="CSV",
        type=Path,
        help="your terms, a line each: German, English; default: BELEGT_GLOSSARY",
    )


def terms(options: argparse.Namespace, settings: Settings) -> dict[str, str]:
    """Return the reader's terms: those of the command line, else those of the settings."""
    path = options.glossary or settings.glossary
    return glossary.from_file(path) if path else {}


def text(options: argparse.Namespace, settings: Settings) -> str:
    """Return the article that is named.

    Raises:
        ChatError: none is, or it cannot be read.
    """
    if options.file == "-":
        return source.from_bytes(sys.stdin.buffer.read(source.MAX_BYTES + 1), "standard input")
    if options.file is None:
        raise InputError("No article is named.", hint="Name a file, - for standard input, or --jsonl.")
    if options.file.lower().startswith(("http://", "https://")):
        return source.from_url(options.file, allowed=settings.fetch)
    return source.from_file(Path(options.file))


def reading(
    text: str,
    engines: registry.Engines,
    options: argparse.Namespace,
    settings: Settings,
) -> Reading:
    """Read an article, showing progress; only the `read` command has a length, and so a summary."""
    status = Status()
    try:
        return pipeline.read(
            text,
            engines,
            length=getattr(options, "length", None),
            code=options.language,
            max_characters=settings.max_characters,
            glossary=terms(options, settings),
            on_progress=status.reading,
        )
    finally:
        status.end()


def on_rows(
    options: argparse.Namespace, *, fields: Sequence[str], work: Callable[[dict[str, Any]], dict[str, Any]]
) -> int:
    """Write one line for each row; a row that cannot be read gets its error, and the exit code of the last one."""
    code = 0
    with output(options.out) as out:
        for row in _rows(options.jsonl, fields=fields):
            try:
                result = work(row)
            except InputError as error:
                code = error.exit_code
                result = {"error": {"message": error.message, "hint": error.hint}}
                say(f"Error: {row['id']}: {error}")
            print(json.dumps({"id": row["id"], **result}, ensure_ascii=False), file=out, flush=True)
    return code


def _rows(path: Path, *, fields: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON lines, each checked for its fields.

    Raises:
        InputError: the file cannot be read, or a line is not such an object.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _row(line, f"{path}, line {number}", fields)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path} cannot be read: {error}.", hint="It must be a file of JSON lines in UTF-8."
        ) from error


def _row(line: str, where: str, fields: Sequence[str]) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{where} is not JSON: {error}.", hint="Each line must be one JSON object.") from error
    if not isinstance(row, dict) or not all(field in row for field in fields):
        raise InputError(f"{where} lacks a field.", hint=f"Each line must be an object with {', '.join(fields)}.")
    return row
