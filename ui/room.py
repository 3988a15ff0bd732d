"""What the page knows while it is drawn: who reads, with which settings and engines, and which reading is open.

What outlives a redraw lies in three places: in the session what this tab shows, on the desk what is being worked on, on
the shelf what was read. The last two are found again after a reload, by the owner and by the reading's name in the
page's address.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from chat.jobs import Desk
from chat.models import registry
from chat.models.memory import memory_on_disk
from chat.settings import Settings, load
from chat.storage.library import open_library
from chat.translation import glossary
from ui import identity, session
from ui.kinds import AnyKind
from ui.session import Session
from ui.shelf import Shelf
from ui.tasks import Tasks

_ADDRESS = "reading"
_desk: Desk[AnyKind] = Desk()


@cache
def _shelf(data: Path, history: bool) -> Shelf:
    """Return this process's shelf for one library."""
    settings = Settings(data=data, history=history)
    return Shelf(open_library(settings), memory_on_disk(settings))


@dataclass(frozen=True)
class Room:
    """All that a panel needs."""

    owner: str
    settings: Settings
    choice: registry.Choice
    session: Session
    shelf: Shelf
    tasks: Tasks
    missing: tuple[str, ...]

    @property
    def open_id(self) -> str | None:
        """The name of the reading that is open, finished or under way."""
        return st.query_params.get(_ADDRESS)

    def open(self, id: str | None) -> None:
        """Open a reading, or none, from the next redraw on."""
        if id is None:
            st.query_params.pop(_ADDRESS, None)
        else:
            st.query_params[_ADDRESS] = id

    def choice_of(self, model: str) -> registry.Choice:
        """Return the engines as they would be with another chat model."""
        if model == self.choice.model:
            return self.choice
        return registry.choose(self.settings.model_copy(update={"model": model}))

    def delete(self, id: str) -> None:
        """Delete an entry for good, and what is being worked out for it."""
        self.tasks.dismiss(id)
        self.shelf.delete(self.owner, id)

    def delete_all(self) -> None:
        """Delete everything of the reader for good, and what is being worked out."""
        self.tasks.dismiss_all()
        self.shelf.delete_all(self.owner)
        self.open(None)

    def glossary(self) -> dict[str, str]:
        """Return the terms of the settings' file, and those of the reader, which go before.

        Raises:
            InputError: there is no such file, or a line is no term.
        """
        own = self.session.give_terms()
        of_settings = glossary.from_file(self.settings.glossary) if self.settings.glossary else {}
        return {**of_settings, **glossary.parse(own)}


def enter() -> Room:
    """Return the room as it is now."""
    settings = load()
    choice = registry.choose(settings)
    shelf, here = _shelf(settings.data, settings.history), session.current()
    owner = identity.owner(here)
    return Room(
        owner=owner,
        settings=settings,
        choice=choice,
        session=here,
        shelf=shelf,
        tasks=Tasks(owner, _desk, shelf, here, settings),
        missing=choice.missing(settings),
    )
