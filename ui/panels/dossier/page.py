"""The page of a dossier: its name, how far its articles are read, and the views of it, of which one is drawn."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from chat.errors import ChatError, NotInLibrary
from chat.export.markdown import escaped
from chat.localization import deferred, t
from chat.storage.dossiers import NAME, Contents
from ui import dossiers, session
from ui.cabinet import Cabinet
from ui.panels import errors, first_run
from ui.panels.dossier import (
    articles,
    comparing,
    downloads,
    matrix,
    overview,
    people,
    progress,
    side_by_side,
    talk,
    timeline,
)
from ui.panels.dossier.comparing import Shown
from ui.room import Room
from ui.tongue import in_all_tongues

_ARTICLES = deferred("Articles")
_VIEWS: dict[str, Callable[[Shown], None]] = {
    deferred("Overview"): overview.show,
    deferred("Who has what"): matrix.show,
    deferred("Who claims what"): people.show,
    deferred("Side by side"): side_by_side.show,
    deferred("Timeline"): timeline.show,
    deferred("Ask"): talk.show,
    deferred("Download"): downloads.show,
}


def show(room: Room, id: str) -> None:
    """Show a dossier of the reader's; of another, or none, that it is not there."""
    if room.cabinet is None:
        st.info(t("Dossiers need the history, and it is off here (BELEGT_HISTORY): what you read is not kept."))
        return
    # Asked first: of what ends from here on all is found, or it is looked for again.
    going_on = dossiers.is_going_on(room, id)
    try:
        contents = room.cabinet.dossiers.contents(room.owner, id)
    except NotInLibrary:
        st.info(t("This dossier is not in your library, or was deleted."))
        return
    except ChatError as error:
        errors.show(error)
        return
    _show(room, room.cabinet, contents, going_on=going_on)


def _show(room: Room, cabinet: Cabinet, contents: Contents, *, going_on: bool) -> None:
    id = contents.entry.id
    dossiers.settle(room, cabinet, id)
    _header(room, cabinet, contents)
    if contents.members:
        with st.container():
            first_run.show(room, beside_an_article=True)
    progress.show(room, cabinet, contents, going_on=going_on or dossiers.is_going_on(room, id))
    names = [_ARTICLES, *_VIEWS]
    room.session.rename_view({named: t(name) for name in names for named in in_all_tongues(name)})
    tabs = st.tabs([t(name) for name in names], key=session.VIEW, bind="query-params")
    if tabs[0].open:
        with tabs[0]:
            articles.show(room, cabinet, contents)
    for tab, (view, draw) in zip(tabs[1:], _VIEWS.items(), strict=True):
        if tab.open:
            with tab:
                comparing.show(room, cabinet, contents, view=t(view), draw=draw)


def _header(room: Room, cabinet: Cabinet, contents: Contents) -> None:
    name, more = st.columns([8, 2], vertical_alignment="bottom")
    name.title(escaped(contents.entry.name), anchor=False)
    with more.popover(t("Rename"), icon=":material/edit:", type="tertiary"):
        _rename(room, cabinet, contents)


def _rename(room: Room, cabinet: Cabinet, contents: Contents) -> None:
    id, name = contents.entry.id, contents.entry.name
    with st.form(session.in_dossier("rename", id), border=False):
        given = st.text_input(t("Name"), value=name, max_chars=NAME, key=session.in_dossier("name", id))
        if not st.form_submit_button(t("Rename"), type="primary"):
            return
    try:
        cabinet.dossiers.rename(room.owner, id, given)
    except ChatError as error:
        errors.show(error)
    else:
        st.rerun()
