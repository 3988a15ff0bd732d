"""`models evaluate`: how well and how fast an engine is on this machine, beside others that were measured before."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

from pydantic import SecretStr, ValidationError

from chat.cli import target
from chat.cli.terminal import Status, say, timed
from chat.errors import InputError
from chat.evaluation import figures, measuring
from chat.evaluation.figures import Figures
from chat.evaluation.texts import articles, sentences
from chat.models import registry
from chat.models.weights.catalogue import lookup
from chat.settings import Settings

TOLD = "how well and how fast an engine translates and answers on this machine, by texts that lie in the project"
_GERMAN = "de"
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
    against = _kept(options.against) if options.against else None
    if options.out:
        target.check(options.out, inputs=[options.against] if options.against else [])
    settings = _named(options.name, settings).model_copy(update={"memory": False})
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


def _named(name: str | None, settings: Settings) -> Settings:
    """Return the settings with an engine of the catalogue: a chat model does both, a translator translates."""
    if name is None:
        return settings
    entry = lookup(name)
    if entry.role == "embedder" or (entry.languages and _GERMAN not in entry.languages):
        raise InputError(f"{name} does not translate German.", hint="Name a chat model, or a translator of German.")
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
