"""What programs can have done: articles read, asked and checked, kept in the library, and put side by side.

Every method says whose it is; nobody is shown another's. HTTP and assistants both come here. Knows neither.
"""

from __future__ import annotations

import datetime
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Literal

from chat import figures, gathering, pipeline
from chat.admitting import admitted
from chat.answers.quote_check import CheckedQuote
from chat.dossier.dossier import Dossier
from chat.errors import ChatError, InputError, NotInLibrary
from chat.export import dossier as dossier_files
from chat.export import files
from chat.intake import source
from chat.intake.source import Taken
from chat.jobs import Desk, Job
from chat.layers import IsCancelled, OnProgress, Progress
from chat.models import registry
from chat.models.base import Embedder
from chat.models.registry import Engines
from chat.schema import Answer, Claim, Ledger, Length, Reading
from chat.settings import Settings
from chat.storage.dossiers import DOSSIERS
from chat.storage.library import Entry, Library, open_library
from chat.translation import glossary

_LONGEST_QUESTION = 1_000  # characters, as on the page
_LONGEST_STEP = 20.0  # seconds that a step of a reading takes until it looks whether to stop


@dataclass(frozen=True)
class Kind:
    """What a job does, and for which entry of the library."""

    what: Literal["api reading", "api answer"]
    entry: str


@dataclass(frozen=True)
class Snapshot:
    """A reading as it is by now, and whether it is being read on; where that failed, why."""

    id: str
    reading: Reading
    is_growing: bool
    stage: str = ""
    error: ChatError | None = None


