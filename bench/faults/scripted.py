"""An article and a model that needs no weights: both always the same, so that two readings can be compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from chat import pipeline
from chat.models.base import Message
from chat.models.registry import Engines
from chat.models.scripted import Scripted
from chat.models.translators.prompted import PromptedTranslator
from chat.schema import Answer, Reading

ARTICLE = """Freibad in Ostfeld bleibt zu

Das Freibad öffnet erst am 3. Mai, sagte Bürgermeisterin Anna Voss am Montag. Die Sanierung kostet 2 Millionen Euro, \
sagte Kämmerer Jan Ott.

Kritiker Udo Lenz sagte, niemand brauche ein Wellenbad. Der Stadtrat entscheidet im März über den Antrag."""
OTHER = """Streit um das Freibad

Das Freibad öffnet erst am 3. Juni, sagte Bürgermeisterin Anna Voss am Freitag. Die Sanierung kostet 4 Millionen \
Euro, sagte Kämmerer Jan Ott."""
QUESTION = "What does Anna Voss say?"

_ENGLISH = {
    "Freibad in Ostfeld bleibt zu": "Outdoor pool in Ostfeld stays closed",
    "Das Freibad öffnet erst am 3. Mai, sagte Bürgermeisterin Anna Voss am Montag.": (
        "The outdoor pool will not open until 3 May, mayor Anna Voss said on Monday."
    ),
    "Die Sanierung kostet 2 Millionen Euro, sagte Kämmerer Jan Ott.": (
        "The renovation costs 2 million euros, treasurer Jan Ott said."
    ),
    "Kritiker Udo Lenz sagte, niemand brauche ein Wellenbad.": "Critic Udo Lenz said nobody needed a wave pool.",
    "Der Stadtrat entscheidet im März über den Antrag.": "The town council will decide on the motion in March.",
}

OnCall = Callable[[int, str], None]


def reply(messages: Sequence[Message]) -> str:
    """Translate a sentence that is known, condense to the first sentence that is shown, answer with the last."""
    shown = "\n".join(message["content"] for message in messages)
    if "translat" in messages[0]["content"]:
        return next((english for german, english in _ENGLISH.items() if german in shown), "Nobody knows that sentence.")
    numbered = re.findall(r"^\[(\d+)\] (.*)$", shown, re.MULTILINE)
    if not numbered:
        return "The article does not say."
    number, sentence = numbered[0] if "summary" in messages[0]["content"] else numbered[-1]
    return f"{sentence} [{number}]"


def engines(on_call: OnCall = lambda number, task: None) -> Engines:
    """Return engines on the scripted model.

    Args:
        on_call: told of each request before it is replied to: its number, from 1, and the task, as the prompt has it.
    """
    calls = 0

    def replying(messages: Sequence[Message]) -> str:
        nonlocal calls
        calls += 1
        on_call(calls, messages[0]["content"])
        return reply(messages)

    model = Scripted(default=replying)
    return Engines(model=model, translator=PromptedTranslator(model))


def layers(text: str = ARTICLE) -> tuple[Reading, ...]:
    """Return a reading as it is kept at the end of each layer, the whole one last."""
    kept: dict[str, Reading] = {}

    def note(progress: pipeline.Progress) -> None:
        if progress.reading:
            kept.setdefault(progress.reading.layer, progress.reading)

    whole = pipeline.read(text, engines(), on_progress=note)
    return (*(reading for layer, reading in kept.items() if layer != whole.layer), whole)


def answer(number: int) -> Answer:
    """Return an answer to be kept, a different one for each number."""
    return Answer(question=f"Question {number}?", text=f"Answer {number}.", verdict="answered")
