"""Work that goes on beside the page, from its start to its end: started, found again, watched, stopped, taken off.

All that the page has done takes this way, whatever it is: one kind of work at a time for each entry (see `ui.kinds`).
Knows nothing of what the work is or how it looks.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import streamlit as st

from chat import figures
from chat.errors import Busy, Cancelled, ChatError
from chat.jobs import Desk, Job, Work
from chat.models import registry
from chat.models.registry import Engines
from chat.settings import Settings
from ui.kinds import AnyKind, Kind, P, R
from ui.session import Session
from ui.shelf import Shelf
from ui.tongue import fragment

# How often a running job is looked at, in seconds.
LOOK = 1.2
# Whose the jobs are that are everybody's.
_EVERYBODY = "everybody"

_log = logging.getLogger(__name__)

EngineWork = Callable[[Engines, Callable[[P], None], Callable[[], bool]], R]


@dataclass(frozen=True)
class Tasks:
    """The jobs that a reader sees, as one tab sees them: `session` is told why one failed, or could not begin."""

    owner: str
    desk: Desk[AnyKind]
    shelf: Shelf
    session: Session
    settings: Settings

    def start(self, kind: Kind[P, R], work: Work[P, R], *, about: str = "") -> bool:
        """Start a job and return whether it began; where it did not, `error` says why.

        Args:
            work: as for Job. What came of work for an entry that is deleted meanwhile is forgotten.
            about: what it is about, for `Job.about`.
        """
        try:
            self.begin(kind, work, about=about)
        except Busy as error:
            self.refuse(kind, error)
            return False
        self.session.count_attempt(kind)
        self.session.note_error(kind, None)
        return True

    def begin(self, kind: Kind[P, R], work: Work[P, R], *, about: str = "") -> Job[P, R]:
        """Start a job that no tab waits for, and return it. For the thread of another job.

        Raises:
            Busy: as `Desk.start`.
        """
        return self.desk.start(self._owner_of(kind), kind, self._held(kind, work), about=about)

    def refuse(self, kind: AnyKind, error: ChatError) -> None:
        """Note why a job cannot begin."""
        self.session.count_attempt(kind)
        self.session.note_error(kind, error)

    def start_on_engines(self, kind: Kind[P, R], work: EngineWork[P, R], *, about: str = "") -> bool:
        """Start a job for which the engines are opened first; all else is as for `start`.

        Args:
            work: called with (engines, report, cancelled).
        """

        def on_engines(report: Callable[[P], None], cancelled: Callable[[], bool]) -> R:
            engines = self.open_engines()
            opened = time.perf_counter()
            with _counting(kind):
                result = work(engines, report, cancelled)
            _log.info("%s: %.1f s", kind.name.capitalize(), time.perf_counter() - opened)
            return result

        return self.start(kind, on_engines, about=about)

    def open_engines(self) -> Engines:
        """Return the engines that the settings ask for; loading them takes seconds. For the thread of a job.

        Raises as `registry.open_engines` does.
        """
        started = time.perf_counter()
        engines = registry.open_engines(self.settings)
        _log.info("Opening the engines: %.1f s", time.perf_counter() - started)
        return engines

    def _held(self, kind: Kind[P, R], work: Work[P, R]) -> Work[P, R]:
        """Return work that holds that its entry is worked for."""
        shelf, owner = self.shelf, self.owner

        def held(report: Callable[[P], None], cancelled: Callable[[], bool]) -> R:
            with shelf.work_for(owner, kind.entry):
                return work(report, cancelled)

        return work if kind.is_everybodys else held

    def find(self, kind: Kind[P, R]) -> Job[P, R] | None:
        """Return the job of a kind, running or ended and not collected; None where there is none."""
        return self.desk.find(self._owner_of(kind), kind)

    def is_running(self, kind: AnyKind) -> bool:
        """Return whether a job of that kind runs."""
        return self.desk.running(self._owner_of(kind), kind) is not None

    def error(self, kind: AnyKind) -> ChatError | None:
        """Return why the last job of a kind failed or could not begin, None where nothing went wrong."""
        if error := self.session.error(kind):
            return error
        job = self.find(kind)
        return job.error if job and job.state == "failed" else None

    def take_error(self, kind: AnyKind) -> ChatError | None:
        """Return what `error` does; from then on nothing went wrong."""
        error = self.error(kind)
        self.session.note_error(kind, None)
        return error

    def collect(self, kind: Kind[P, R]) -> Job[P, R] | None:
        """Take a job that has ended off the desk and note whether it failed; None where there is none, or it runs.

        Of several tabs that ask, one gets it. What is everybody's stays, so that all see how it ended.
        """
        if kind.is_everybodys:
            return None
        job: Job[P, R] | None = self.desk.collect(self.owner, kind)
        if job:
            self.session.note_error(kind, job.error if job.state == "failed" else None)
        return job

    def forget(self, kind: AnyKind) -> None:
        """Take a job that has ended off the desk, however it ended."""
        self.desk.collect(self._owner_of(kind), kind)

    def dismiss(self, entry: str) -> None:
        """Stop what is done for an entry that is deleted, and take it off the desk."""
        self.desk.dismiss(self.owner, lambda kind: kind.entry == entry)

    def dismiss_all(self) -> None:
        """Stop all that is done for the reader, and take it off the desk."""
        self.desk.dismiss(self.owner, lambda kind: True)

    def _owner_of(self, kind: AnyKind) -> str:
        return _EVERYBODY if kind.is_everybodys else self.owner


@contextlib.contextmanager
def _counting(kind: AnyKind) -> Iterator[None]:
    """Count an answer: how it ended, and how long it took."""
    if kind.name != "answer":
        yield
        return
    started = time.perf_counter()
    try:
        yield
    except BaseException as error:
        figures.add(figures.QUESTIONS, outcome="cancelled" if isinstance(error, Cancelled) else "failed")
        raise
    figures.add(figures.QUESTIONS, outcome="done")
    figures.observe(figures.ANSWERED, time.perf_counter() - started)


def watch(
    tasks: Tasks,
    kind: Kind[P, R],
    *,
    draw: Callable[[Job[P, R]], None],
    ended: Callable[[Job[P, R]], None] = lambda job: None,
) -> None:
    """Draw a job again and again while it runs; once it has ended, hand it over and draw the whole page.

    Args:
        draw: draws a running job.
        ended: gets the job, collected, if no other tab has.
    """
    fragment(_watch, run_every=LOOK)(tasks, kind, draw, ended)


def _watch(
    tasks: Tasks, kind: AnyKind, draw: Callable[[Job[Any, Any]], None], ended: Callable[[Job[Any, Any]], None]
) -> None:
    job = tasks.find(kind)
    if job and job.running:
        draw(job)
        return
    if collected := tasks.collect(kind):
        ended(collected)
    st.rerun()
