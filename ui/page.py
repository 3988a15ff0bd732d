"""The page: which panels there are, and where. `belegt page` starts it, or from a checkout `streamlit run app.py`."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import streamlit as st

from chat.errors import ChatError, UnreadableReading
from chat.export.markdown import escaped
from chat.models.weights.catalogue import title_of
from ui.markup.base import stylesheet
from ui.panels import article, claims, downloads, errors, first_run, getting_in, history, progress, summary, talk
from ui.room import Room, enter
from ui.shelf import Open

_SCRIPT = Path(__file__).with_name("page.js")


def main() -> None:
    """Draw the page once."""
    log_as_asked()
    st.set_page_config(page_title="Belegt", page_icon="📰", layout="wide", initial_sidebar_state="auto")
    st.html(stylesheet())
    st.html(f"<script>{_SCRIPT.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)
    try:
        room = enter()
    except ChatError as error:  # a setting that cannot be
        errors.show(error)
        return
    is_under_way = progress.is_under_way(room)
    # Before the list: one that is found to be damaged can be read again there at once.
    open = None if is_under_way else opened(room)
    history.show(room)
    if is_under_way:
        header(room)
        progress.show(room)
    elif open:
        reading_room(open, room)
    else:
        header(room)
        if room.open_id:
            st.info("This article is not in your library, or was deleted.")
        first_run.show(room)
        getting_in.show(room)


def log_as_asked() -> None:
    """Say on standard error what is done, where the command line asks for it."""
    if "--verbose" in sys.argv[1:]:
        logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
        for name in ("chat", "ui"):
            logging.getLogger(name).setLevel(logging.INFO)


def opened(room: Room) -> Open | None:
    """Return the reading that is open, None where there is none or it cannot be read."""
    try:
        return room.reading
    except UnreadableReading as error:
        room.open(None)
        errors.show(error)
        return None


def header(room: Room) -> None:
    """Say what this is and which engines are in use."""
    st.title("Belegt", anchor=False)
    st.markdown("Read a German news article in English, and see the German sentence behind every statement.")
    engines(room)


def engines(room: Room) -> None:
    """Say which engines are in use, and why."""
    model, translator = title_of(room.choice.model), title_of(room.choice.translator)
    host = room.choice.host
    where = f"Texts are sent to {host}." if host else "Runs on this machine; no text leaves it."
    st.caption(escaped(f"{where} Chat model: {model}. Translator: {translator}. {errors.as_called(room.choice.why)}"))


def reading_room(open: Open, room: Room) -> None:
    """Show what was found beside the article itself."""
    first_run.show(room)
    panel, text = st.columns([5, 8], gap="medium")
    with panel, st.container(key="panel"):
        names = ["Summary", "Who claims what", "Ask", "Download"]
        summary_tab, claims_tab, talk_tab, download_tab = st.tabs(names)
        with summary_tab:
            summary.show(open.reading, room)
        with claims_tab:
            claims.show(open, room)
        with talk_tab:
            talk.show(open, room)
        with download_tab:
            downloads.show(open)
    with text:
        article.show(open, room)
        engines(room)


if __name__ == "__main__":  # so Streamlit runs it
    main()
