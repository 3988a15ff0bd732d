"""The summary, in three lengths."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from chat import pipeline
from chat.jobs import Job
from chat.localization import t
from chat.models.registry import Engines
from chat.schema import Length, Reading
from ui import kinds, readings, session
from ui.markup import answers
from ui.panels import errors
from ui.panels.lengths import length_name
from ui.room import Room
from ui.shelf import Open
from ui.tasks import watch
from ui.tongue import fragment

# How often a summary that is being written is looked for, in seconds.
_LOOK = 3.0


def show(open: Open, room: Room) -> None:
    """Show the summary, and let the reader choose how long it is; before it is whole, what there is of it."""
    if open.is_growing:
        # Before every sentence is checked there is nothing to look for.
        fragment(_show_newest, run_every=_LOOK if open.reading.layer == "checked" else None)(open, room)
        return
    with st.container():  # as a fragment has one: what follows keeps its place
        if open.reading.is_whole:
            _show(open.reading, room)
        else:
            st.html(answers.summary(open.reading))
            st.caption(t("The summary comes last: go on reading for it."))


def _show_newest(drawn: Open, room: Room) -> None:
    reading = (readings.latest(room, room.open_id or "") or drawn).reading
    st.html(answers.summary(reading, growing=True))
    is_begun = bool(reading.summary.sentences)
    later = t("The summary is written when every sentence is checked.")
    st.caption(t("More of it is on its way.") if is_begun else later)


def _show(reading: Reading, room: Room) -> None:
    id = room.open_id or ""
    kind = kinds.summary(id)
    is_written = room.tasks.find(kind) is not None
    if is_written:
        watch(room.tasks, kind, draw=_draw)
    st.html(answers.summary(reading))
    if error := room.tasks.error(kind):
        errors.show(error)
    # A control of its own for each attempt: after one that failed it shows again how long the summary is.
    key = session.summary_length(id, reading.summary.length, room.session.attempts(kind))
    st.segmented_control(
        t("Length"),
        get_args(Length),
        default=reading.summary.length,
        format_func=length_name,
        key=key,
        required=True,
        disabled=is_written or bool(room.missing),
        on_change=lambda: _summarise(reading, id, room, room.session.length_at(key)),
    )


def _summarise(reading: Reading, id: str, room: Room, length: Length) -> None:
    """Start the job that writes a summary of that length."""
    owner, shelf = room.owner, room.shelf

    def work(engines: Engines, report: pipeline.OnProgress, cancelled: pipeline.IsCancelled) -> Reading:
        again = pipeline.summarise(reading, engines, length=length, on_progress=report, cancelled=cancelled)
        shelf.exchange(owner, id, again)
        return again

    room.tasks.start_on_engines(kinds.summary(id), work)


def _draw(job: Job[pipeline.Progress, Reading]) -> None:
    """Say that another summary is being written."""
    words, stop = st.columns([3, 1], vertical_alignment="center")
    words.caption(t("Writing another summary …"))
    if stop.button(t("Stop"), key=session.STOP_SUMMARY, width="stretch"):
        job.cancel()
