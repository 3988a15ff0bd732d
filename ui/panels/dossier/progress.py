"""How far the articles of a dossier are got and read; to stop that, and to go on."""

from __future__ import annotations

import streamlit as st

from chat.errors import ChatError
from chat.localization import t
from chat.storage.dossiers import Contents
from ui import dossiers, kinds, session
from ui.cabinet import Cabinet
from ui.kinds import Step
from ui.markup.dossier import progress as markup
from ui.panels import errors
from ui.room import Room
from ui.tongue import fragment

# How often work that goes on is looked at, in seconds.
_LOOK = 1.2


def show(room: Room, cabinet: Cabinet, contents: Contents, *, going_on: bool) -> None:
    """Show how far getting and reading are; what was stopped, or failed, can be gone on with.

    Args:
        going_on: they went on when the contents were looked for.
    """
    id = contents.entry.id
    with st.container(key=session.in_dossier("progress", id)):
        if going_on:
            room.session.note_seen(id)
            fragment(_follow, run_every=_LOOK)(room, id, len(contents.members))
            st.button(t("Stop"), key=session.in_dossier("stop", id), on_click=dossiers.stop, args=(room, cabinet, id))
        else:
            _ended(room, cabinet, contents)


def _ended(room: Room, cabinet: Cabinet, contents: Contents) -> None:
    id = contents.entry.id
    total, whole = len(contents.members), sum(member.entry.whole for member in contents.members)
    if total:
        st.html(markup.ended(contents.entry.name, whole, total, is_new=room.session.has_seen(id)))
    for kind in (kinds.getting(id), kinds.articles(id)):
        if error := room.tasks.error(kind):
            errors.show(error)
    if whole < total:
        st.button(
            t("Go on reading"),
            key=session.in_dossier("go-on", id),
            type="primary",
            disabled=bool(room.missing),
            on_click=dossiers.go_on,
            args=(room, cabinet, id),
        )


def _follow(room: Room, id: str, drawn: int) -> None:
    """Look at the work; where there is another article, or it has ended, draw the whole page."""
    getting, reading = (_step(room, kind) for kind in (kinds.getting(id), kinds.articles(id)))
    is_going_on = dossiers.is_going_on(room, id)
    cabinet = room.cabinet
    try:
        members = cabinet.dossiers.members(room.owner, id) if cabinet and is_going_on else ()
    except ChatError:  # the page tells, as it is drawn
        st.rerun()
    if not is_going_on or len(members) != drawn:
        st.rerun()
    st.html(markup.status(getting, reading, whole=sum(member.entry.whole for member in members), total=len(members)))


def _step(room: Room, kind: kinds.Kind[Step, None]) -> Step | None:
    job = room.tasks.find(kind)
    return job.progress if job and job.running else None
