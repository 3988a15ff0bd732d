"""How articles come to be read into a dossier: got one after the other, known at once, then each read to its end.

Two jobs of a dossier go on beside the page: one gets texts and finds out what code alone knows of them, so that ledger
and matrix are there in seconds; one has each article read to its end, by the same job that reads it alone. What cannot
be got or read is told of that article alone. Knows nothing of how it looks.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from chat import pipeline
from chat.errors import Cancelled, ChatError, InputError, NotInLibrary, UnreadableReading
from chat.intake import many
from chat.intake.duplicates import Known
from chat.jobs import Work
from chat.models import registry
from chat.models.base import Embedder
from chat.quotas import open_quotas
from chat.schema import Length, Reading
from chat.storage.dossiers import Member
from ui import kinds, readings
from ui.cabinet import AnyWanted, Cabinet, Got, Trouble, Wanted, WantedPages
from ui.kinds import Step
from ui.room import Room
from ui.wanted import fetched

# How often a job looks for what another has done, in seconds.
_LOOK_AT_JOBS = 0.2

_OnStep = Callable[[Step], None]
_IsCancelled = Callable[[], bool]


def is_getting(room: Room, id: str) -> bool:
    """Return whether articles are being got into a dossier."""
    return room.tasks.is_running(kinds.getting(id))


def is_reading(room: Room, id: str) -> bool:
    """Return whether the articles of a dossier are being read to their end."""
    return room.tasks.is_running(kinds.articles(id))


def is_going_on(room: Room, id: str) -> bool:
    """Return whether articles are being got into a dossier, or read."""
    return is_getting(room, id) or is_reading(room, id)


def settle(room: Room, cabinet: Cabinet, id: str) -> None:
    """Take jobs that have ended off the desk, and go on with what came just as one ended."""
    for kind in (kinds.getting(id), kinds.articles(id)):
        room.tasks.collect(kind)
    if cabinet.waiting(room.owner, id) and not is_getting(room, id):
        _start(room, cabinet, id)


def get(room: Room, cabinet: Cabinet, id: str, wanted: Sequence[AnyWanted]) -> None:
    """Have articles got into a dossier, after those that wait already, and read."""
    cabinet.want(room.owner, id, wanted)
    _start(room, cabinet, id)


def _start(room: Room, cabinet: Cabinet, id: str) -> None:
    if not is_getting(room, id):
        room.tasks.start(kinds.getting(id), _getting(room, cabinet, id, length=room.session.length_chosen))
    go_on(room, cabinet, id)


def go_on(room: Room, cabinet: Cabinet, id: str) -> None:
    """Have the articles of a dossier read to their end, where the engines are here and nothing else has them read."""
    if room.missing or is_reading(room, id):
        return
    kind = kinds.articles(id)
    try:
        terms = room.glossary()
    except ChatError as error:
        room.tasks.refuse(kind, error)
        return
    for entry, _ in cabinet.beside(room.owner, id).failed:
        cabinet.note_failed(room.owner, id, entry, None)
    room.tasks.start(kind, _reading(room, cabinet, id, terms=terms))


def stop(room: Room, cabinet: Cabinet, id: str) -> None:
    """Stop getting and reading; what is there stays and can be gone on with, and what waits is told."""
    while wanted := cabinet.next_wanted(room.owner, id):
        cabinet.note_trouble(room.owner, id, _stopped(wanted))
    for kind in (kinds.getting(id), kinds.articles(id)):
        if job := room.tasks.find(kind):
            job.cancel()
            if job.progress and (reading := room.tasks.find(kinds.reading(job.progress.entry))):
                reading.cancel()


def add(room: Room, cabinet: Cabinet, id: str, entries: Sequence[str]) -> None:
    """Add readings of the library to a dossier, and have those read on that are not whole.

    Raises:
        LibraryError: one of them, or the dossier, is not there, or there is no room for it.
    """
    for entry in entries:
        cabinet.dossiers.add(room.owner, id, entry)
    go_on(room, cabinet, id)


def _getting(room: Room, cabinet: Cabinet, id: str, *, length: Length | None) -> Work[Step, None]:
    """Return the work of getting what waits into a dossier, each as code alone knows it."""

    def work(report: _OnStep, cancelled: _IsCancelled) -> None:
        into = _Into(room, cabinet, id, length, report, cancelled)
        while wanted := cabinet.next_wanted(room.owner, id):
            if isinstance(wanted, WantedPages):
                into.fetch(wanted)
            else:
                into.get(wanted)

    return work


class _Into:
    """Gets articles into a dossier, and notes what is wrong with one, or that it is there already.

    Raises:
        Cancelled: the dossier is there no more, or the reader stopped it.
    """

    def __init__(
        self,
        room: Room,
        cabinet: Cabinet,
        id: str,
        length: Length | None,
        report: _OnStep,
        cancelled: _IsCancelled,
    ) -> None:
        self._room, self._cabinet, self._id, self._length = room, cabinet, id, length
        self._report, self._cancelled = report, cancelled
        self._done = 0

    def get(self, wanted: Wanted) -> None:
        """Get what was pasted, or is in a file."""
        try:
            self._say(wanted.name, more=1)
            for got in wanted.get():
                self._take(got, wanted.name, wanted)
        except Cancelled:
            self._note_stopped(wanted)
            raise
        except ChatError as error:
            self._note(wanted.name, error, wanted)
        except Exception as error:  # nothing that the reader gave is lost by a fault of what reads it
            self._note(wanted.name, _fault(error), wanted)
            raise
        self._done += 1

    def fetch(self, wanted: WantedPages) -> None:
        """Fetch what is at some addresses."""
        new: list[str] = []
        try:
            here = self._here()
        except NotInLibrary:  # nobody wants them any more
            raise
        except ChatError as error:
            self._note(", ".join(wanted.urls), error, wanted)
            return
        for url in wanted.urls:
            if there := here.at(url):
                self._note(url, _repeated(there), None)
            else:
                new.append(url)
        if new:
            self._fetch(replace(wanted, urls=tuple(new)))

    def _fetch(self, wanted: WantedPages) -> None:
        left = dict.fromkeys(wanted.urls)
        try:
            self._fetch_each(wanted, left)
        except Cancelled:
            self._note_stopped(replace(wanted, urls=tuple(left)))
            raise
        except Exception as error:  # as in `get`
            self._note(", ".join(left), _fault(error), replace(wanted, urls=tuple(left)))
            raise

    def _fetch_each(self, wanted: WantedPages, left: dict[str, None]) -> None:
        """Fetch pages, and take each that was fetched out of what is left."""
        pages: dict[str, bytes] = {}
        self._say(wanted.urls[0], more=len(left))
        for what, result in many.take(
            wanted.urls,
            allowed=self._room.settings.fetch,
            keep=pages.__setitem__ if wanted.archived else None,
            cancelled=self._cancelled,
        ):
            url = str(what)
            again = replace(wanted, urls=(url,))
            try:
                if isinstance(result, ChatError):
                    raise result
                self._take(fetched(result, pages.pop(url, b""), wanted.told.get(url)), url, again)
            except Cancelled:
                raise
            except ChatError as error:
                self._note(url, error, again)
            left.pop(url, None)
            self._done += 1
            self._say(url, more=len(left))

    def _say(self, name: str, *, more: int) -> None:
        """Tell how far it is.

        Raises:
            Cancelled: the reader stopped it.
        """
        waiting = self._cabinet.waiting(self._room.owner, self._id)
        self._report(Step(self._done, self._done + more + waiting, name))
        if self._cancelled():
            raise Cancelled("Stopped.")

    def _here(self) -> Known[int]:
        """Return the numbers of the articles of the dossier, to be known again."""
        known = Known[int]()
        for source in self._cabinet.sources(self._room.owner, self._id, embedder=_embedder(self._room)):
            if source.reading:
                known.add(source.reading.article.text, source.reading.article.origin.url, source.number)
        return known

    def _note(self, name: str, error: ChatError, wanted: AnyWanted | None) -> None:
        self._note_trouble(Trouble(name, error, wanted))

    def _note_stopped(self, wanted: AnyWanted) -> None:
        """Note what was not got, unless the dossier was deleted."""
        with contextlib.suppress(ChatError):
            self._cabinet.dossiers.members(self._room.owner, self._id)  # raises where it is not there
            if not isinstance(wanted, WantedPages) or wanted.urls:
                self._note_trouble(_stopped(wanted))

    def _note_trouble(self, trouble: Trouble) -> None:
        self._cabinet.note_trouble(self._room.owner, self._id, trouble)

    def _take(self, got: Got, name: str, wanted: AnyWanted) -> None:
        """Find out what code alone knows of an article, and keep it, unless it is there already.

        Raises:
            ChatError: it cannot be read, or not be kept.
        """
        if there := self._here().find(got.text, got.origin.url):
            self._note(name, _repeated(there), None)
            return
        known = pipeline.known(
            got.text,
            code=wanted.code,
            max_characters=self._room.settings.max_characters,
            origin=got.origin,
            cancelled=self._cancelled,
        )
        _keep(self._room, self._cabinet, self._id, got, known, length=self._length, code=wanted.code)


def _keep(
    room: Room, cabinet: Cabinet, id: str, got: Got, known: Reading, *, length: Length | None, code: str | None
) -> None:
    """Keep what is known of an article, and put it into a dossier.

    Raises:
        LibraryError: there is no room for it.
        Cancelled: the dossier is there no more.
    """
    entry = room.shelf.begin(room.owner, got.text, length=length, code=code)
    room.shelf.keep(room.owner, entry, pipeline.as_kept(known))
    try:
        cabinet.dossiers.add(room.owner, id, entry)
    except ChatError as error:
        room.shelf.drop(room.owner, entry)
        if isinstance(error, NotInLibrary):
            if problem := room.shelf.problem(room.owner):  # then it is the article that is not there
                raise problem from error
            raise Cancelled("The dossier was deleted.") from error
        raise
    if got.warc:
        cabinet.library.keep_page(room.owner, entry, got.warc)


def _stopped(wanted: AnyWanted) -> Trouble:
    """Return what is told of what was to be got when the reader stopped it."""
    name = ", ".join(wanted.urls) if isinstance(wanted, WantedPages) else wanted.name
    return Trouble(name, Cancelled("Stopped before this was got.", hint="Try again to get it."), wanted)


def _fault(error: Exception) -> ChatError:
    """Return what is told of what could not be got through a fault of the program."""
    return ChatError(f"Something went wrong inside Belegt: {type(error).__name__}.", hint="The log has the details.")


def _repeated(number: int) -> ChatError:
    """Return what is told of an article that is in the dossier already."""
    return InputError(f"It is in the dossier already, as article {number}.", hint="Nothing was added.")


def _embedder(room: Room) -> Embedder | None:
    return registry.open_embedder(room.settings)


def _reading(room: Room, cabinet: Cabinet, id: str, *, terms: Mapping[str, str]) -> Work[Step, None]:
    """Return the work of having each article read to its end that is not, as long as more are being got."""

    def work(report: _OnStep, cancelled: _IsCancelled) -> None:
        tried: set[str] = set()
        quotas = open_quotas(room.settings)
        while not cancelled():
            is_getting_more = is_getting(room, id)  # asked first: what it has got is there when it has ended
            members = cabinet.dossiers.members(room.owner, id)
            left = [one for one in members if not one.entry.whole and one.entry.readable and one.entry.id not in tried]
            if left and not quotas.has_room(room.owner):  # the reader reads others beside it
                time.sleep(_LOOK_AT_JOBS)
            elif left:
                whole = sum(member.entry.whole for member in members)
                report(Step(whole, len(members), left[0].entry.title, left[0].entry.id))
                tried.add(left[0].entry.id)
                _read_one(room, cabinet, id, left[0], terms=terms, cancelled=cancelled)
            elif is_getting_more:
                time.sleep(_LOOK_AT_JOBS)
            else:
                return
        raise Cancelled("Stopped.")

    return work


def _read_one(
    room: Room, cabinet: Cabinet, id: str, member: Member, *, terms: Mapping[str, str], cancelled: _IsCancelled
) -> None:
    """Have an article read to its end by the job that reads it alone, and wait for that; why it failed is noted."""
    entry = member.entry.id
    kind = kinds.reading(entry)
    job = room.tasks.find(kind)
    if job is None or not job.running:
        try:
            open = room.shelf.find(room.owner, entry)
        except UnreadableReading as error:  # the others are read all the same
            cabinet.note_failed(room.owner, id, entry, error)
            return
        if open is None or open.reading.is_whole:
            return
        length = readings.length_of(room, entry, open.reading)
        work = readings.going_on(room, entry, open.reading, length=length, terms=terms)
        job = room.tasks.begin(kind, work, about=open.reading.article.text)
    while not job.wait(_LOOK_AT_JOBS):
        if cancelled():
            job.cancel()
    if job.state == "failed" and job.error:
        cabinet.note_failed(room.owner, id, entry, job.error)
