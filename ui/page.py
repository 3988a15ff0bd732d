"""The page: which panels there are, and where. `belegt page` starts it, or from a checkout `streamlit run app.py`."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import streamlit as st

from chat.errors import ChatError, UnreadableReading
from chat.export.markdown import escaped
from chat.localization import in_tongue, t
from chat.models.weights.catalogue import title_of
from ui import identity, readings, session, tongue, warm
from ui.markup.base import stylesheet
from ui.panels import (
    article,
    claims,
    downloads,
    errors,
    first_run,
    getting_in,
    history,
    login,
    offered,
    progress,
    summary,
    talk,
)
from ui.panels.dossier import page as dossier
from ui.panels.dossier import putting
from ui.room import Room, enter
from ui.shelf import Open

_SCRIPT = Path(__file__).with_name("page.js")


def main() -> None:
    """Draw the page once."""
    log_as_asked()
    st.set_page_config(page_title="Belegt", page_icon="📰", layout="wide", initial_sidebar_state="auto")
    st.html(stylesheet())
    tongue.begin(session.current())
    script = tongue.script() + _SCRIPT.read_text(encoding="utf-8")
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
    if identity.has_to_log_in():
        login.show()
        return
    try:
        room = enter()
    except ChatError as error:  # a setting that cannot be
        errors.show(error)
        return
    if room.tasks.desk.is_ending:
        st.warning(t("This server is being stopped. What was being read is kept, and can be gone on with after that."))
    is_begun = readings.is_begun(room)  # asked first: of what ends from here on all is found, or it is waited for
    readings.settle(room)
    open = opened(room)  # before the list: one that is found to be damaged can be read again there at once
    is_begun = room.open_id is not None and (is_begun or readings.is_begun(room))
    history.show(room)
    if open:
        reading_room(open, room)
    elif is_begun:
        header(room)
        progress.wait(room)
    elif room.open_dossier and not room.open_id:
        dossier.show(room, room.open_dossier)
    else:
        header(room)
        if room.open_id:
            st.info(t("This article is not in your library, or was deleted."))
        offered.show(room)
        first_run.show(room)
        getting_in.show(room)
    warm.up(room)


def log_as_asked() -> None:
    """Say on standard error what is done, where the command line asks for it."""
    if "--verbose" in sys.argv[1:]:
        logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
        for name in ("chat", "ui"):
            logging.getLogger(name).setLevel(logging.INFO)


def opened(room: Room) -> Open | None:
    """Return what there is of the reading that is open, None where nothing is or it cannot be read."""
    try:
        return readings.latest(room, room.open_id) if room.open_id else None
    except UnreadableReading as error:
        room.open(None)
        errors.show(error)
        return None


def header(room: Room) -> None:
    """Say what this is and which engines are in use."""
    st.title("Belegt", anchor=False)
    st.markdown(t("Read a foreign news article in English, and see the original sentence behind every statement."))
    engines(room)


def engines(room: Room) -> None:
    """Say which engines are in use, and why."""
    model, translator = title_of(room.choice.model), title_of(room.choice.translator)
    host = room.choice.host
    where = t("Texts are sent to {host}.", host=host) if host else t("Runs on this machine; no text leaves it.")
    what = t("Chat model: {model}. Translator: {translator}.", model=in_tongue(model), translator=in_tongue(translator))
    st.caption(escaped(f"{where} {what} {errors.as_called(in_tongue(room.choice.why))}"))


def reading_room(open: Open, room: Room) -> None:
    """Show what was found beside the article itself."""
    # A place of its own for what comes and goes: else the browser takes what follows for something else, and draws it
    # anew, with a jump.
    with st.container():
        putting.show(room)
        first_run.show(room, beside_an_article=True)
    panel, text = st.columns([5, 8], gap="medium")
    with panel, st.container(key="panel"):
        progress.show(open, room)
        names = [t("Summary"), t("Who claims what"), t("Ask"), t("Download")]
        id = room.open_id or ""
        # While there is no summary the claims are in front, and stay there: no tab changes under the reader's hands.
        first = names[room.session.first_tab(id, 0 if open.reading.is_whole else 1)]
        summary_tab, claims_tab, talk_tab, download_tab = st.tabs(names, default=first, key=session.tabs(id))
        with summary_tab:
            summary.show(open, room)
        with claims_tab:
            claims.show(open, room)
        with talk_tab:
            talk.show(open, room)
        with download_tab:
            downloads.show(open, room)
    with text:
        article.show(open, room)
        engines(room)


if __name__ == "__main__":  # so Streamlit runs it
    main()
