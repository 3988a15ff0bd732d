"""What is found across the articles, handed to the view that shows it; while it is worked out, that it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from chat.dossier.dossier import Dossier
from chat.errors import ChatError
from chat.jobs import Job
from chat.localization import t
from chat.storage.dossiers import Contents
from ui import comparisons, kinds, session
from ui.cabinet import Cabinet, Compared
from ui.markup.dossier.base import Look
from ui.panels import errors
from ui.room import Room
from ui.tasks import watch


@dataclass(frozen=True)
class Shown:
    """All that a view of a dossier needs."""

    room: Room
    cabinet: Cabinet
    contents: Contents
    compared: Compared
    view: str

    @property
    def id(self) -> str:
        """The name of the dossier."""
        return self.contents.entry.id

    @property
    def dossier(self) -> Dossier:
        """What is found across its articles."""
        return self.compared.dossier

    @property
    def look(self) -> Look:
        """The dossier as it is drawn."""
        return Look(self.dossier, self.id, self.view)

    def key(self, what: str, *of: str | int) -> str:
        """Return the key of a widget of the dossier."""
        return session.in_dossier(what, self.id, *of)


def show(room: Room, cabinet: Cabinet, contents: Contents, *, view: str, draw: Callable[[Shown], None]) -> None:
    """Show a view of what is found, as it was found last where it is being worked out anew.

    Args:
        view: its name.
        draw: draws it.
    """
    if not contents.members:
        st.markdown(t("There is nothing to compare yet: add articles first."))
        return
    comparison = comparisons.compared(room, cabinet, contents)
    found, kind = comparison.found, kinds.comparing(contents.entry.id)
    if comparison.is_under_way:
        watch(room.tasks, kind, draw=_say)
    elif error := room.tasks.error(kind) or _untold(found):
        errors.show(error)
        if st.button(t("Compare again"), key=session.in_dossier("again", contents.entry.id)):
            cabinet.try_again(room.owner, contents.entry.id)
            st.rerun()
    if found and found.dossier.sources:
        draw(Shown(room, cabinet, contents, found, view))


def _untold(found: Compared | None) -> ChatError | None:
    """Return what is told where nothing was found and another tab, or this one before a reload, was told why."""
    return None if found else ChatError("These articles could not be compared.", hint="The log has the details.")


def _say(job: Job[None, Compared]) -> None:
    """Say that the articles are being compared."""
    st.markdown(t("Comparing the articles …"))