class Host:
    """Does what programs ask for. Threads may use it at once.

    Args:
        open_engines: opens them, when they are first needed.
        desk: has the jobs; of a server with a page, that of the page, so that both end together.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        open_engines: Callable[[Settings], Engines] | None = None,
        desk: Desk[Any] | None = None,
    ) -> None:
        self.settings = settings
        self.desk: Desk[Any] = desk if desk is not None else Desk()
        self._open_engines = open_engines
        self._opening = threading.Lock()

    @cached_property
    def _kept(self) -> Library | None:
        return open_library(self.settings)

    @property
    def library(self) -> Library:
        """The library.

        Raises:
            InputError: the settings want none.
        """
        if self._kept is None:
            raise InputError(
                "Nothing is kept here: BELEGT_HISTORY is off.", hint="Only the claims of a text can be asked for then."
            )
        return self._kept

    def engines(self) -> Engines:
        """Return the engines, loaded. Raises as `registry.open_engines` does."""
        with self._opening:
            return (self._open_engines or registry.open_engines)(self.settings)

    def missing(self) -> tuple[str, ...]:
        """Return the names of the models whose weights are not here."""
        return registry.choose(self.settings).missing(self.settings)

    def terms(self) -> Mapping[str, str]:
        """Return the terms of the settings' file."""
        return glossary.from_file(self.settings.glossary) if self.settings.glossary else {}

    def taken(self, *, text: str | None = None, url: str | None = None) -> Taken:
        """Return the article that is given as a text, or is at an address.

        Raises:
            InputError: neither is given, or both, or it cannot be read.
        """
        if (text is None) == (url is None):
            raise InputError("Give either a text or an address.", hint="“text” or “url”, not both.")
        if url is not None:
            return source.take_url(url, allowed=self.settings.fetch)
        return Taken(source.from_text(text or ""))

    def claims(self, taken: Taken, *, code: str | None = None) -> tuple[tuple[Claim, ...], Ledger]:
        """Return who claims what in an article. No model is asked, and nothing is kept."""
        most = self.settings.max_characters
        return pipeline.claims(taken.text, None, code=code, max_characters=most, origin=taken.origin)

    def begin(
        self, owner: str, taken: Taken, *, code: str | None, length: Length | None, translate: bool = True
    ) -> Snapshot:
        """Keep an article as far as code knows it, and have it read on where that is wished.

        Raises:
            InputError: it cannot be read.
            Busy, QuotaReached: it cannot be begun now; nothing is kept.
            ModelError: the weights are not here.
        """
        if translate:
            self._require_weights()
        known = pipeline.known(taken.text, code=code, max_characters=self.settings.max_characters, origin=taken.origin)
        id = self.library.begin(owner, taken.text, length=length, code=code)
        self.library.keep(owner, id, known)
        if not translate:
            return Snapshot(id, known, is_growing=False)
        try:
            self._start(owner, id, known, length)
        except ChatError:
            self.library.delete(owner, id)
            raise
        return Snapshot(id, known, is_growing=True)

    def go_on(self, owner: str, id: str) -> Snapshot:
        """Have a reading that is not whole read on; what is there is not made again.

        Raises:
            NotInLibrary, Busy, ModelError: as `begin`.
        """
        now = self.snapshot(owner, id)
        if now.is_growing or now.reading.is_whole:
            return now
        self._require_weights()
        unfinished = self.library.again(owner, id)
        self._start(owner, id, now.reading, unfinished.length)
        return Snapshot(id, now.reading, is_growing=True)

    def _require_weights(self) -> None:
        """Raise what opening the engines would, without opening them, where their weights are not here."""
        if self._open_engines is None and self.missing():
            registry.open_engines(self.settings)

    def _start(self, owner: str, id: str, known: Reading, length: Length | None) -> Job[Progress, Reading]:
        work = partial(self._work, owner, id, known, length)
        return self.desk.start(owner, Kind("api reading", id), work)

    def _work(
        self, owner: str, id: str, known: Reading, length: Length | None, report: OnProgress, cancelled: IsCancelled
    ) -> Reading:
        """Read an article on, and keep it whenever a layer is whole, and as far as it is where it ends."""
        newest = kept = known

        def grown(progress: Progress) -> None:
            nonlocal newest, kept
            report(progress)
            newest = progress.reading or newest
            if newest.layer != kept.layer:
                self.library.keep(owner, id, pipeline.as_kept(newest))
                kept = newest

        try:
            with admitted(owner, known, self.settings, on_progress=grown, cancelled=cancelled) as counted:
                terms = self.terms()
                newest = pipeline.go_on(
                    known, self.engines(), length=length, glossary=terms, on_progress=counted, cancelled=cancelled
                )
            return newest
        finally:
            if newest is not kept:
                self.library.keep(owner, id, pipeline.as_kept(newest))

    def snapshot(self, owner: str, id: str) -> Snapshot:
        """Return a reading as it is by now.

        Raises:
            NotInLibrary: there is none of that name, or it is another's.
        """
        job: Job[Progress, Reading] | None = self.desk.find(owner, Kind("api reading", id))
        reading = self.library.reading(owner, id)
        if job is None:
            return Snapshot(id, reading, is_growing=False)
        progress = job.progress
        newer = job.result or (progress.reading if progress else None)
        stage = progress.stage if progress else "waiting"
        return Snapshot(id, newer or reading, is_growing=job.running, stage=stage, error=job.error)

    def wait(self, owner: str, id: str, *, seconds: float) -> Snapshot:
        """Return a reading once it is being read no more, or the seconds are over.

        Raises:
            ChatError: it failed.
        """
        job = self.desk.find(owner, Kind("api reading", id))
        if job:
            job.wait(seconds)
        now = self.snapshot(owner, id)
        if now.error:
            raise now.error
        return now

    def recent(self, owner: str, *, query: str = "", limit: int = 50) -> tuple[Entry, ...]:
        """Return what was read before and has the words of a query, the latest first."""
        return self.library.recent(owner, query=query, limit=limit)

    def stop(self, owner: str, id: str) -> Snapshot:
        """Stop reading an article; what is there stays."""
        job = self.desk.running(owner, Kind("api reading", id))
        if job:
            job.cancel()
            job.wait(_LONGEST_STEP)
        now = self.snapshot(owner, id)
        return Snapshot(now.id, now.reading, is_growing=now.is_growing, stage=now.stage)

    def delete(self, owner: str, id: str) -> None:
        """Delete a reading for good, and stop what is done for it.

        Raises:
            NotInLibrary: there is none.
        """
        self.library.reading(owner, id)
        self.desk.dismiss(owner, lambda kind: getattr(kind, "entry", None) == id)
        self.library.delete(owner, id)

    def ask(self, owner: str, id: str, question: str, *, cancelled: IsCancelled | None = None) -> Answer:
        """Answer a question about a reading as far as it is there, and keep the answer.

        Raises:
            InputError: the question is empty or too long.
            NotInLibrary, ModelError: there is no such reading; the model failed.
        """
        asked = _question(question)
        reading = self.snapshot(owner, id).reading
        history = [turn.answer for turn in self.library.answers(owner, id)]
        self._require_weights()
        started = time.monotonic()
        try:
            answer = pipeline.ask(
                reading, asked, self.engines(), history=history, glossary=self.terms(), cancelled=cancelled
            )
        except ChatError:
            figures.add(figures.QUESTIONS, outcome="failed")
            raise
        figures.add(figures.QUESTIONS, outcome="done")
        figures.observe(figures.ANSWERED, time.monotonic() - started)
        self.library.add_answer(owner, id, answer)
        return answer

    def answers(self, owner: str, id: str) -> list[Answer]:
        """Return the conversation about a reading."""
        self.library.reading(owner, id)
        return [turn.answer for turn in self.library.answers(owner, id)]

    def verify(self, owner: str, id: str, quote: str) -> CheckedQuote:
        """Return what a quotation from a reading is worth. No model is asked."""
        return pipeline.verify(self.snapshot(owner, id).reading, quote)

    def file(self, owner: str, id: str, *, format: files.Format, scope: files.Scope) -> bytes:
        """Return a reading as a file."""
        reading = self.snapshot(owner, id).reading
        ledger = pipeline.analysed(reading).ledger
        answers = self.answers(owner, id)
        today = datetime.date.today()
        return files.write(reading, ledger=ledger, format=format, date=today, scope=scope, answers=answers)

    def dossier(self, owner: str, id: str) -> Dossier:
        """Return a dossier with all its articles.

        Raises:
            NotInLibrary: there is none.
        """
        return gathering.open_dossier(self.library, owner, id, embedder=self._embedder)

    @cached_property
    def _embedder(self) -> Embedder | None:
        return registry.open_embedder(self.settings) if self._open_engines is None else None

    def dossiers(self, owner: str) -> tuple[Any, ...]:
        """Return the dossiers as they are listed."""
        return self.library.dossiers.recent(owner, limit=DOSSIERS)

    def add(self, owner: str, dossier: str, id: str) -> int:
        """Put a reading into a dossier, and return its number there.

        Raises:
            NotInLibrary, LibraryFull: one of them is not there; it is full.
        """
        self.library.reading(owner, id)
        return self.library.dossiers.add(owner, dossier, id)

    def take_out(self, owner: str, dossier: str, number: int) -> None:
        """Take an article out of a dossier; the reading stays.

        Raises:
            NotInLibrary: it has none of that number.
        """
        for member in self.library.dossiers.members(owner, dossier):
            if member.number == number:
                self.library.dossiers.remove(owner, dossier, member.entry.id)
                return
        raise NotInLibrary("There is no article of that number in this dossier.")

    def ask_dossier(self, owner: str, id: str, question: str) -> Answer:
        """Answer a question about a dossier, and keep the answer. A model is asked to translate some questions only."""
        asked = _question(question)
        dossier = self.dossier(owner, id)
        history = [turn.answer for turn in self.library.dossiers.answers(owner, id)]
        can_translate = self._open_engines is not None or not self.missing()
        answer = gathering.ask(
            dossier,
            asked,
            embedder=self._embedder,
            translator=(lambda: self.engines().translator) if can_translate else None,
            history=history,
            glossary=self.terms(),
        )
        self.library.dossiers.add_answer(owner, id, answer)
        return answer

    def dossier_file(self, owner: str, id: str, *, format: dossier_files.Format) -> bytes:
        """Return a dossier as a file."""
        dossier = self.dossier(owner, id)
        answers = [turn.answer for turn in self.library.dossiers.answers(owner, id)]
        return dossier_files.write(dossier, format=format, date=datetime.date.today(), answers=answers)

    def delete_dossier(self, owner: str, id: str) -> None:
        """Delete a dossier for good; its readings stay."""
        self.library.dossiers.find(owner, id)
        self.library.dossiers.delete(owner, id)
        gathering.let_go(owner, id)


def _question(question: str) -> str:
    """Return a question in one line.

    Raises:
        InputError: it is empty or too long.
    """
    asked = " ".join(question.split())
    if not asked:
        raise InputError("There is no question.", hint="Ask something about the article.")
    if len(asked) > _LONGEST_QUESTION:
        raise InputError("The question is too long.", hint="Ask in 1,000 characters at most.")
    return asked
