"""How an article comes to be read: known at once, gone on with, kept at the end of each layer, stopped, gone on again.

The reading that is open is the newest there is: what its job has by now where it is being read, else what is on the
shelf. Knows nothing of how it looks.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import NoReturn

import streamlit as st

from chat import admitting, pipeline
from chat.answers.understanding import intended
from chat.errors import ChatError, UnreadableReading
from chat.jobs import Job, Work
from chat.pipeline import IsCancelled, OnProgress, Progress
from chat.schema import Length, Origin, Reading
from ui import kinds
from ui.room import Room
from ui.shelf import Open, Shelf

# How long the page waits for what is known before it is drawn, and how often it looks, in seconds.
_SOON, _LOOK = 0.8, 0.02
# How long a reading that is replaced by another is waited for: to the end of a step.
_AT_MOST = 2.0
_UNKNOWN = Origin()

_log = logging.getLogger(__name__)

_Known = Callable[[OnProgress, IsCancelled], Reading]


def known_by(job: Job[Progress, Reading]) -> Reading | None:
    """Return what a job has of a reading by now; None until all is known that code alone knows."""
    progress = job.progress
    if progress is None or progress.stage == "preparing":
        return None
    is_looked_for = progress.stage == "attributing" and not progress.done
    return None if is_looked_for else progress.reading


def is_begun(room: Room) -> bool:
    """Return whether a job reads the article that is open."""
    return bool(room.open_id) and room.tasks.is_running(kinds.reading(room.open_id or ""))


def latest(room: Room, id: str) -> Open | None:
    """Return the newest there is of a reading of the reader's, None where nothing is known. Any thread may ask.

    Raises:
        UnreadableReading: another version kept it, or it is damaged.
    """
    job = room.tasks.find(kinds.reading(id))
    if job is None or not job.running:
        return room.shelf.find(room.owner, id)
    held, reading = None, known_by(job)
    with contextlib.suppress(UnreadableReading):  # it is being read anew
        held = room.shelf.find(room.owner, id)
    if reading:
        held = held.with_reading(reading) if held else Open.of(reading)
    return replace(held, is_growing=not held.reading.is_whole) if held else None


def settle(room: Room) -> None:
    """Take a reading that has ended off the desk; one of which nothing was known goes back to where it came from."""
    kind = kinds.reading(room.open_id or "")
    job = room.tasks.collect(kind) if room.open_id else None
    if job is None or job.state == "done" or known_by(job):
        return
    room.shelf.drop(room.owner, kind.entry)
    _not_begun(room, job.about, room.tasks.take_error(kind))


def read(
    room: Room,
    text: str,
    *,
    length: Length | None,
    code: str | None = None,
    kept: frozenset[int] = frozenset(),
    origin: Origin = _UNKNOWN,
    instead_of: str | None = None,
    under: str | None = None,
) -> NoReturn:
    """Start the job that reads a text, and open it; where that is not possible, explain it where articles are put in.

    Args:
        length: of the summary.
        code: its language where the reader said so.
        kept: paragraphs that look like boilerplate, and belong to the article.
        origin: where it came from.
        instead_of: an entry with the same text, which goes once the new one has begun.
        under: an entry that is read anew; else a new one is begun.
    """
    try:
        terms = room.glossary()
    except ChatError as error:
        _not_begun(room, text, error)
    id = under or room.shelf.begin(room.owner, text, length=length, code=code)
    most = room.settings.max_characters
    known = partial(pipeline.known, text, code=code, kept=kept, max_characters=most, origin=origin)
    work = _work(room, id, lambda report, stop: known(on_progress=report, cancelled=stop), length=length, terms=terms)
    if not room.tasks.start(kinds.reading(id), work, about=text):
        room.shelf.drop(room.owner, id)
        _not_begun(room, text, room.tasks.take_error(kinds.reading(id)))
    if instead_of:
        _replaced(room, instead_of)
    room.session.put_in_box("")  # the job has the text
    room.open(id)
    _wait_until_known(room, id)
    st.rerun()


def read_anew(room: Room, id: str) -> None:
    """Read the article of an entry that cannot be read any more, as it was to be read.

    It keeps its name and its conversation.
    """
    if entry := room.shelf.again(room.owner, id):
        read(room, entry.text, length=entry.length, code=entry.code, under=id)


def go_on(room: Room, id: str) -> None:
    """Start the job that reads an article on, from what there is of it; where that fails, `Tasks.error` says why."""
    open = room.shelf.find(room.owner, id)
    if open is None or open.reading.is_whole:
        return
    kind = kinds.reading(id)
    try:
        terms = room.glossary()
    except ChatError as error:
        room.tasks.refuse(kind, error)
        return
    work = going_on(room, id, open.reading, length=length_of(room, id, open.reading), terms=terms)
    if room.tasks.start(kind, work, about=open.reading.article.text):
        _wait_until_known(room, id)


def going_on(
    room: Room, id: str, begun: Reading, *, length: Length | None, terms: Mapping[str, str]
) -> Work[Progress, Reading]:
    """Return the work of reading an article on from what there is of it."""

    def known(report: OnProgress, cancelled: IsCancelled) -> Reading:
        report(Progress("attributing", 1, 1, begun))
        return begun

    return _work(room, id, known, length=length, terms=terms)


def length_of(room: Room, id: str, reading: Reading) -> Length | None:
    """Return how long the summary of a reading is, or is to be."""
    if reading.is_whole:
        return reading.summary.length
    entry = room.shelf.again(room.owner, id)
    return entry.length if entry else room.session.length_chosen


def _not_begun(room: Room, text: str, error: ChatError | None) -> NoReturn:
    """Go to where articles are put in, with the text there and why it is not read."""
    room.session.put_in_box(text, error=error)
    room.open(None)
    st.rerun()


def _replaced(room: Room, id: str) -> None:
    """Stop and drop an entry that another is read instead of."""
    kind = kinds.reading(id)
    if job := room.tasks.find(kind):
        job.cancel()
        job.wait(_AT_MOST)
    room.tasks.forget(kind)
    room.shelf.drop(room.owner, id)


def _wait_until_known(room: Room, id: str) -> None:
    """Wait a moment for what is known, so that the page is drawn with it at once."""
    job = room.tasks.find(kinds.reading(id))
    until = time.monotonic() + _SOON
    while job and job.running and known_by(job) is None and time.monotonic() < until:
        time.sleep(_LOOK)


def _work(
    room: Room, id: str, known: _Known, *, length: Length | None, terms: Mapping[str, str]
) -> Work[Progress, Reading]:
    """Return the work of reading an article: what is known first, then the rest, kept layer by layer."""
    owner, shelf, tasks = room.owner, room.shelf, room.tasks
    is_known_only = bool(room.missing)  # it can be gone on with once the weights are here

    def work(report: OnProgress, cancelled: IsCancelled) -> Reading:
        with _kept(shelf, owner, id, report) as keeper:
            begun = known(keeper.report, cancelled)
            keeper.keep(begun)
            if is_known_only:
                return begun
            with admitting.admitted(
                owner, begun, tasks.settings, on_progress=keeper.report, cancelled=cancelled
            ) as report_counted:
                engines = tasks.open_engines()
                started = time.perf_counter()
                reading = pipeline.go_on(
                    begun, engines, length=length, glossary=terms, on_progress=report_counted, cancelled=cancelled
                )
                _log.info("Reading: %.1f s", time.perf_counter() - started)
        if engines.embedder and (open := shelf.find(owner, id)):
            open.analysed.embed(engines.embedder)
            intended.prepare(engines.embedder)
        return reading

    return work


@contextlib.contextmanager
def _kept(shelf: Shelf, owner: str, id: str, report: OnProgress) -> Iterator[_Keeper]:
    """Keep a reading while it grows; where it stops, what there is of it."""
    keeper = _Keeper(shelf, owner, id, report)
    try:
        yield keeper
    finally:
        keeper.keep_the_rest()


class _Keeper:
    """Hands progress on, and keeps the reading on the shelf: first what is known, then whenever a layer is whole."""

    def __init__(self, shelf: Shelf, owner: str, id: str, report: OnProgress) -> None:
        self._shelf, self._owner, self._id, self._report = shelf, owner, id, report
        self._kept: Reading | None = None
        self._newest: Reading | None = None

    def report(self, progress: Progress) -> None:
        """Note how far the reading is."""
        self._newest = reading = progress.reading
        self._report(progress)
        if self._kept and reading and reading.layer != self._kept.layer:
            self.keep(reading)

    def keep(self, reading: Reading) -> None:
        """Keep what there is of the reading."""
        self._kept = self._newest = reading
        self._shelf.keep(self._owner, self._id, pipeline.as_kept(reading))

    def keep_the_rest(self) -> None:
        """Keep what has come since the last layer was whole; of what was never known nothing."""
        if self._kept and self._newest and self._newest is not self._kept:
            self.keep(self._newest)
