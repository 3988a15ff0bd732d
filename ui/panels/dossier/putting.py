"""From the reading room to dossiers: back to the one an article was opened from, and into one with a click."""

from __future__ import annotations

from functools import partial

import streamlit as st

from chat.errors import ChatError
from chat.export.markdown import escaped
from chat.localization import t
from chat.storage.dossiers import NAME, DossierEntry
from ui import dossiers, session
from ui.cabinet import Cabinet
from ui.panels import errors
from ui.room import Room


def show(room: Room) -> None:
    """Show the way back where there is one, and let the reader put the article into a dossier."""
    id, cabinet = room.open_id, room.cabinet
    if id is None or cabinet is None:
        return
    try:
        entries, having = cabinet.dossiers.recent(room.owner), cabinet.dossiers.of_entry(room.owner, id)
    except ChatError:  # told beside the page
        return
    with st.container(horizontal=True, key="into-dossier"):
        back = next((entry for entry in entries if entry.id == room.open_dossier), None)
        if back:
            st.button(
                escaped(t("Back to {name}", name=back.name)),
                icon=":material/arrow_back:",
                key=session.in_dossier("back", back.id),
                on_click=room.open,
                args=(None,),
                kwargs={"dossier": back.id},
            )
        with st.popover(
            t("Add to a dossier"), icon=":material/folder:", type="tertiary", key=session.in_dossier("put", id)
        ):
            _put(id, entries, {entry.id for entry in having}, room, cabinet)


def _put(id: str, entries: tuple[DossierEntry, ...], having: set[str], room: Room, cabinet: Cabinet) -> None:
    if error := room.session.kept(session.in_dossier("not-put", id)):
        errors.show(error)
        room.session.keep(session.in_dossier("not-put", id), None)
    for entry in entries:
        st.button(
            escaped(entry.name),
            key=session.in_dossier("put-into", id, entry.id),
            icon=":material/check:" if entry.id in having else ":material/add:",
            disabled=entry.id in having,
            type="tertiary",
            on_click=partial(_add, id, entry.id, room, cabinet),
        )
    with st.form(session.in_dossier("put-new", id), border=False):
        name = st.text_input(t("Into a new one"), max_chars=NAME, key=session.in_dossier("put-name", id))
        if st.form_submit_button(t("Begin it with this article")):
            try:
                dossier = cabinet.dossiers.begin(room.owner, name)
                dossiers.add(room, cabinet, dossier, [id])
            except ChatError as error:
                errors.show(error)
            else:
                room.open(id, dossier=dossier)
                st.rerun()


def _add(id: str, dossier: str, room: Room, cabinet: Cabinet) -> None:
    try:
        dossiers.add(room, cabinet, dossier, [id])
    except ChatError as error:
        room.session.keep(session.in_dossier("not-put", id), error)
