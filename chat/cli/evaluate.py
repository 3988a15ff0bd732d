"""`models evaluate`: how well and how fast an engine is on this machine, beside others that were measured before."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import SecretStr, ValidationError

from chat.cli import target
from chat.cli.terminal import Status, say, timed
from chat.errors import InputError
from chat.evaluation import by_language, figures, measuring
from chat.evaluation.by_language import LanguageFigures
from chat.evaluation.figures import Figures
from chat.evaluation.texts import articles, languages, sentences
from chat.lang import language_names
from chat.models import registry
from chat.models.weights.catalogue import lookup
from chat.settings import Settings

TOLD = "how well and how fast an engine translates and answers on this machine, by texts that lie in the project"
_GERMAN = "de"
_ALL = "all"
_LINES, _ARTICLES = 50, 3  # seven minutes with the embedded model on two cores


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help="a chat model or a translator; default: what the settings use"
    )
    parser.add_argument(
        "--lines",
        type=_up_to(len(sentences())),
        default=_LINES,
        metavar="N",
        help=f"sentences to translate, {len(sentences())} at most; default: {_LINES}",
    )
    parser.add_argument(
        "--articles",
        type=_up_to(len(articles())),
        default=_ARTICLES,
        metavar="N",
        help=f"articles to read and ask about, {len(articles())} at most; default: {_ARTICLES}",
    )
    parser.add_argument(
        "--language",
        nargs="+",
        choices=[*languages(), _ALL],
        metavar="CODE",
        help=f"translate twelve sentences of these languages alone: {', '.join(languages())}, or {_ALL}",
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="keep the figures as JSON")
    parser.add_argument("--against", type=Path, metavar="FILE", help="figures that were kept, to compare with")


def _up_to(most: int) -> Any:
    def number(text: str) -> int:
        value = int(text)
        if not 1 <= value <= most:
            raise argparse.ArgumentTypeError(f"{value} is not from 1 to {most}")
        return value

    return number


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Measure, and print the figures."""
    if options.language:
        return _by_language(options, settings)
    against = _kept(options.against) if options.against else None
    if options.out:
        target.check(options.out, inputs=[options.against] if options.against else [])
    settings = _named(options.name, settings, [_GERMAN])
    started = time.perf_counter()
    with timed("Opening the engines"):
        engines = registry.open_engines(settings)
        measuring.warm(engines)
    loaded = time.perf_counter() - started
    status = Status()
    try:
        measured = measuring.measure(
            engines,
            loaded=loaded,
            lines=options.lines,
            most_articles=options.articles,
            on_progress=lambda stage, done, total: status.show(stage, f"{done} of {total}"),
        )
    finally:
        status.end()
    print(figures.told(measured, against), flush=True)
    if options.out:
        target.save(measured.model_dump_json(indent=1).encode(), options.out)
    if against and not figures.are_alike(measured, against):
        say("They were not measured on the same texts: --lines and --articles differ.")
    return 0


def _by_language(options: argparse.Namespace, settings: Settings) -> int:
    """Measure how well languages are translated, and print that; what is measured stays where it is stopped."""
    if options.against:
        raise InputError("Figures by language are not compared.", hint="Leave out --against, or --language.")
    if options.out:
        target.check(options.out, inputs=[])
    chosen = [code for code in languages() if code in options.language or _ALL in options.language]
    settings = _named(options.name, settings, chosen)
    with timed("Opening the translator"):
        translator = registry.open_translator(settings)
        translator.warm(source=chosen[0])
    status, found = Status(), list[LanguageFigures]()

    def report(stage: str, done: int, total: int) -> None:
        status.show(stage, f"{done} of {total}")

    try:
        for code in chosen:
            found.append(by_language.measure(translator, code, on_progress=report))
            if options.out:
                rows = ",\n".join(one.model_dump_json(indent=1) for one in found)
                target.save(f"[{rows}]\n".encode(), options.out)
    finally:
        status.end()
        if found:
            print(by_language.told(found), flush=True)
    return 0


def _named(name: str | None, settings: Settings, codes: Sequence[str]) -> Settings:
    """Return the settings with an engine of the catalogue: a chat model does both, a translator translates.

    It remembers nothing.
    """
    settings = settings.model_copy(update={"memory": False})
    if name is None:
        return settings
    entry = lookup(name)
    lacking = [code for code in codes if entry.languages and code not in entry.languages]
    if entry.role == "embedder" or lacking:
        language = language_names.name([*lacking, *codes][0])
        raise InputError(
            f"{name} does not translate {language}.", hint=f"Name a chat model, or a translator of {language}."
        )
    if entry.role == "translator" or entry.translates_only:
        return settings.model_copy(update={"translator": name})
    here = SecretStr("")  # no server: the model that is named answers
    return settings.model_copy(update={"model": name, "translator": name, "base_url": here})


def _kept(path: Path) -> Figures:
    try:
        return Figures.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", hint="Name a file that --out wrote.") from error
    except ValidationError as error:
        raise InputError(
            f"{path} has no figures of “models evaluate”.", hint="Name a file that --out wrote."
        ) from error
