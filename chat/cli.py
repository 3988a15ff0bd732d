"""The command line: results on standard output, progress on standard error.

Exit codes: 0 done, 2 bad usage or input, 3 model unavailable, 130 interrupted; 1 is a fault of Belegt itself.
"""

from __future__ import annotations

import argparse
import datetime
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, get_args

from chat import __version__, export, glossary, pipeline, source, translation
from chat.characters import one_line
from chat.errors import ChatError, DownloadFailed, InputError, LanguageError, ModelError
from chat.models import registry, weights
from chat.models.base import Translator
from chat.models.memory import memory_on_disk
from chat.schema import Answer, Claim, Ledger, Length, Reading
from chat.settings import Settings

# Lines of `translate --lines` in flight at once: bounds memory, and gives output while more lines are read.
_LINES_AT_ONCE = 400


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO if options.verbose else logging.WARNING, format="%(levelname)s: %(message)s")
    try:
        code: int = options.run(options, Settings())
        sys.stdout.flush()
        return code
    except ChatError as error:
        _say(f"Error: {error.message}")
        if error.hint:
            _say(error.hint)
        if isinstance(error, LanguageError):
            _say("For German: --language de. For English, read without translation: --language en.")
        return error.exit_code
    except KeyboardInterrupt:
        _say("Interrupted.")
        return 130
    except BrokenPipeError:  # the reader of our output, such as head, has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m chat", description="Read German news articles in English.")
    parser.add_argument("--version", action="version", version=f"Belegt {__version__}")
    parser.add_argument("--verbose", action="store_true", help="more messages on standard error")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_read(commands)
    _add_translate(commands)
    _add_claims(commands)
    _add_ask(commands)
    _add_models(commands)
    _add_memory(commands)
    return parser


def _add_read(commands: Any) -> None:
    read = commands.add_parser("read", help="translate and summarise an article")
    _add_input(read)
    read.add_argument("--format", choices=list(export.FORMATS), default="md", help="default: md")
    read.add_argument(
        "--everything", action="store_true", help="claims and both languages too, not only the summary (docx, pdf, md)"
    )
    read.add_argument("--length", choices=get_args(Length), default="medium", help="of the summary; default: medium")
    read.set_defaults(run=_read)


def _add_translate(commands: Any) -> None:
    translate = commands.add_parser("translate", help="translate sentences from standard input")
    translate.add_argument("--lines", action="store_true", required=True, help="one sentence a line, in and out")
    translate.add_argument("--language", default="de", metavar="CODE", help="language of the lines; default: de")
    _add_glossary(translate)
    translate.set_defaults(run=_translate)


def _add_claims(commands: Any) -> None:
    claims = commands.add_parser("claims", help="list who claimed what in an article")
    _add_input(claims)
    claims.add_argument("--format", choices=["json", "table"], default="table", help="default: table")
    claims.add_argument("--no-translate", action="store_true", help="the German only: no model is loaded")
    claims.set_defaults(run=_claims)


def _add_ask(commands: Any) -> None:
    ask = commands.add_parser("ask", help="answer questions about an article")
    _add_input(ask)
    ask.add_argument(
        "questions", nargs="*", metavar="QUESTION", help="in English; later ones may refer to earlier ones"
    )
    ask.add_argument(
        "--format", choices=["text", "json"], default="text", help="json: one answer a line; default: text"
    )
    ask.set_defaults(run=_ask)


def _add_models(commands: Any) -> None:
    models = commands.add_parser("models", help="the models' weights on this machine")
    models.add_argument("action", choices=["list", "pull", "verify"])
    models.add_argument("name", nargs="?", metavar="NAME", help="default: what the settings use")
    models.set_defaults(run=_models)


def _add_memory(commands: Any) -> None:
    memory = commands.add_parser("memory", help="what the engines have replied before, kept not to be made twice")
    memory.add_argument("action", choices=["show", "clear"])
    memory.set_defaults(run=_memory)


def _add_input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="the article: .txt, .md, .html, .pdf or .docx, a web address, or - for standard input",
    )
    parser.add_argument("--jsonl", metavar="IN", type=Path, help="many articles, one JSON object a line")
    parser.add_argument("--out", metavar="PATH", type=Path, help="where the result goes; default: standard output")
    parser.add_argument("--language", metavar="CODE", help="the article's language, if it is not recognised: de, en, …")
    _add_glossary(parser)


def _add_glossary(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--glossary",
        metavar="CSV",
        type=Path,
        help="your terms, a line each: German, English; default: BELEGT_GLOSSARY",
    )


def _glossary(options: argparse.Namespace, settings: Settings) -> dict[str, str]:
    path = options.glossary or settings.glossary
    return glossary.from_file(path) if path else {}


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


