"""How far the article is read that is open, and what of its English has come since the page was drawn."""

from __future__ import annotations

import streamlit as st

from chat.jobs import Job
from chat.pipeline import Progress
from chat.schema import Reading, Sentence
from ui import kinds, readings, session
from ui.given import Given
from ui.markup import article as markup
from ui.markup import progress
from ui.panels import article, errors
from ui.room import Room
from ui.shelf import Open

# How often a reading that grows is looked at, in seconds.
LOOK = 0.5


def wait(room: Room) -> None:
    """Show that an article is being read of which nothing is known yet."""
    _wait(room, room.open_id or "")


@st.fragment(run_every=LOOK)
def _wait(room: Room, id: str) -> None:
    job = room.tasks.find(kinds.reading(id))
    if job is None or not job.running or readings.known_by(job):
        st.rerun()
    words, stop = st.columns([5, 1], vertical_alignment="center")
    words.markdown("Looking who claims what …")
    if stop.button("Cancel", key=session.CANCEL, width="stretch"):
        job.cancel()


def show(open: Open, room: Room) -> None:
    """Show how far the reading is, and give the article its English as it comes; one that was stopped can go on."""
    id = room.open_id or ""
    if readings.is_growing(open, room):
        room.session.note_seen(id)
        room.session.give(Given.drawn(open.reading, open.analysed.ledger))
        _follow(room, id)
        return
    room.session.give(None)
    with st.container():  # as a fragment has one: what follows keeps its place
        _ended(open.reading, room, id)


def _ended(reading: Reading, room: Room, id: str) -> None:
    """Show how far a reading is that nobody reads on."""
    is_seen = room.session.has_seen(id)
    with st.container(key="progress" if is_seen else "read", gap=None):
        st.html(progress.ended(reading, is_new=is_seen))
        if not reading.is_whole:
            _go_on(room, id)
    if error := room.tasks.error(kinds.reading(id)):
        errors.show(error)


def _go_on(room: Room, id: str) -> None:
    """Offer to go on with what was stopped."""
    if st.button("Go on reading", key=session.of_entry("go-on", id), type="primary", disabled=bool(room.missing)):
        readings.go_on(room, id)
        st.rerun()


@st.fragment(run_every=LOOK)
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
    if told := job.progress:
        with st.container(key="progress", gap=None):
            st.html(progress.status(told, now, is_stopping=given.is_stopping))
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(progress.bar(told, now))
                st.button("Cancel", key=session.CANCEL, type="tertiary", on_click=_cancel, args=(job, room))
    st.html(_patch(changed, now, given))


def _cancel(job: Job[Progress, Reading], room: Room) -> None:
    job.cancel()
    if given := room.session.given:
        room.session.give(given.stopping())


def _patch(changed: tuple[Sentence, ...], now: Reading, given: Given) -> str:
    numbers = {sentence.id for sentence in changed}
    claims = [claim for claim in now.claims if numbers.intersection(claim.sentences)]
    return markup.patch(changed, article.look(now, markup.voices(claims, given.ledger), growing=True))
