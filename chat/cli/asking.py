"""`dossier ask`: questions about a dossier. No chat model is loaded, a translator for some German questions alone."""

from __future__ import annotations

import argparse
import logging
from functools import cache

from chat import gathering
from chat.cli import given, kept
from chat.cli.terminal import output
from chat.lang.characters import one_line
from chat.models import registry
from chat.schema import Answer, Citation
from chat.settings import Settings

_log = logging.getLogger(__name__)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("name", metavar="NAME", help="the dossier")
    parser.add_argument(
        "questions", nargs="+", metavar="QUESTION", help="in English or German; it may refer to the one before"
    )
    parser.add_argument(
        "--format", choices=["text", "json"], default="text", help="json: one answer a line; default: text"
    )
    given.add_glossary(parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Answer questions, and keep the answers with the dossier."""
    terms = given.terms(options, settings)
    library, entry, dossier = kept.opened(options.name, settings)
    # Without its weights the words of a German question are looked up.
    can_translate = not registry.choose(settings).missing(settings)
    translator = cache(lambda: registry.open_translator(settings)) if can_translate else None
    history = [turn.answer for turn in library.dossiers.answers(kept.OWNER, entry.id)]
    with output(None) as out:
        for question in options.questions:
            answer = gathering.ask(
                dossier,
                question,
                embedder=registry.open_embedder(settings),
                translator=translator,
                history=history,
                glossary=terms,
            )
            history.append(answer)
            _log.info("Answer: %s, %d citations, %.1f s", answer.verdict, len(answer.citations), answer.seconds)
            print(_formatted(answer, options.format), file=out, flush=True)
            library.dossiers.add_answer(kept.OWNER, entry.id, answer)
    return 0


def _formatted(answer: Answer, form: str) -> str:
    if form == "json":
        return answer.model_dump_json()
    sources = answer.citations or answer.nearest
    heading = ["Nearest in the articles:"] if sources and not answer.citations else []
    told = [one_line(line) for line in answer.text.splitlines()]
    lines = [one_line(answer.question), *told, *heading, *map(_cited, sources)]
    return "\n".join(lines) + "\n"


def _cited(citation: Citation) -> str:
    mark = f"[{citation.article}:{citation.sentence}]"
    english = f"\n{' ' * (len(mark) + 3)}{one_line(citation.english)}" if citation.english else ""
    return f"  {mark} {one_line(citation.german)}{english}"
