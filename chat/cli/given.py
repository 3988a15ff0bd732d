"""What the commands on articles are given: an article or many, how to read it, the reader's terms."""

from __future__ import annotations

import argparse
import json
import logging
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from chat import pipeline
from chat.article import language
from chat.cli import target
from chat.cli.terminal import Status, as_called, output, say, standard_input, timed
from chat.errors import InputError
from chat.export import rows
from chat.intake import source
from chat.models import registry
from chat.schema import Reading
from chat.settings import Settings
from chat.translation import glossary

# Of a LanguageError.
LANGUAGES = (
    "For German: --language de. For English, read without translation: --language en. Any other: its code of ISO 639."
)

_log = logging.getLogger(__name__)


def add_input(parser: argparse.ArgumentParser) -> None:
    """Add what every command on articles takes."""
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="the article: .txt, .md, .html, .pdf, .docx or .eml, a web address, or - for standard input",
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


def check(options: argparse.Namespace) -> None:
    """Look whether what is named is there, and the result has a place, before anything starts that takes time.

    Raises:
        InputError: there is no such file, or the result cannot be written.
    """
    named = (options.jsonl, options.file, options.glossary)
    if options.out:
        target.check(options.out, inputs=[Path(path) for path in named if path])
    if options.jsonl and not options.jsonl.exists():
        raise _no_rows(options.jsonl, "there is no such file")


def terms(options: argparse.Namespace, settings: Settings) -> dict[str, str]:
    """Return the reader's terms: those of the command line, else those of the settings.

    To be called once a command: what comes through a pipe can be read once.
    """
    path = options.glossary or settings.glossary
    return glossary.from_file(path) if path else {}


def text(options: argparse.Namespace, settings: Settings) -> str:
    """Return the article that is named.

    Raises:
        ChatError: none is, or it cannot be read.
    """
    if options.file is None:
        raise InputError("No article is named.", hint="Name a file, - for standard input, or --jsonl.")
    with timed(f"Getting the text of {options.file}"):
        article = _text(options.file, settings)
    _log.info("The text has %d characters", len(article))
    return article


def _text(name: str, settings: Settings) -> str:
    if name == "-":
        return source.from_bytes(standard_input(source.MAX_BYTES + 1), "standard input")
    if name.lower().startswith(("http://", "https://")):
        return source.from_url(name, allowed=settings.fetch)
    if os.path.isdir(name):  # `source` names a file by its last part, which “.” has none of
        raise InputError(f"{name} cannot be read: it is a folder.", hint="Name a file in it.")
    return source.from_file(Path(name))


def engines(settings: Settings) -> registry.Engines:
    """Return the engines that the settings ask for, loaded, and log which they are, and why."""
    with timed("Opening the engines"):
        opened = registry.open_engines(settings)
    by_meaning = opened.embedder.name if opened.embedder else "nothing"
    _log.info(
        "Chat model: %s. Translator: %s. What finds sentences by meaning: %s. %s",
        opened.model.name, opened.translator.name, by_meaning, as_called(registry.choose(settings).why),
    )  # fmt: skip
    return opened


def opening(settings: Settings) -> Callable[[], registry.Engines]:
    """Begin to open the engines, and return what waits until they are open: meanwhile code says what is known.

    What is returned raises what `engines` does.
    """
    opened: Future[registry.Engines] = Future()

    def work() -> None:
        try:
            opened.set_result(engines(settings))
        except BaseException as error:  # for who waits
            opened.set_exception(error)

    threading.Thread(target=work, name="belegt-open").start()  # waited for at the end: half a model cannot be left
    return opened.result


def _say_how_well(known: Reading, options: argparse.Namespace, settings: Settings) -> None:
    """Say which language an article is read in, unless it is German, and how well that goes."""
    if known.language.code != language.GERMAN:
        found = registry.readability(known.language, settings, named=bool(options.language))
        say(" ".join(filter(None, (f"{found.told}.", found.advice))))


def reading(
    text: str,
    engines: Callable[[], registry.Engines],
    options: argparse.Namespace,
    settings: Settings,
    terms: Mapping[str, str],
    *,
    on_progress: pipeline.OnProgress | None = None,
) -> Reading:
    """Read an article, showing progress; only the `read` command has a length, and so a summary.

    Args:
        engines: gives them once the article is known.
        on_progress: told of the progress as well.
    """
    status = Status()

    def report(progress: pipeline.Progress) -> None:
        status.reading(progress)
        if on_progress:
            on_progress(progress)

    how: pipeline.How = {
        "code": options.language,
        "max_characters": settings.max_characters,
        "glossary": terms,
        "on_progress": report,
    }
    try:
        known = pipeline.known(text, **how)
        _say_how_well(known, options, settings)
        pipeline.load()  # while the engines are being opened
        read = pipeline.go_on(known, engines(), length=getattr(options, "length", None), **how)
    finally:
        status.end()
    _log_reading(read)
    return read


def _log_reading(reading: Reading) -> None:
    """Log what came of a reading, in numbers; never what the article says."""
    content = reading.content
    doubtful = sum(bool(sentence.warnings) for sentence in content)
    _log.info("Language: %s, %.0f %% sure", reading.language.code, 100 * reading.language.confidence)
    _log.info("Sentences: %d, and %d left out", len(content), len(reading.sentences) - len(content))
    _log.info("Translated: %d, %d of them doubtful", sum(s.english is not None for s in content), doubtful)
    _log.info("Claims: %d. Sentences of the summary: %d", len(reading.claims), len(reading.summary.sentences))


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
            print(rows.line({"id": row["id"], **result}), file=out, flush=True)
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
        raise _no_rows(path, str(error)) from error


def _no_rows(path: Path, reason: str) -> InputError:
    return InputError(f"{path} cannot be read: {reason}.", hint="It must be a file of JSON lines in UTF-8.")


def text_of(row: dict[str, Any]) -> str:
    """Return the article of a row.

    Raises:
        InputError: its text is none, or there is nothing in it.
    """
    if not isinstance(row["text"], str):
        raise InputError("The row's text is none.", hint='Its "text" must be a string of JSON.')
    return source.from_text(row["text"])


def _row(line: str, where: str, fields: Sequence[str]) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{where} is not JSON: {error}.", hint="Each line must be one JSON object.") from error
    if not isinstance(row, dict) or not all(field in row for field in fields):
        raise InputError(f"{where} lacks a field.", hint=f"Each line must be an object with {', '.join(fields)}.")
    return row
