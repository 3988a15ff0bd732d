"""What the page knows while it is drawn: who reads, with which settings and engines, and which reading is open.

What outlives a redraw lies in four places: in the session what this tab shows, on the desk what is being worked on, on
the shelf what was read, in the cabinet the dossiers of it. The last three are found again after a reload, by the owner
and by the names of reading and dossier in the page's address.
"""

from __future__ import annotations

import atexit
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from chat.jobs import PATIENCE, Desk
from chat.models import registry
from chat.models.memory import memory_on_disk
from chat.settings import Settings, load
from chat.storage.library import Library, open_library
from chat.translation import glossary
from ui import identity, session
from ui.cabinet import Cabinet
from ui.kinds import AnyKind
from ui.session import Session
from ui.shelf import Shelf
from ui.tasks import Tasks

_ADDRESS, _DOSSIER, _OFFERED = "reading", "dossier", "url"
_desk: Desk[AnyKind] = Desk()
# However the page is served: when this process ends, what is read is kept as far as it is, to be gone on with later.
atexit.register(lambda: _desk.end(patience=0 if _desk.is_ending else PATIENCE))


def desk() -> Desk[AnyKind]:
    """Return the desk of this process."""
    return _desk


@cache
def _shelf(data: Path, history: bool) -> Shelf:
    """Return this process's shelf for one library."""
    settings = Settings(data=data, history=history)
    return Shelf(_library(data, history), memory_on_disk(settings))


@cache
def _library(data: Path, history: bool) -> Library | None:
    return open_library(Settings(data=data, history=history))


@cache
def _cabinet(data: Path, history: bool) -> Cabinet | None:
    """Return this process's dossiers of one library; None where nothing is kept."""
    library = _library(data, history)
    return Cabinet(library) if library else None


@dataclass(frozen=True)
class Room:
    """All that a panel needs; `cabinet` is None where nothing is kept, and so no dossiers."""

    owner: str
    settings: Settings
    choice: registry.Choice
    session: Session
    shelf: Shelf
    cabinet: Cabinet | None
    tasks: Tasks
    missing: tuple[str, ...]

    @property
    def open_id(self) -> str | None:
        """The name of the reading that is open, finished or under way."""
        return st.query_params.get(_ADDRESS)

    @property
    def open_dossier(self) -> str | None:
        """The name of the dossier that is open; with a reading that is open too, the one it was opened from."""
        return st.query_params.get(_DOSSIER)

    def open(self, id: str | None, *, dossier: str | None = None) -> None:
        """Open a reading, a dossier, a reading from a dossier, or none of them, from the next redraw on."""
        for name, value in ((_ADDRESS, id), (_DOSSIER, dossier)):
            if value is None:
                st.query_params.pop(name, None)
            else:
                st.query_params[name] = value

    @property
    def offered(self) -> str:
        """A web address that was handed over with that of the page; nothing is done before the reader says so."""
        return st.query_params.get(_OFFERED, "")

    def take_no_offer(self) -> None:
        """Forget the web address that was handed over, from the next redraw on."""
        st.query_params.pop(_OFFERED, None)

    def choice_of(self, model: str) -> registry.Choice:
        """Return the engines as they would be with another chat model."""
        if model == self.choice.model:
            return self.choice
        return registry.choose(self.settings.model_copy(update={"model": model}))

    def delete(self, id: str) -> None:
        """Delete an entry for good, and what is being worked out for it."""
        self.tasks.dismiss(id)
        self.shelf.delete(self.owner, id)
        if self.cabinet:
            self.cabinet.forget_articles(self.owner)

    def delete_dossier(self, id: str) -> None:
        """Delete a dossier for good, and stop what is done for it; its readings stay.

        Raises:
            LibraryError: it cannot be deleted.
        """
        self.tasks.dismiss(id)
        if self.cabinet:
            self.cabinet.delete(self.owner, id)

    def delete_all(self) -> None:
        """Delete everything of the reader for good, and what is being worked out."""
        self.tasks.dismiss_all()
        self.shelf.delete_all(self.owner)
        if self.cabinet:
            self.cabinet.let_go(self.owner)
        self.open(None)

    def glossary(self) -> dict[str, str]:
        """Return the terms of the settings' file, and those of the reader, which go before.

        Raises:
            InputError: there is no such file, or a line is no term.
        """
        own = self.session.give_terms()
        of_settings = glossary.from_file(self.settings.glossary) if self.settings.glossary else {}
        return {**of_settings, **glossary.parse(own)}


def _for_a_page(settings: Settings) -> Settings:
    """Return settings with a runtime that lets the page be drawn while a model computes, unless one is set.

    OpenVINO GenAI 2026.4 keeps the interpreter's lock for whole steps of the model: other threads ran at a hundredth of
    their speed, and stood still for seconds while it was loaded (`python -m bench lock`).
    """
    return settings.model_copy(update={"runtime": "llama.cpp"}) if settings.runtime == registry.AUTO else settings


def enter() -> Room:
    """Return the room as it is now."""
    settings = _for_a_page(load())
    choice = registry.choose(settings)
    shelf, here = _shelf(settings.data, settings.history), session.current()
    owner = identity.owner(here)
    return Room(
        owner=owner,
        settings=settings,
        choice=choice,
        session=here,
        shelf=shelf,
        cabinet=_cabinet(settings.data, settings.history),
        tasks=Tasks(owner, _desk, shelf, here, settings),
        missing=choice.missing(settings),
    )