class _Status:
    """A line about progress on standard error: rewritten in place on a terminal, one line a stage elsewhere."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._last = ""

    def show(self, stage: str, detail: str = "") -> None:
        """Show a stage and how far it is."""
        if self._live:
            print(f"\r\x1b[2K{stage} {detail}", end="", file=sys.stderr, flush=True)
        elif stage != self._last:
            _say(stage)
        self._last = stage

    def end(self) -> None:
        """Leave the line to what comes next."""
        if self._live and self._last:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)

    def reading(self, progress: pipeline.Progress) -> None:
        """Show the progress of a reading."""
        if progress.stage != "done":
            self.show(progress.stage.capitalize(), f"{progress.done} of {progress.total}" if progress.total else "")

    def download(self, progress: weights.Progress) -> None:
        """Show the progress of a download."""
        self.show(f"Fetching {progress.name} from {progress.source}", str(progress).partition(": ")[2])


@contextmanager
def _output(path: Path | None) -> Iterator[IO[str]]:
    """Open standard output, or the file of that path; UTF-8 and LF on every system.

    Raises:
        InputError: the file cannot be written.
    """
    if path is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout
        return
    try:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            yield file
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}.", hint="Name another place with --out."
        ) from error


def _given_text(options: argparse.Namespace, settings: Settings) -> str:
    if options.file == "-":
        return source.from_bytes(sys.stdin.buffer.read(source.MAX_BYTES + 1), "standard input")
    if options.file is None:
        raise InputError("No article is named.", hint="Name a file, - for standard input, or --jsonl.")
    if options.file.lower().startswith(("http://", "https://")):
        return source.from_url(options.file, allowed=settings.fetch)
    return source.from_file(Path(options.file))


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


def _on_rows(
    options: argparse.Namespace, *, fields: Sequence[str], work: Callable[[dict[str, Any]], dict[str, Any]]
) -> int:
    """Write one line for each row; a row that cannot be read gets its error, and the exit code of the last one."""
    code = 0
    with _output(options.out) as out:
        for row in _rows(options.jsonl, fields=fields):
            try:
                result = work(row)
            except InputError as error:
                code = error.exit_code
                result = {"error": {"message": error.message, "hint": error.hint}}
                _say(f"Error: {row['id']}: {error}")
            print(json.dumps({"id": row["id"], **result}, ensure_ascii=False), file=out, flush=True)
    return code


def _read(options: argparse.Namespace, settings: Settings) -> int:
    if options.jsonl:
        engines = registry.open_engines(settings)
        return _on_rows(
            options,
            fields=("id", "text"),
            work=lambda row: _reading_row(_reading(source.from_text(str(row["text"])), engines, options, settings)),
        )
    if options.format in export.BINARY and options.out is None and sys.stdout.isatty():
        raise InputError(f"A {options.format} file is nothing for a terminal.", hint="Name a file with --out.")
    text = _given_text(options, settings)
    reading = _reading(text, registry.open_engines(settings), options, settings)
    scope: export.Scope = "everything" if options.everything else "summary"
    data = export.write(reading, format=options.format, date=datetime.date.today(), scope=scope)
    if options.out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        _save(data, options.out)
    return 0


def _save(data: bytes, path: Path) -> None:
    """Write a file whole or not at all.

    Raises:
        InputError: it cannot be written, or the disk is full; what was there before stays.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        try:
            part.write_bytes(data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}.", hint="Name another place with --out."
        ) from error


def _reading(
    text: str,
    engines: registry.Engines,
    options: argparse.Namespace,
    settings: Settings,
) -> Reading:
    """Read an article, showing progress; only the `read` command has a length, and so a summary."""
    status = _Status()
    try:
        return pipeline.read(
            text,
            engines,
            length=getattr(options, "length", None),
            code=options.language,
            max_characters=settings.max_characters,
            glossary=_glossary(options, settings),
            on_progress=status.reading,
        )
    finally:
        status.end()


def _reading_row(reading: Reading) -> dict[str, Any]:
    fields = reading.model_dump(mode="json", include={"sentences", "summary", "claims"})
    return {"language": reading.language.code, **fields, "seconds": round(sum(reading.seconds.values()), 3)}


def _translate(options: argparse.Namespace, settings: Settings) -> int:
    given = sys.stdin.buffer.read().decode("utf-8", errors="replace").removesuffix("\n")
    if not given:
        return 0
    lines = [one_line(line) for line in given.split("\n")]
    terms = _glossary(options, settings)
    translator = registry.open_translator(settings)
    failed = done = 0
    try:
        with _output(None) as out:
            for english in _translated_lines(lines, translator, source=options.language, terms=terms):
                failed += english is None
                print(lines[done] if english is None else english, file=out, flush=True)
                done += 1
    except ModelError:
        _say(f"{done} of {len(lines)} lines were translated before the translator failed.")
        raise
    if failed:
        _say(f"{failed} of {len(lines)} lines could not be translated and are given as they were.")
    return 0


def _translated_lines(
    lines: Sequence[str], translator: Translator, *, source: str, terms: Mapping[str, str]
) -> Iterator[str | None]:
    """Yield the English of each line in order, None where there is none."""
    for start in range(0, len(lines), _LINES_AT_ONCE):
        waiting: dict[int, str | None] = {}
        following = 0
        part = lines[start : start + _LINES_AT_ONCE]
        for index, translated in translation.translate(part, translator, source=source, glossary=terms):
            waiting[index] = translated.english
            while following in waiting:
                yield waiting.pop(following)
                following += 1


