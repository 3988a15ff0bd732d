"""What it saves that an article is analysed once: answers on one article, analysed once for all and anew for each.

    python -m bench analysed [--questions 20] [--rounds 3]

The model is scripted (it repeats the sentence that fits best), so that what is timed is code alone; meaning is compared
by all-MiniLM-L6-v2 where its weights are on this machine. The two ways take turns, and must give the same answers.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from chat import pipeline
from chat.lang.words import english_stems
from chat.models.base import Message
from chat.models.registry import Engines, open_embedder
from chat.models.scripted import Scripted
from chat.models.translators.prompted import PromptedTranslator
from chat.schema import Answer, Reading
from chat.settings import Settings

READING = Path(__file__).parent.parent / "ui" / "example.json"
QUESTIONS = (
    "What is the article about?",
    "Who denies it?",
    "When was it decided?",
    "How many people are affected?",
    "What does the mayor say?",
    "Why is it disputed?",
    "Wer widerspricht?",
    "Where does it happen?",
    "Is it confirmed?",
    "What does it cost?",
)


def repeated(messages: Sequence[Message]) -> str:
    """Return the sentence with most words of the question, and its mark; of a German question its English."""
    shown = messages[-1]["content"]
    numbered = re.findall(r"^\[(\d+)\] (.*)$", shown, re.MULTILINE)
    if not numbered:
        return "Who contradicts this?"
    asked = set(english_stems(shown.rpartition("Question: ")[2]))
    number, best = max(numbered, key=lambda item: len(asked & set(english_stems(item[1]))))
    return f"{best} [{number}]"


def main() -> None:
    """Print the seconds of both ways, their ratio, and whether they answer alike."""
    parser = argparse.ArgumentParser(prog="python -m bench analysed", description=__doc__)
    parser.add_argument("--questions", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    reading = Reading.model_validate_json(READING.read_text(encoding="utf-8"))
    model = Scripted(default=repeated)
    engines = Engines(model, PromptedTranslator(model), open_embedder(Settings()))
    questions = list(islice(cycle(QUESTIONS), options.questions))
    asked(reading, questions[:1], engines, once=True)  # loads what is loaded once
    seconds: dict[bool, list[float]] = {True: [], False: []}
    answers: dict[bool, list[str]] = {}
    for turn in range(2 * options.rounds):
        once = turn % 2 == 0
        started = time.perf_counter()
        answers[once] = [answer.text for answer in asked(reading, questions, engines, once=once)]
        seconds[once].append(time.perf_counter() - started)
    one, anew = median(seconds[True]), median(seconds[False])
    print(f"{len(questions)} answers on an article of {len(reading.sentences)} sentences, {options.rounds} rounds")
    print(f"  analysed once      {one:6.2f} s")
    print(f"  analysed each time {anew:6.2f} s   {anew / one:.1f} times as long")
    print("  the same answers" if answers[True] == answers[False] else "  DIFFERENT answers")


def asked(reading: Reading, questions: Sequence[str], engines: Engines, *, once: bool) -> list[Answer]:
    """Return the answers, each asked of a reading without analysis unless `once`."""
    given = _fresh(reading)
    return [pipeline.ask(given if once else _fresh(reading), question, engines) for question in questions]


def _fresh(reading: Reading) -> Reading:
    """Return a reading whose sentences were never analysed."""
    return Reading.model_validate(reading.model_dump())


if __name__ == "__main__":
    main()
