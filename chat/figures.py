"""What a server counts of its work, for Prometheus: readings, sentences, seconds, refusals. No text, and no reader.

Nothing is counted until `turn_on` was called, and nothing is loaded. Whoever counts names one of the figures below;
which labels it has stands with it, and no label may hold what a reader gave.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from chat.errors import ChatError

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

# Seconds. A first sentence comes within some seconds, an article takes minutes on two cores (bench/LOG.md).
_SECONDS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60, 120, 300, 600, 1200, 3600)


@dataclass(frozen=True)
class Figure:
    """Something that is counted.

    Args:
        name: as Prometheus has it, without its ending.
        told: what it is, a sentence.
        labels: by what it is told apart.
    """

    name: str
    told: str
    kind: Literal["counter", "gauge", "histogram"] = "counter"
    labels: tuple[str, ...] = ()


BEGUN = Figure("belegt_readings_begun", "Readings that were begun")
ENDED = Figure("belegt_readings_ended", "Readings that ended: done, failed or cancelled", labels=("outcome",))
SENTENCES = Figure("belegt_sentences", "Sentences that were settled")
QUESTIONS = Figure("belegt_questions", "Questions that were answered, or failed to be", labels=("outcome",))
REFUSALS = Figure("belegt_refusals", "Readings that a limit kept from being begun", labels=("limit",))
CALLS = Figure("belegt_calls", "Calls of the interface for programs", labels=("call", "status"))
WAITED = Figure("belegt_waited_seconds", "How long a reading waited for its turn", "histogram")
FIRST_SENTENCE = Figure("belegt_first_sentence_seconds", "From the beginning to the first English", "histogram")
READ = Figure("belegt_reading_seconds", "From the beginning of a reading to its end, without waiting", "histogram")
ANSWERED = Figure("belegt_answer_seconds", "From a question to its answer", "histogram")
WAITING = Figure("belegt_readings_waiting", "Readings that wait for their turn", "gauge")
RUNNING = Figure("belegt_readings_running", "Readings that work at the engines", "gauge")
JOBS = Figure("belegt_jobs_running", "Jobs that run, whatever they do", "gauge")
MEMORY = Figure("belegt_resident_bytes", "Memory that this process holds", "gauge")
FREE = Figure("belegt_free_memory_bytes", "Memory that is free on this machine", "gauge")
THREADS = Figure("belegt_threads", "Threads of this process", "gauge")


class _Counting:
    """The figures of this process, each made when it is first counted."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        self._metrics: dict[Figure, Any] = {}
        self._lock = threading.Lock()

    def metric(self, figure: Figure) -> Any:
        """Return what Prometheus' client counts a figure with."""
        import prometheus_client

        with self._lock:
            if figure not in self._metrics:
                how: dict[str, Any] = {"labelnames": figure.labels, "registry": self.registry}
                if figure.kind == "histogram":
                    how["buckets"] = _SECONDS
                make = getattr(prometheus_client, figure.kind.capitalize())
                self._metrics[figure] = make(figure.name, figure.told, **how)
            return self._metrics[figure]


_counting: _Counting | None = None


def turn_on() -> None:
    """Have everything counted from now on.

    Raises:
        ChatError: prometheus-client is not installed.
    """
    global _counting
    try:
        from prometheus_client import CollectorRegistry
    except ImportError as error:
        raise ChatError(
            "Figures need prometheus-client, which is not installed.",
            hint="Install it with: pip install -r requirements-server.txt",
        ) from error
    _counting = _counting or _Counting(CollectorRegistry())


def turn_off() -> None:
    """Forget all that was counted, and count nothing from now on."""
    global _counting
    _counting = None


def add(figure: Figure, amount: float = 1, **labels: str) -> None:
    """Count something of a counter."""
    if _counting:
        metric = _counting.metric(figure)
        (metric.labels(**labels) if labels else metric).inc(amount)


def observe(figure: Figure, seconds: float) -> None:
    """Note a number of seconds of a histogram."""
    if _counting:
        _counting.metric(figure).observe(seconds)


def watch(figure: Figure, now: Callable[[], float]) -> None:
    """Have a gauge tell what `now` returns whenever it is asked for."""
    if _counting:
        _counting.metric(figure).set_function(now)


def as_text() -> tuple[bytes, str]:
    """Return all figures as Prometheus reads them, and the media type of that; empty where nothing is counted."""
    if _counting is None:
        return b"", "text/plain; charset=utf-8"
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

    return generate_latest(_counting.registry), CONTENT_TYPE_LATEST