def _claims(options: argparse.Namespace, settings: Settings) -> int:
    terms = _glossary(options, settings)
    engines = None if options.no_translate else registry.open_engines(settings)

    def claims(text: str) -> tuple[tuple[Claim, ...], Ledger]:
        return pipeline.claims(
            text, engines, code=options.language, max_characters=settings.max_characters, glossary=terms
        )

    if options.jsonl:
        return _on_rows(
            options, fields=("id", "text"), work=lambda row: _claims_row(*claims(source.from_text(str(row["text"]))))
        )
    found, by_speaker = claims(_given_text(options, settings))
    with _output(options.out) as out:
        if options.format == "json":
            print(json.dumps(_claims_row(found, by_speaker), ensure_ascii=False, indent=2), file=out)
        else:
            out.write(export.ledger_table(found, by_speaker))
    return 0


def _claims_row(found: Sequence[Claim], by_speaker: Ledger) -> dict[str, Any]:
    return {"claims": [claim.model_dump(mode="json") for claim in found], "ledger": by_speaker.model_dump(mode="json")}


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    if options.jsonl:
        engines = registry.open_engines(settings)
        return _on_rows(
            options,
            fields=("id", "text", "questions"),
            work=lambda row: {"answers": _answer_rows(row, engines, options, settings)},
        )
    if not options.questions:
        raise InputError("There is no question.", hint='Put it after the file, such as "Who denies it?"')
    text = _given_text(options, settings)
    engines = registry.open_engines(settings)
    reading = _reading(text, engines, options, settings)
    history: list[Answer] = []
    with _output(options.out) as out:
        for question in options.questions:
            history.append(pipeline.ask(reading, question, engines, history=history))
            print(_shown(history[-1], options.format), file=out, flush=True)
    return 0


def _answer_rows(
    row: dict[str, Any], engines: registry.Engines, options: argparse.Namespace, settings: Settings
) -> list[dict[str, Any]]:
    reading = _reading(source.from_text(str(row["text"])), engines, options, settings)
    rows = []
    for question in row["questions"]:
        answer = pipeline.ask(reading, str(question["question"]), engines)
        fields = answer.model_dump(mode="json", exclude={"question", "text"})
        rows.append({"id": question["id"], "answer": answer.text, **fields})
    return rows


def _shown(answer: Answer, form: str) -> str:
    if form == "json":
        return answer.model_dump_json()
    sources = answer.citations or answer.nearest
    heading = "" if answer.citations or not sources else "Nearest in the article:\n"
    lines = "\n".join(
        f"  [{item.sentence}] {one_line(item.german)}\n      {one_line(item.english or '')}" for item in sources
    )
    return f"{answer.question}\n{one_line(answer.text)}\n{heading}{lines}\n"


def _memory(options: argparse.Namespace, settings: Settings) -> int:
    memory = memory_on_disk(settings)
    if options.action == "clear":
        print(f"{memory.clear():,} replies deleted.")
    else:
        print(f"{memory.count():,} replies in {settings.data}.")
    return 0


def _models(options: argparse.Namespace, settings: Settings) -> int:
    if options.action == "list":
        return _list(settings)
    choice = registry.choose(settings)
    names = [options.name] if options.name else choice.all_weights
    code = max([_ACTIONS[options.action](name, settings) for name in names])
    if options.action == "pull" and not options.name:
        for name in choice.wanted:
            _pull_if_possible(name, settings)
    return code


def _pull_if_possible(name: str, settings: Settings) -> None:
    try:
        _pull(name, settings)
    except DownloadFailed as error:
        _say(f"{error.message} Belegt does without: {registry.choose(settings).why}")


def _list(settings: Settings) -> int:
    choice = registry.choose(settings)
    for row in weights.inventory(folder=settings.weights):
        better = (*choice.all_weights, *choice.wanted)
        mark = "*" if row.entry.name in choice.weights else "+" if row.entry.name in better else " "
        size = f"{row.entry.bytes / 1e6:,.0f} MB"
        print(f"{mark} {row.entry.name:<20} {size:>9}  {row.state:<8} {row.entry.licence:<12} {row.entry.purpose}")
    print(f"\n* what the settings need, + what makes it better. Kept in {settings.weights}")
    return 0


def _pull(name: str, settings: Settings) -> int:
    status = _Status()
    try:
        path = weights.pull(name, folder=settings.weights, on_progress=status.download)
    finally:
        status.end()
    print(f"{name} is here, verified: {path}")
    return 0


def _verify(name: str, settings: Settings) -> int:
    found = weights.verify(name, folder=settings.weights)
    if found.state is weights.State.PRESENT:
        print(f"{name} is here, and is what it should be.")
        return 0
    damaged = f": {', '.join(found.damaged)}" if found.damaged else ""
    _say(f"Error: {name} is {found.state}{damaged}. Fetch it with: python -m chat models pull {name}")
    return 3


_ACTIONS: dict[str, Callable[[str, Settings], int]] = {"pull": _pull, "verify": _verify}
