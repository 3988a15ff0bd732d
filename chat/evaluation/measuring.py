"""How well and how fast engines translate and answer on this machine."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import chat
from chat import pipeline
from chat.evaluation.figures import Figures
from chat.evaluation.texts import Article, Line, articles, sentences
from chat.models import machine
from chat.models.registry import Engines
from chat.schema import Answer
from chat.translation import checked

OnProgress = Callable[[str, int, int], None]  # what is done, how many of how many


def warm(engines: Engines) -> None:
    """Have engines load what they load at their first use, so that it does not count as work.

    Raises:
        ModelError: the engines failed.
    """
    list(engines.translator.translate(["Guten Tag."], source="de"))
    if engines.embedder is not None:
        engines.embedder.embed(["Good day."])


def measure(
    engines: Engines, *, loaded: float, lines: int, most_articles: int, on_progress: OnProgress | None = None
) -> Figures:
    """Measure engines that are loaded and remember nothing.

    Args:
        loaded: seconds that it took to load them.
        lines: how many sentences are translated; topics take turns.
        most_articles: how many articles are read and asked about.
        on_progress: told each step.

    Raises:
        ModelError: the engines failed.
    """
    started = time.perf_counter()
    report = on_progress or (lambda stage, done, total: None)
    chosen = sentences()[:lines]
    english, doubtful = _translated(chosen, engines, report)
    translating = time.perf_counter() - started
    answers = [answer for article in articles()[:most_articles] for answer in _answered(article, engines, report)]
    right = [answer.is_right for answer in answers if answer.can_be_answered]
    refused = [answer.is_right for answer in answers if not answer.can_be_answered]
    return Figures(
        **circumstances(engines),
        lines=len(chosen),
        chrf=chrf(english, [line.english for line in chosen]),
        doubtful=doubtful,
        per_minute=60 * len(chosen) / translating,
        asked=len(right),
        right=sum(right),
        unanswerable=len(refused),
        refused=sum(refused),
        seconds_per_answer=sum(answer.seconds for answer in answers) / max(1, len(answers)),
        memory=machine.peak_memory(),
        loaded=loaded,
        seconds=loaded + time.perf_counter() - started,
    )


class _Answered(NamedTuple):
    is_right: bool
    seconds: float
    can_be_answered: bool


def circumstances(engines: Engines) -> dict[str, Any]:
    """Return when, where and of what something is measured."""
    return {
        "version": chat.__version__,
        "date": datetime.date.today().isoformat(),
        "machine": f"{machine.usable_cores()} cores, {machine.memory() / 2**30:.0f} GB of memory",
        "model": engines.model.name,
        "translator": engines.translator.name,
    }


def _translated(lines: Sequence[Line], engines: Engines, report: OnProgress) -> tuple[list[str], int]:
    """Return the English of each line, and how many are left with a doubt."""
    german = [line.german for line in lines]
    english, doubtful = [""] * len(lines), 0
    for done, (index, translation) in enumerate(checked.translate(german, engines.translator, is_text=False), start=1):
        english[index] = translation.english or ""
        doubtful += bool(translation.warnings)
        report("Translating", done, len(lines))
    return english, doubtful


def chrf(english: Sequence[str], references: Sequence[str]) -> float:
    """Return how near translations are to references, 0–100 (sacrebleu's chrF2)."""
    from sacrebleu.metrics.chrf import CHRF

    return float(CHRF().corpus_score(list(english), [list(references)]).score)


def _answered(article: Article, engines: Engines, report: OnProgress) -> list[_Answered]:
    """Return how each question of an article is answered."""
    report(f"Reading “{article.name}”", 0, len(article.asked))
    reading = pipeline.read(article.text, engines, length=None)
    found = []
    for done, asked in enumerate(article.asked, start=1):
        started = time.perf_counter()
        answer = pipeline.ask(reading, asked.question, engines)
        found.append(_Answered(_is_right(answer, asked.proof), time.perf_counter() - started, bool(asked.proof)))
        report(f"Asking about “{article.name}”", done, len(article.asked))
    return found


def _is_right(answer: Answer, proof: Sequence[str]) -> bool:
    """Return whether an answer cites a sentence that answers, or says that none does where that is so."""
    if not proof:
        return answer.verdict == "not_in_article"
    cited = [citation.german for citation in answer.citations]
    return answer.verdict == "answered" and any(german.startswith(tuple(proof)) for german in cited)
