"""A web address that was handed over with the address of the page: shown, and fetched when the reader says so.

Whoever makes a link can hand one over. So it does nothing by itself: opening the page sends nothing anywhere.
"""

from __future__ import annotations

import streamlit as st

from chat.errors import ChatError, InputError
from chat.intake import source
from chat.localization import t
from ui import readings, session
from ui.panels import errors
from ui.room import Room

_LONGEST = 2_000  # characters of an address


def show(room: Room) -> None:
    """Ask whether an address that was handed over is to be fetched; what is no web address is refused."""
    url = room.offered.strip()
    if not url:
        return
    with st.container(border=True, key="offered"):
        if not _is_web_address(url):
            errors.show(
                InputError("What was handed over is no web address.", hint="It begins with http:// or https://.")
            )
            st.button(t("Dismiss"), on_click=room.take_no_offer, key=session.OFFER_REFUSED)
            return
        _ask(url, room)


def _is_web_address(url: str) -> bool:
    return (
        url.lower().startswith(("http://", "https://"))
        and len(url) <= _LONGEST
        and url.isprintable()
        and " " not in url
    )


def _ask(url: str, room: Room) -> None:
    st.markdown(t("**Fetch this page?** Its address was handed over by a bookmark or a link."))
    st.text(url)
    allowed = room.settings.fetch
    if not allowed:
        st.caption(t("Fetching pages is switched off here (BELEGT_FETCH)."))
    with st.container(horizontal=True):
        if st.button(t("Fetch and read"), type="primary", key=session.OFFER_TAKEN, disabled=not allowed):
            _read(url, room)
        st.button(t("No"), on_click=room.take_no_offer, key=session.OFFER_REFUSED)


def _read(url: str, room: Room) -> None:
    try:
        with st.spinner(t("Fetching the page …")):
            taken = source.take_url(url, allowed=room.settings.fetch)
    except ChatError as error:
        errors.show(error)
        return
    room.take_no_offer()
    readings.read(room, taken.text, length=room.session.length_chosen, origin=taken.origin)
