"""How many requests at once a model does best with on this machine, found while it works, and kept.

Two cores without wide vector instructions do eight requests in the time of eight one after the other, and the first
reply comes last; with them they do eight in three quarters of the time (bench/LOG.md). So each number is tried for some
replies of real work, from one up, and the best is kept in a file by engine and processor. A machine that was busy with
something else meanwhile is misjudged, so all are tried again now and then, and the mean counts. Knows no backend.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import platform
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from chat.models.base import Priority

FILE = "pace.json"
_REPLIES = 4  # that end while a number is tried, or as many as the number
_WORTH = 1.1  # times the characters a second of the smaller number: so much must a larger one bring
_DIP = 0.05  # seconds from the end of a request to the begin of the next one, when there is none too few
_PAUSE = 0.5  # seconds without a request; one that begins after a shorter time was waiting
_AGAIN = 25  # times that the best number was measured, until all are tried again: some four articles
_PATIENCE = 3  # times that all was done with fewer at once than the number that is tried, until it is not tried further

# Requests of one kind are alike, so that their numbers can be compared. Questions are not: they come alone.
_KINDS = {
    **dict.fromkeys((Priority.FIRST, Priority.LEAD, Priority.DRAFT), "draft"),
    Priority.SUMMARY: "summary",
    Priority.REVISION: "revision",
}

_log = logging.getLogger(__name__)

Rates = dict[str, dict[int, float]]  # characters a second by kind of request and number at once


class _Trial:
    """What came while a number was tried: only what comes while so many of one kind run, and nothing else, counts.

    The count begins when a first request ends: those that began together read their prompts together, when nothing
    comes, and the first request of all waits for the weights to be read.
    """

    def __init__(self, kind: str, number: int) -> None:
        self.kind = kind
        self.number = number
        self.settled = False
        self.since = 0.0
        self.unreached = 0  # times that fewer were all there were
        self.seconds = 0.0
        self.characters = 0
        self.replies = 0

    @property
    def rate(self) -> float | None:
        """Characters a second, once enough has come."""
        enough = self.replies >= max(_REPLIES, self.number) and self.seconds > 0 and self.characters
        return self.characters / self.seconds if enough else None


class Pace:
    """Watches a model's requests, and tells how many to run at once. Thread-safe.

    Args:
        engine: its name with what runs it and where, as `processor` has it; what is kept is kept under it.
        most: the largest number to try.
        folder: where what was found is kept; None: nowhere.
        clock: seconds from any time.
    """

    def __init__(
        self, engine: str, *, most: int, folder: Path | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._engine = engine
        self._numbers = [number for number in (1, 2, 4, 8, 16, 32) if number < most] + [most]
        self._file = folder / FILE if folder else None
        self._clock = clock
        self._lock = threading.Lock()
        self._running: Counter[str] = Counter()
        self._now = clock()
        self._full = -_DIP  # when it was last known that as many ran as are tried
        self._rates = _rates(_kept(self._file).get(engine), self._numbers)
        self._tried = {kind: set(rates) for kind, rates in self._rates.items()}
        self._measured = 0  # times, since all numbers were tried
        self._reach: dict[str, int] = {}  # the largest number of a kind that is tried, where not all are
        self._kind = next((kind for kind in _KINDS.values() if self._is_known(kind)), "draft")
        tried = self._rates.get(self._kind)
        self._latest = tried[_best(tried)] if tried else None
        self._trial = _Trial(self._kind, self._limit())

    @property
    def limit(self) -> int:
        """How many requests are to run at once: the best number, or the one that is tried."""
        with self._lock:
            return self._trial.number

    @property
    def rate(self) -> float | None:
        """Characters a second of all requests together, as measured last; None before."""
        return self._latest

    def began(self, priority: Priority) -> None:
        """Take note that a request runs."""
        with self._lock:
            before = self._now
            self._count()
            kind = _KINDS.get(priority, "")
            if kind and not self._running.total() and self._now - before > _PAUSE:
                self._turn_to(kind)
            self._running[kind] += 1

    def grew(self, characters: int) -> None:
        """Take note that a reply has grown by so many characters."""
        with self._lock:
            if self._count() and self._now - self._trial.since > _DIP:  # else it was made before
                self._trial.characters += characters

    def ended(self, priority: Priority) -> None:
        """Take note that a request has ended."""
        with self._lock:
            if self._count():
                self._trial.replies += 1
            elif self._is_full():
                self._trial.settled, self._trial.since = True, self._now
            self._running[_KINDS.get(priority, "")] -= 1
            if (rate := self._trial.rate) is not None:
                self._found(rate)

    def _is_full(self) -> bool:
        return self._running[self._trial.kind] == self._running.total() == self._trial.number

    def _count(self) -> bool:
        """Count the time since the last note, if it counts; return whether it does."""
        now = self._clock()
        if self._is_full():
            self._full = now
        counts = self._trial.settled and now - self._full <= _DIP
        if counts:
            self._trial.seconds += now - self._now
        self._now = now
        return counts

    def _turn_to(self, kind: str) -> None:
        """Go on with the kind that begins after a pause; where another's best number is known, it holds for all."""
        if not self._is_known(self._kind):
            self._kind = kind
        trial = self._trial
        if trial.number > 1 and trial.kind == self._kind:
            trial.unreached += not trial.seconds
            trial.settled = False
            if trial.unreached == _PATIENCE:
                self._reach[trial.kind] = trial.number - 1
        if trial.kind != self._kind or trial.unreached == _PATIENCE:
            self._trial = _Trial(self._kind, self._limit())

    def _found(self, rate: float) -> None:
        self._latest = rate
        rates, tried = self._rates.setdefault(self._kind, {}), self._tried.setdefault(self._kind, set())
        number = self._trial.number
        if number in tried:
            self._measured += 1
        tried.add(number)
        rates[number] = (rates.get(number, rate) + rate) / 2
        self._keep()
        if self._measured == _AGAIN:
            self._measured = 0
            tried.clear()
        self._trial = _Trial(self._kind, self._limit())

    def _limit(self) -> int:
        return self._next(self._kind) or _best(self._rates[self._kind])

    def _next(self, kind: str) -> int | None:
        """Return the number that is to be tried next, None where none is."""
        left = (number for number in self._numbers if number not in self._tried.get(kind, ()))
        return next((number for number in left if number <= self._reach.get(kind, number)), None)

    def _is_known(self, kind: str) -> bool:
        """Return whether every number was tried."""
        return len(self._rates.get(kind, {})) == len(self._numbers)

    def _keep(self) -> None:
        if self._file is None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            partial = self._file.with_name(f"{FILE}.{os.getpid()}.partial")
            partial.write_text(json.dumps({**_kept(self._file), self._engine: self._rates}, indent=1), encoding="utf-8")
            partial.replace(self._file)
        except OSError as error:
            _log.warning("how fast %s is cannot be kept: %s", self._engine, error)


