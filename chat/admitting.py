"""What lets a reading work at the engines: enough free memory, the reader's quota, and its turn. All of it is counted.

What code alone knows of an article is there before that, whoever waits. Page and programs take this one way in. Knows
no page, and no engine.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from chat import figures
from chat.errors import Cancelled, Overloaded
from chat.jobs import readings_queue
from chat.layers import IsCancelled, OnProgress, Progress
from chat.models.machine import free_memory
from chat.quotas import open_quotas
from chat.schema import Reading
from chat.settings import Settings

_MEGABYTE = 1_000_000


@contextmanager
def admitted(
    owner: str, begun: Reading, settings: Settings, *, on_progress: OnProgress, cancelled: IsCancelled
) -> Iterator[OnProgress]:
    """Wait until a reading may be gone on with, and hold its place; give what its progress is to be told to.

    Its characters are counted unless some of its English is there: then they were. They come back where it ends
    without any.

    Args:
        owner: who reads.
        begun: what is known of the article.
        on_progress: told the place of one that waits, and all progress.
        cancelled: asked while it waits.

    Raises:
        Overloaded: too little memory is free.
        QuotaReached: the owner has as much read as may be, at once or in a day.
        Cancelled: `cancelled` said so while it waited.
    """
    require_memory(settings)
    counted = _Counted(begun, on_progress)
    with open_quotas(settings).begin(owner, characters=0 if counted.has_english else len(begun.article.text)) as taken:
        queue = readings_queue(settings.readings_at_once)
        try:
            with (
                counted.ending(),
                queue.turn(
                    owner,
                    cancelled=cancelled,
                    on_place=lambda place, of: on_progress(Progress("waiting", place, of, begun)),
                ),
            ):
                counted.begin()
                yield counted.report
        except BaseException:
            if not counted.has_english:
                taken.give_back()
            raise


def require_memory(settings: Settings) -> None:
    """Look whether enough memory is free to begin a reading.

    Raises:
        Overloaded: it is not.
    """
    floor = settings.memory_floor * _MEGABYTE
    if floor and free_memory() < floor:
        figures.add(figures.REFUSALS, limit="memory")
        raise Overloaded(
            "Too little memory is free on this machine to begin another article.",
            hint="Try again in some minutes. Nothing of it is lost.",
        )


class _Counted:
    """Counts a reading: when it came, began, had its first English and ended, and how."""

    def __init__(self, begun: Reading, on_progress: OnProgress) -> None:
        self._on_progress = on_progress
        self._settled = begun.count("checked")
        self._came = self._began = time.monotonic()
        self.has_english = _has_english(begun)

    def begin(self) -> None:
        """Note that it has its turn."""
        self._began = time.monotonic()
        figures.add(figures.BEGUN)
        figures.observe(figures.WAITED, self._began - self._came)

    def report(self, progress: Progress) -> None:
        """Hand progress on."""
        if reading := progress.reading:
            if not self.has_english and _has_english(reading):
                self.has_english = True
                figures.observe(figures.FIRST_SENTENCE, time.monotonic() - self._came)
            settled = reading.count("checked")
            figures.add(figures.SENTENCES, max(0, settled - self._settled))
            self._settled = max(settled, self._settled)
        self._on_progress(progress)

    @contextmanager
    def ending(self) -> Iterator[None]:
        """Note how it ends."""
        try:
            yield
        except Cancelled:
            figures.add(figures.ENDED, outcome="cancelled")
            raise
        except BaseException:
            figures.add(figures.ENDED, outcome="failed")
            raise
        figures.add(figures.ENDED, outcome="done")
        figures.observe(figures.READ, time.monotonic() - self._began)


def _has_english(reading: Reading) -> bool:
    return reading.count("draft", "checked") > 0
