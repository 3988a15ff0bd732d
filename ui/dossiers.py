"""How articles come to be read into a dossier: got one after the other, known at once, then each read to its end.

Three jobs of a dossier go on beside the page: one gets texts and finds out what code alone knows of them, so that
ledger and matrix are there in seconds; one has each article read to its end, by the same job that reads it alone; one
works out what is found across them whenever that has changed. What cannot be got or read is told of that article alone.
Knows nothing of how it looks.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from chat import pipeline
from chat.errors import Busy, Cancelled, ChatError, InputError, LibraryError, NotInLibrary
from chat.intake.source import Taken
from chat.jobs import Job
from chat.lang.characters import one_line
from chat.models import registry
from chat.schema import Length, Reading
from chat.storage.dossiers import Contents, Member
from ui import kinds, readings
from ui.cabinet import Cabinet, Compared, Stamp, Trouble, Wanted
from ui.kinds import Step
from ui.room import Room

# How long the page waits for what is worked out before it is drawn without, and how often it and jobs look, in seconds.
_SOON, _LOOK, _LOOK_AT_JOBS = 0.8, 0.02, 0.2

_OnStep = Callable[[Step], None]
_IsCancelled = Callable[[], bool]


def is_getting(room: Room, id: str) -> bool:
    """Return whether articles are being got into a dossier."""
    return room.tasks.is_running(kinds.getting(id))


def is_reading(room: Room, id: str) -> bool:
    """Return whether the articles of a dossier are being read to their end."""
    return room.tasks.is_running(kinds.articles(id))


def settle(room: Room, cabinet: Cabinet, id: str) -> None:
    """Take jobs that have ended off the desk, and go on with what came just as one ended."""
    for kind in (kinds.getting(id), kinds.articles(id)):
        room.tasks.collect(kind)
    if cabinet.waiting(room.owner, id) and not is_getting(room, id):
        _start(room, cabinet, id)


def get(room: Room, cabinet: Cabinet, id: str, wanted: Sequence[Wanted]) -> None:
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
    """Stop getting and reading; what is there stays, and can be gone on with."""
    cabinet.want_no_more(room.owner, id)
    for kind in (kinds.getting(id), kinds.articles(id)):
        if job := room.tasks.find(kind):
            job.cancel()


def add(room: Room, cabinet: Cabinet, id: str, entries: Sequence[str]) -> None:
    """Add readings of the library to a dossier, and have those read on that are not whole.

    Raises:
        LibraryError: one of them, or the dossier, is not there, or there is no room for it.
    """
    for entry in entries:
        cabinet.dossiers.add(room.owner, id, entry)
    go_on(room, cabinet, id)


def _getting(room: Room, cabinet: Cabinet, id: str, *, length: Length | None) -> kinds.StepWork:
    """Return the work of getting what waits into a dossier, each as code alone knows it."""

    def work(report: _OnStep, cancelled: _IsCancelled) -> None:
        done = 0
        while wanted := cabinet.next_wanted(room.owner, id):
            report(Step(done, done + 1 + cabinet.waiting(room.owner, id), wanted.name))
            if cancelled():
                raise Cancelled("Stopped.")
            try:
                _take(room, cabinet, id, wanted, length=length, cancelled=cancelled)
            except Cancelled:
                raise
            except ChatError as error:
                again = wanted if error.retryable or wanted.code is None else None
                cabinet.note_trouble(room.owner, id, Trouble(wanted.name, error, again))
            done += 1

    return work


def _take(
    room: Room, cabinet: Cabinet, id: str, wanted: Wanted, *, length: Length | None, cancelled: _IsCancelled
) -> None:
    """Get one article into a dossier.

    Raises:
        ChatError: it cannot be got, or is there already.
        Cancelled: the dossier is there no more, or the reader stopped it.
    """
    here = _articles(room, cabinet, id)
    _require_new(here, lambda reading: bool(wanted.url) and reading.article.origin.url == wanted.url)
    taken = wanted.get()
    _require_new(here, lambda reading: one_line(reading.article.text) == one_line(taken.text))
    reading = pipeline.known(
        taken.text,
        code=wanted.code,
        max_characters=room.settings.max_characters,
        origin=taken.origin,
        cancelled=cancelled,
    )
    entry = room.shelf.begin(room.owner, taken.text, length=length, code=wanted.code)
    room.shelf.keep(room.owner, entry, pipeline.as_kept(reading))
    try:
        cabinet.dossiers.add(room.owner, id, entry)
        if taken.warc:
            cabinet.library.keep_page(room.owner, entry, taken.warc)
    except NotInLibrary as error:
        room.shelf.delete(room.owner, entry)
        raise Cancelled("The dossier was deleted.") from error


def _articles(room: Room, cabinet: Cabinet, id: str) -> dict[int, Reading]:
    """Return the readings of a dossier by their numbers. Each is fetched once, and held while the dossier is."""
    members = cabinet.dossiers.members(room.owner, id)
    found = cabinet.readings(room.owner, id, [member.entry.id for member in members])
    return {member.number: found[member.entry.id] for member in members if member.entry.id in found}


def _require_new(here: Mapping[int, Reading], is_it: Callable[[Reading], bool]) -> None:
    """Raise InputError where an article of a dossier is what is to be got."""
    if number := next((number for number, reading in here.items() if is_it(reading)), None):
        raise InputError(f"It is in the dossier already, as article {number}.", hint="Nothing was added.")
