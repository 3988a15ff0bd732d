"""A feed: its articles are shown, and those that the reader chooses are fetched."""

from __future__ import annotations

import streamlit as st

from ui.cabinet import Cabinet
from ui.room import Room


def show(room: Room, cabinet: Cabinet, id: str) -> None:
    """Let the reader look into a feed, and choose among its articles."""
    st.caption("To come.")