def processor() -> str:
    """Return this machine's processor in words, and what it can do as a hash: in a cloud many have the same name."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:  # another system
        return f"{platform.machine()} {platform.processor()}".strip()
    found: dict[str, str] = dict(re.findall(r"^(model name|flags|Features)\s*:\s*(.*)$", told, re.MULTILINE))
    able = hashlib.sha256(" ".join(sorted(found.get("flags", found.get("Features", "")).split())).encode()).hexdigest()
    return f"{found.get('model name', platform.machine())} {able[:8]}"


def _best(rates: dict[int, float]) -> int:
    """Return the number that is the fastest, a smaller one where a larger one brings little."""
    numbers = sorted(rates)
    best = numbers[0]
    for number in numbers[1:]:
        if rates[number] > rates[best] * _WORTH:
            best = number
    return best


def _kept(file: Path | None) -> dict[str, Any]:
    """Return what is kept of all engines; nothing where the file is not there or is none of ours."""
    try:
        found = json.loads(file.read_text(encoding="utf-8")) if file else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _rates(kept: object, numbers: list[int]) -> Rates:
    """Return the rates of the numbers that are tried, as they were kept; none where that is not what was kept."""
    try:
        return {
            str(kind): {number: float(rates[str(number)]) for number in numbers if float(rates.get(str(number), 0)) > 0}
            for kind, rates in dict(kept or {}).items()  # type: ignore[call-overload]
        }
    except (TypeError, ValueError, AttributeError):
        return {}
