"""How much a reader may read: so many articles at once, so many characters a day. Knows no page and no engine.

A day is one of UTC, whatever the clock of the machine shows beside it. A clock that is set back gives nobody a second
quota: what was counted on days that are now in the future counts for today, on the day on which that is first noticed.
On the days after that it does not, so that a clock that was wrong for a moment shuts nobody out for long.
"""

from __future__ import annotations

import datetime
import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypeVar

from chat import figures
from chat.errors import InputError, LibraryError, QuotaReached
from chat.settings import Settings
from chat.storage.usage import Days, Usage, UsageInMemory, Used, open_usage

T = TypeVar("T")
Clock = Callable[[], datetime.datetime]

_LOST = "Nothing of it is lost."

_log = logging.getLogger(__name__)


def _clock() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class Quotas:
    """What readers may still read; threads may use it at once.

    Characters are counted where `usage` keeps them, articles at once by this process alone: with it they end.

    Args:
        usage: where characters are counted.
        articles: how many a reader may have read at once; 0: any number.
        characters: of articles, how many a reader may have read in a day of UTC; 0: any number.
        clock: tells the time.
    """

    def __init__(self, usage: Usage, *, articles: int = 0, characters: int = 0, clock: Clock = _clock) -> None:
        self.articles = articles
        self.characters = characters
        self._usage = usage
        self._instead = UsageInMemory()
        self._clock = clock
        self._at_once: Counter[str] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def begin(self, owner: str, *, characters: int) -> Iterator[Taken]:
        """Count an article that is read within; what it took of the day comes back if it turns out to be unreadable.

        Args:
            owner: whose it is.
            characters: how many it has; 0 for one that was counted when it was begun.

        Raises:
            QuotaReached: it would be more than the owner may read; nothing is counted.
        """
        self._come_in(owner)
        try:
            day = self._count(owner, characters)
            taken = Taken(lambda: self._give_back(owner, day, characters))
            try:
                yield taken
            except InputError:
                taken.give_back()
                raise
        finally:
            with self._lock:
                self._at_once[owner] -= 1
                if not self._at_once[owner]:
                    del self._at_once[owner]

    def has_room(self, owner: str) -> bool:
        """Return whether an owner may have another article read beside those that are."""
        with self._lock:
            return not self.articles or self._at_once[owner] < self.articles

    def left(self, owner: str) -> int | None:
        """Return how many characters an owner may have read today; None: any number."""
        if not self.characters:
            return None
        today = self._now().toordinal()
        return self._change(owner, lambda days: max(0, self.characters - _used(days, today)))

    def _come_in(self, owner: str) -> None:
        with self._lock:
            if self.articles and self._at_once[owner] >= self.articles:
                figures.add(figures.REFUSALS, limit="articles")
                raise QuotaReached(
                    f"As many articles are being read for you as can be at once: {self.articles}.",
                    hint=f"There is room again as soon as one of them is read, or stopped. {_LOST}",
                )
            self._at_once[owner] += 1

    def _count(self, owner: str, characters: int) -> int:
        """Count characters, and return the day for which they are counted."""
        now = self._now()
        today = now.toordinal()

        def count(days: Days) -> None:
            used = _used(days, today)
            if used + characters > self.characters:
                raise self._reached(now, left=max(0, self.characters - used), characters=characters)
            before = days.get(today, Used(0))
            days[today] = Used(before.characters + characters, before.noticed)

        if self.characters and characters:
            self._change(owner, count)
        return today

    def _reached(self, now: datetime.datetime, *, left: int, characters: int) -> QuotaReached:
        """Return what is told of an article that is more than a reader may have read today."""
        figures.add(figures.REFUSALS, limit="characters")
        message = f"The article has {characters} characters; {left} more can be read for you today."
        if characters > self.characters:
            return QuotaReached(message, hint=f"The limit is {self.characters} a day. Read a part of it. {_LOST}")
        tomorrow = now.date() + datetime.timedelta(days=1)
        free = datetime.datetime.combine(tomorrow, datetime.time(), datetime.UTC)
        hint = f"The limit is {self.characters} a day. There is room again from {free:%Y-%m-%d %H:%M} UTC. {_LOST}"
        return QuotaReached(message, hint=hint, free=free)

    def _give_back(self, owner: str, day: int, characters: int) -> None:
        def give_back(days: Days) -> None:
            if used := days.get(day):
                days[day] = Used(max(0, used.characters - characters), used.noticed)

        if self.characters and characters:
            self._change(owner, give_back)

    def _change(self, owner: str, change: Callable[[Days], T]) -> T:
        """Change what an owner has read by day; where the file fails, what this process knows of it by itself."""

        def on_disk(days: Days) -> T:
            result = change(days)
            self._instead.change(owner, lambda known: known.update(days))
            return result

        try:
            return self._usage.change(owner, on_disk)
        except LibraryError as error:
            _log.warning("what is read is counted in memory only: %s", error)
            return self._instead.change(owner, change)

    def _now(self) -> datetime.datetime:
        return self._clock().astimezone(datetime.UTC)


class Taken:
    """What an article took of a quota."""

    def __init__(self, give_back: Callable[[], None]) -> None:
        self._give_back: Callable[[], None] | None = give_back

    def give_back(self) -> None:
        """Have what it took of the day come back, once: nothing was done for it, or it will be counted again."""
        give_back, self._give_back = self._give_back, None
        if give_back:
            give_back()


def _used(days: Days, today: int) -> int:
    """Return what counts for today, and note which days lie in the future."""
    for day, used in list(days.items()):
        if day > today and used.noticed is None:
            days[day] = Used(used.characters, today)
    return sum(used.characters for day, used in days.items() if day == today or (day > today and used.noticed == today))


def open_quotas(settings: Settings) -> Quotas:
    """Return the quotas that the settings ask for; in one process they are the same for all who ask."""
    return _quotas(settings.data, settings.history, settings.articles_at_once, settings.characters_a_day)


@cache
def _quotas(data: Path, history: bool, articles: int, characters: int) -> Quotas:
    usage = open_usage(Settings(data=data, history=history))
    return Quotas(usage, articles=articles, characters=characters)
