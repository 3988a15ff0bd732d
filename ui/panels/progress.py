"""How far the article is read that is open, and what of its English has come since the page was drawn."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from chat.localization import t
from chat.schema import Reading, Sentence
from ui import kinds, readings, session
from ui.given import Given
from ui.markup import article as markup
from ui.markup import progress
from ui.panels import article, errors
from ui.room import Room
from ui.shelf import Open
from ui.tongue import fragment

# How often a reading is looked at that grows, in seconds: while its first words come, and later. Looking takes the
# browser and this process a tenth of a second together, which on most machines the model waits for.
_LOOK, _LOOK_LATER = 0.5, 1.0


def wait(room: Room) -> None:
    """Show that an article is being read of which nothing is known yet."""
    fragment(_wait, run_every=_LOOK)(room, room.open_id or "")


def _wait(room: Room, id: str) -> None:
    job = room.tasks.find(kinds.reading(id))
    if job is None or not job.running or readings.known_by(job):
        st.rerun()
    words, stop = st.columns([5, 1], vertical_alignment="center")
    words.markdown(t("Looking who claims what …"))
    if stop.button(t("Cancel"), key=session.CANCEL, width="stretch"):
        job.cancel()


def show(open: Open, room: Room) -> None:
    """Show how far the reading is, and give the article its English as it comes; one that was stopped can go on."""
    id = room.open_id or ""
    if open.is_growing:
        room.session.note_seen(id)
        room.session.give(Given.drawn(open.reading, open.analysed.ledger))
        _growing(open.reading, room, id)
        return
    room.session.give(None)
    room.session.note_stopping(id, False)
    with st.container():  # as one that grows has: what follows keeps its place
        _ended(open.reading, room, id)


def _growing(reading: Reading, room: Room, id: str) -> None:
    """Follow a reading that grows, and let the reader stop it."""
    every = _LOOK if reading.layer == "known" else _LOOK_LATER
    with st.container(key="progress", gap=None):
        fragment(_follow, run_every=every)(room, id)
        st.button(t("Cancel"), key=session.CANCEL, type="tertiary", on_click=_cancel, args=(room, id))


def _cancel(room: Room, id: str) -> None:
    if job := room.tasks.find(kinds.reading(id)):
        job.cancel()
        room.session.note_stopping(id, True)


def _ended(reading: Reading, room: Room, id: str) -> None:
    """Show how far a reading is that nobody reads on."""
    is_seen = room.session.has_seen(id)
    with st.container(key="progress" if is_seen else "read", gap="xsmall"):
        st.html(progress.ended(reading, is_new=is_seen))
        if not reading.is_whole:
            _go_on(room, id)
    if error := room.tasks.error(kinds.reading(id)):
        errors.show(error)


def _go_on(room: Room, id: str) -> None:
    """Offer to go on with what was stopped."""
    key = session.of_entry("go-on", id)
    if st.button(t("Go on reading"), key=key, type="primary", disabled=bool(room.missing)):
        readings.go_on(room, id)
        st.rerun()


def _follow(room: Room, id: str) -> None:
    """Look at a reading that grows; where a layer of it is whole, or it has ended, draw the whole page."""
    job, given = room.tasks.find(kinds.reading(id)), room.session.given
    if job is None or given is None:
        st.rerun()
    now = given.last if given.is_drawn else readings.known_by(job)
    if now is None or now.layer != given.layer or not (job.running or given.is_drawn):
        st.rerun()
    # Nothing where the article is yet to be drawn: what comes before it would find no rows.
    changed = () if given.is_drawn else given.changed(now)
    room.session.give(given.then(now))
    told = progress.status(job.progress, now, is_stopping=room.session.is_stopping(id)) if job.progress else ""
    st.html(told + _patch(changed, now, given))  # one element, since the browser goes through all of them each time


def _patch(changed: tuple[Sentence, ...], now: Reading, given: Given) -> Markup:
    numbers = {sentence.id for sentence in changed}
    claims = [claim for claim in now.claims if numbers.intersection(claim.sentences)]
    return markup.patch(changed, article.look(now, markup.voices(claims, given.ledger), growing=True))
