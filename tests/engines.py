"""Engines for tests: a scripted model that translates the tests' article by heart and repeats what it is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from chat.article import paragraphs, sentences
from chat.lang.words import english_stems
from chat.models.base import Message
from chat.models.registry import Engines
from chat.models.scripted import Scripted
from chat.models.translators.prompted import PromptedTranslator
from tests.builders import sentence_asked

DATA = Path(__file__).parent / "data"
ARTICLE = (DATA / "hafenbruecke.txt").read_text(encoding="utf-8")


def translations() -> dict[str, str]:
    """Return the English of each German sentence of the tests' article."""
    german = [
        s.plain for s in sentences.split(paragraphs.build(ARTICLE, max_characters=10_000)) if s.kind != "boilerplate"
    ]
    english = (DATA / "hafenbruecke.en.txt").read_text(encoding="utf-8").splitlines()
    return dict(zip(german, english, strict=True))


def reply(messages: Sequence[Message]) -> str:
    """Translate a known sentence, condense to the first sentence shown, answer with the sentence that fits best."""
    task, shown = messages[0]["content"], _shown(messages)
    if "translat" in task:
        sentence = sentence_asked(messages)
        return translations().get(sentence, f"English of {sentence}")
    numbered = re.findall(r"^\[(\d+)\] (.*)$", shown, re.MULTILINE)
    if "summary" in task:
        return f"{numbered[0][1]} [{numbered[0][0]}]"
    if "headlines" in task:
        return "A headline"
    question = shown.rpartition("Question: ")[2]
    asked = set(english_stems(question))
    number, best = max(numbered, key=lambda item: len(asked & set(english_stems(item[1]))))
    return f"{best} [{number}]" if asked & set(english_stems(best)) else "The article does not say."


def _shown(messages: Sequence[Message]) -> str:
    """Return the last message with numbered sentences; what is asked once more, for a fault, has none."""
    numbered = [message["content"] for message in messages if re.search(r"^\[\d+\] ", message["content"], re.MULTILINE)]
    return numbered[-1] if numbered else messages[-1]["content"]


def scripted_engines() -> tuple[Engines, Scripted]:
    """Return engines on one scripted model, and that model with its record of calls."""
    model = Scripted(default=reply)
    return Engines(model=model, translator=PromptedTranslator(model)), model
