"""The summary, in three lengths."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from chat import pipeline
from chat.errors import Busy
from chat.jobs import Job
from chat.models import registry
from chat.schema import Length, Reading
from ui.markup import answers
from ui.panels import errors
from ui.panels.progress import LOOK
from ui.room import Room


def show(reading: Reading, room: Room) -> None:
    """Show the summary, and let the reader choose how long it is."""
    kind = f"summary {room.open_id}"
    writing = room.desk.find(room.owner, kind) is not None
    if writing:
        _writing(room, kind)
    st.html(answers.summary(reading))
    if error := room.state.get(f"{kind} error"):
        errors.show(error)
    # A control of its own for each attempt: after one that failed it shows again how long the summary is.
    key = f"length-{room.open_id}-{reading.summary.length}-{room.state.get('summaries_tried', 0)}"
    st.segmented_control(
        "Length",
        get_args(Length),
        default=reading.summary.length,
        format_func=str.capitalize,
        key=key,
        required=True,
        disabled=writing or bool(room.missing),
        on_change=lambda: _summarise(reading, room, st.session_state[key], kind=kind),
    )


def _summarise(reading: Reading, room: Room, length: Length, *, kind: str) -> None:
    """Start the job that writes a summary of that length."""
    owner, id, shelf, settings = room.owner, room.open_id or "", room.shelf, room.settings

    def work(report: pipeline.OnProgress, cancelled: pipeline.IsCancelled) -> Reading:
        with shelf.work_for(owner, id):
            engines = registry.open_engines(settings)
            again = pipeline.summarise(reading, engines, length=length, on_progress=report, cancelled=cancelled)
            shelf.exchange(owner, id, again)
        return again

    room.state[f"{kind} error"] = None
    room.state["summaries_tried"] = room.state.get("summaries_tried", 0) + 1
    try:
        room.desk.start(owner, kind, work)
    except Busy as error:
        room.state[f"{kind} error"] = error


@st.fragment(run_every=LOOK)
def _writing(room: Room, kind: str) -> None:
    """Say that another summary is being written; redraw the page when it is there."""
    job: Job[pipeline.Progress, Reading] | None = room.desk.find(room.owner, kind)
    if job is None or not job.running:
        ended = room.desk.collect(room.owner, kind)
        if ended:
            room.state[f"{kind} error"] = ended.error if ended.state == "failed" else None
        st.rerun()
        return
    words, stop = st.columns([3, 1], vertical_alignment="center")
    words.caption("Writing another summary …")
    if stop.button("Stop", key="stop-summary", width="stretch"):
        job.cancel()
