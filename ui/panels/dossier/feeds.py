"""A feed: what it offers is shown, and what the reader chooses of it is fetched."""

from __future__ import annotations

import streamlit as st

from chat.errors import ChatError
from chat.export.markdown import escaped
from chat.intake import feeds
from chat.intake.feeds import Feed, Item
from chat.localization import t
from ui import dossiers, session, wanted
from ui.cabinet import Cabinet
from ui.panels import errors
from ui.room import Room

_SHOWN = 40  # items
_DAY = len("2027-03-09")


def show(room: Room, cabinet: Cabinet, id: str) -> None:
    """Let the reader look into a feed, and choose among what it offers."""
    allowed, key = room.settings.fetch, session.in_dossier("feed", id)
    with st.form(session.in_dossier("feed-form", id), border=False):
        url = st.text_input(
            t("Address of a feed (RSS, Atom, JSON)"),
            placeholder="https://…",
            disabled=not allowed,
            key=session.in_dossier("feed-url", id),
        )
        is_sent = st.form_submit_button(t("Look into the feed"), disabled=not allowed)
    if is_sent and url.strip():
        try:
            with st.spinner(t("Looking into the feed …")):
                room.session.keep(key, feeds.at(url.strip(), allowed=allowed))
        except ChatError as error:
            room.session.keep(key, None)
            errors.show(error)
    feed: Feed | None = room.session.kept(key)
    if feed:
        _choose(feed, room, cabinet, id)


def _choose(feed: Feed, room: Room, cabinet: Cabinet, id: str) -> None:
    st.markdown(f"**{escaped(feed.title or t('The feed'))}**")
    items = feed.items[:_SHOWN]
    if left_out := feed.left_out + len(feed.items) - len(items):
        st.caption(t("The newest {count}; {more} are not shown.", count=len(items), more=left_out))
    with st.form(session.in_dossier("items", id), border=False):
        chosen = [
            item
            for at, item in enumerate(items)
            if st.checkbox(_told(item), key=session.in_dossier("item", id, at, item.url))
        ]
        archived = st.checkbox(t("Keep each page as it was fetched (WARC)"), key=session.in_dossier("feed-warc", id))
        is_sent = st.form_submit_button(t("Fetch and add the chosen ones"), type="primary")
    if is_sent and chosen:
        room.session.keep(session.in_dossier("feed", id), None)
        dossiers.get(room, cabinet, id, [wanted.offered(chosen, archived=archived)])
        st.rerun()


def _told(item: Item) -> str:
    """Return an item in a line."""
    return escaped(" · ".join(filter(None, [item.title or item.url, item.outlet, item.published[:_DAY]])))
