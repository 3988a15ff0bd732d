"""`ask`: questions about an article."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Mapping
from typing import Any

from chat import pipeline
from chat.cli import given
from chat.cli.terminal import output
from chat.errors import InputError
from chat.lang.characters import one_line
from chat.models import registry
from chat.schema import Answer
from chat.settings import Settings

_log = logging.getLogger(__name__)


def add(commands: Any) -> None:
    """Add the command."""
    ask = commands.add_parser("ask", help="answer questions about an article")
    given.add_input(ask)
    ask.add_argument(
        "questions", nargs="*", metavar="QUESTION", help="in English or German; later ones may refer to earlier ones"
    )
    ask.add_argument(
        "--format", choices=["text", "json"], default="text", help="json: one answer a line; default: text"
    )
    ask.set_defaults(run=_run)


def _run(options: argparse.Namespace, settings: Settings) -> int:
    given.check(options)
    terms = given.terms(options, settings)
    if options.jsonl:
        engines = given.engines(settings)
        return given.on_rows(
            options,
            fields=("id", "text", "questions"),
            work=lambda row: {"answers": _answer_rows(row, engines, options, settings, terms)},
        )
    if not options.questions:
        raise InputError("There is no question.", hint='Put it after the file, such as "Who denies it?"')
    text = given.text(options, settings)
    engines = given.engines(settings)
    reading = given.reading(text, lambda: engines, options, settings, terms)
    history: list[Answer] = []
    with output(options.out) as out:
        for question in options.questions:
            answer = pipeline.ask(reading, question, engines, history=history, glossary=terms)
            history.append(answer)
            _log_answer(answer)
            print(_formatted(history[-1], options.format), file=out, flush=True)
    return 0


def _answer_rows(
    row: dict[str, Any],
    engines: registry.Engines,
    options: argparse.Namespace,
    settings: Settings,
    terms: Mapping[str, str],
) -> list[dict[str, Any]]:
    questions = _questions(row)
    reading = given.reading(given.text_of(row), lambda: engines, options, settings, terms)
    rows = []
    for question in questions:
        answer = pipeline.ask(reading, question["question"], engines, glossary=terms)
        _log_answer(answer)
        fields = answer.model_dump(mode="json", exclude={"question", "text"})
        rows.append({"id": question["id"], "answer": answer.text, **fields})
    return rows


def _questions(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the questions of a row, before its article is read.

    Raises:
        InputError: they are none.
    """
    questions = row["questions"]
    if not isinstance(questions, list) or not all(_is_question(question) for question in questions):
        raise InputError(
            "The row's questions are none.",
            hint='They must be a list of objects with "id" and "question", of which the latter is a string.',
        )
    return questions


def _is_question(given: object) -> bool:
    return isinstance(given, dict) and "id" in given and isinstance(given.get("question"), str)


def _log_answer(answer: Answer) -> None:
    _log.info("Answer: %s, %d citations, %.1f s", answer.verdict, len(answer.citations), answer.seconds)


def _formatted(answer: Answer, form: str) -> str:
    if form == "json":
        return answer.model_dump_json()
    sources = answer.citations or answer.nearest
    heading = "" if answer.citations or not sources else "Nearest in the article:\n"
    lines = "\n".join(
        f"  [{item.sentence}] {one_line(item.german)}\n      {one_line(item.english or '')}" for item in sources
    )
    return f"{answer.question}\n{one_line(answer.text)}\n{heading}{lines}\n"
