"""What was read before: found again, opened, deleted for good."""

from __future__ import annotations

import streamlit as st

from chat.export.markdown import escaped
from chat.localization import day, t
from chat.storage.library import Entry
from ui import kinds, readings, session, tongue
from ui.panels import errors, login
from ui.panels.dossier import sidebar
from ui.room import Room


def show(room: Room) -> None:
    """Show the list in the sidebar."""
    with st.sidebar:
        with st.container(horizontal=True, vertical_alignment="center"):
            is_new = st.button(t("New article"), icon=":material/add:", type="primary", width="stretch")
            tongue.choose(room.session)
        login.out()
        if is_new:
            room.open(None)
            room.session.put_in_box("")
            st.rerun()
        if not room.shelf.keeps:
            st.caption(t("What you read is not kept (BELEGT_HISTORY is off), and there are no dossiers."))
            return
        dossiers = st.container()  # filled last: a library that fails is told below
        st.subheader(t("Read before"), anchor=False)
        query = st.text_input(t("Search"), placeholder=t("Search"), label_visibility="collapsed", key=session.SEARCH)
        entries = room.shelf.recent(room.owner, query=query)
        with dossiers:
            sidebar.show(room)
        if problem := room.shelf.problem(room.owner):
            errors.show(problem)
        if not entries:
            st.caption(t("Nothing has these words.") if query else t("Nothing yet. It stays on this machine."))
        for entry in entries:
            _entry(entry, room, searched=bool(query))
        if not query:
            _delete_all(room)


def _entry(entry: Entry, room: Room, *, searched: bool) -> None:
    opened, more = st.columns([6, 1], vertical_alignment="center")
    title = escaped(entry.title or t("Untitled article"))
    if not entry.whole:
        title = f"*{escaped(t('Not finished:'))}* {title}"
    is_open = entry.id == room.open_id
    if opened.button(
        title,
        key=session.of_entry("open", entry.id),
        type="secondary" if is_open else "tertiary",
        disabled=not entry.readable,
    ):
        room.open(entry.id)
        st.rerun()
    with more.popover("⋮", type="tertiary", key=session.of_entry("more", entry.id), help=t("Delete")):
        st.caption(t("Read on {day}", day=day(entry.created)))
        if not entry.readable:
            _read_anew(entry, room)
        if st.button(t("Delete for good"), key=session.of_entry("delete", entry.id)):
            room.delete(entry.id)
            if is_open:
                room.open(None)
            st.rerun()
    if searched:
        pieces = [f"**{escaped(piece.text)}**" if piece.matched else escaped(piece.text) for piece in entry.snippet]
        st.caption(" ".join(pieces))


def _read_anew(entry: Entry, room: Room) -> None:
    """Offer to read the article of an entry once more that cannot be opened."""
    st.caption(
        t("A newer version of Belegt kept this, or it is damaged. Its conversation stays when it is read again.")
    )
    is_read = room.tasks.is_running(kinds.reading(entry.id))
    key = session.of_entry("anew", entry.id)
    if st.button(t("Read it again"), key=key, disabled=is_read):
        readings.read_anew(room, entry.id)


def _delete_all(room: Room) -> None:
    with st.popover(t("Delete everything"), type="tertiary"):
        st.markdown(
            t(
                "All articles, dossiers, summaries and conversations are deleted from this machine, with what is being "
                "read and all that the engines remember."
            )
        )
        if st.button(t("Delete everything for good")):
            room.delete_all()
            room.session.put_in_box("")
            st.rerun()
