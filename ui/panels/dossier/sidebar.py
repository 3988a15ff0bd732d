"""The dossiers of the reader in the list beside the page: begun, opened, deleted for good."""

from __future__ import annotations

import contextlib

import streamlit as st

from chat.errors import ChatError
from chat.export.markdown import escaped
from chat.localization import day, t
from chat.storage.dossiers import NAME, DossierEntry
from ui import session
from ui.cabinet import Cabinet
from ui.panels import errors
from ui.room import Room


def show(room: Room) -> None:
    """Show the dossiers; what is not kept has none."""
    if room.cabinet is None:
        return
    st.subheader(t("Dossiers"), anchor=False)
    try:
        entries = room.cabinet.dossiers.recent(room.owner)
    except ChatError:  # the list of what was read before has told it
        return
    if not entries:
        st.caption(t("Several articles on one matter, side by side."))
    for entry in entries:
        _entry(entry, room, room.cabinet)
    _new(room, room.cabinet, after=entries[0].id if entries else "")


def _entry(entry: DossierEntry, room: Room, cabinet: Cabinet) -> None:
    opened, more = st.columns([6, 1], vertical_alignment="center")
    is_open = entry.id == room.open_dossier
    if opened.button(
        escaped(f"{entry.name} ({entry.articles})"),
        key=session.in_dossier("open", entry.id),
        type="secondary" if is_open else "tertiary",
        icon=":material/folder_open:" if is_open else ":material/folder:",
    ):
        with contextlib.suppress(ChatError):  # its page will tell
            cabinet.dossiers.find(room.owner, entry.id)  # it was opened last now
        room.open(None, dossier=entry.id)
        st.rerun()
    with more.popover("⋮", type="tertiary", key=session.in_dossier("more", entry.id), help=t("Delete this dossier")):
        begun = day(entry.created)
        st.caption(t("Begun on {day}. Its articles stay among what was read before.", day=begun))
        if st.button(t("Delete the dossier for good"), key=session.in_dossier("delete", entry.id)):
            _delete(entry, room, is_open=is_open)


def _delete(entry: DossierEntry, room: Room, *, is_open: bool) -> None:
    try:
        room.delete_dossier(entry.id)
    except ChatError as error:
        errors.show(error)
        return
    if is_open:
        room.open(None)
    st.rerun()


def _new(room: Room, cabinet: Cabinet, *, after: str) -> None:
    """Let the reader begin a dossier.

    Args:
        after: the dossier opened last: once another one is, what is open here is closed.
    """
    with (
        st.popover(
            t("New dossier"),
            icon=":material/create_new_folder:",
            type="tertiary",
            key=session.in_dossier("new", after),
        ),
        st.form(session.in_dossier("begin", ""), border=False, clear_on_submit=True),
    ):
        name = st.text_input(t("Name"), max_chars=NAME, key=session.NEW_DOSSIER, placeholder=t("What it is about"))
        if st.form_submit_button(t("Begin the dossier"), type="primary"):
            _begin(name, room, cabinet)


def _begin(name: str, room: Room, cabinet: Cabinet) -> None:
    try:
        id = cabinet.dossiers.begin(room.owner, name)
    except ChatError as error:
        errors.show(error)
        return
    room.open(None, dossier=id)
    st.rerun()
