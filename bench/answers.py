"""What the checks of answers are worth: the same questions with them and without them, in one run.

PATH is a JSONL file with one article a row:

    {"id": …, "text": "…", "questions": [{"question": "…", "answerable": true, "answer_de": {"text": "…"}}, …]}

`answer_de` has the span of the text that answers. Printed are, for both ways: the share of answerable questions for
which a cited German sentence holds that span, the share of them that is refused, the share of the others that is
refused, and the median seconds until the first word that is shown, and of an answer. Without the checks whatever the
model writes is shown, with those of its marks that exist; what is answered from the ledger is the same both ways.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from chat import pipeline
from chat.models import registry
from chat.schema import Answer, Reading, Sentence
from chat.settings import Settings

Asked = tuple[dict[str, Any], Answer, float]  # the question, its answer, and when its first word was there, in seconds


@contextmanager
def unchecked() -> Iterator[None]:
    """Show what the model wrote as it stands: nothing is checked, asked again, replaced or refused by code."""

    def as_it_is(text: str, *_: object) -> str:
        return text

    def none(*_: object, **__: object) -> list[str]:
        return []

    def whole(text: str, sources: Sequence[Sentence]) -> list[Sentence]:
        return list(sources)

    replaced = {
        "judging.faults": none,
        "answer.absent_names": none,
        "judging.is_about": lambda *_, **__: True,
        "answer.answers": lambda *_, **__: False,
        "judging.with_speaker": as_it_is,
        "judging.relevant": whole,
    }
    with ExitStack() as patches:
        for name, stand_in in replaced.items():
            patches.enter_context(patch(f"chat.answers.{name}", stand_in))
        yield


def ask(question: dict[str, Any], reading: Reading, engines: registry.Engines) -> Asked:
    """Ask a question, and note when the first word of the answer is there: one of the model's, or all from the code."""
    started = time.perf_counter()
    first: list[float] = []

    def look(_: str) -> None:
        if not first:
            first.append(time.perf_counter() - started)

    answer = pipeline.ask(reading, question["question"], engines, on_text=look)
    return question, answer, first[0] if first else time.perf_counter() - started


def report(way: str, asked: Sequence[Asked]) -> None:
    """Print the figures of one way to answer."""
    answerable = [(question, answer) for question, answer, _ in asked if question["answerable"]]
    others = [answer for question, answer, _ in asked if not question["answerable"]]
    hits = sum(
        any(question["answer_de"]["text"] in citation.german for citation in answer.citations)
        for question, answer in answerable
    )
    refused = sum(answer.verdict == "not_in_article" for _, answer in answerable)
    rightly = sum(answer.verdict == "not_in_article" for answer in others)
    print(
        f"{way:9}  evidence {hits / max(len(answerable), 1):.3f}  wrongly refused "
        f"{refused / max(len(answerable), 1):.3f}  refusal {rightly / max(len(others), 1):.3f}  "
        f"first word {median(first for _, _, first in asked):.1f} s  "
        f"whole {median(answer.seconds for _, answer, _ in asked):.1f} s"
    )


def main() -> None:
    """Answer the questions of a file both ways, and print the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m bench answers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path, metavar="PATH")
    parser.add_argument("--limit", type=int, default=None, help="only the first articles")
    options = parser.parse_args()
    engines = registry.open_engines(Settings())
    checked: list[Asked] = []
    bare: list[Asked] = []
    for line in options.path.read_text(encoding="utf-8").splitlines()[: options.limit]:
        row = json.loads(line)
        reading = pipeline.read(row["text"], engines, length=None)
        for question in row["questions"]:
            checked.append(ask(question, reading, engines))
            with unchecked():
                bare.append(ask(question, reading, engines))
    report("checked", checked)
    report("unchecked", bare)
