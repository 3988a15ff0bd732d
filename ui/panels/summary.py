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
    if room.desk.find(room.owner, kind):
        _writing(room, kind)
    st.html(answers.summary(reading))
    if error := room.state.get("summary_error"):
        errors.show(error)
    chosen: Length | None = st.segmented_control(
        "Length",
        get_args(Length),
        default=reading.summary.length,
        format_func=str.capitalize,
        key=f"length-{room.open_id}-{reading.summary.length}",
        disabled=bool(room.missing),
    )
    if chosen and chosen != reading.summary.length and not room.desk.find(room.owner, kind):
        _summarise(reading, room, chosen, kind=kind)


def _summarise(reading: Reading, room: Room, length: Length, *, kind: str) -> None:
    owner, id, shelf, settings = room.owner, room.open_id or "", room.shelf, room.settings

    def work(report: pipeline.OnProgress, cancelled: pipeline.IsCancelled) -> Reading:
        engines = registry.open_engines(settings)
        again = pipeline.summarise(reading, engines, length=length, on_progress=report, cancelled=cancelled)
        shelf.exchange(owner, id, again)
        return again

    room.state["summary_error"] = None
    try:
        room.desk.start(owner, kind, work)
    except Busy as error:
        room.state["summary_error"] = error
    st.rerun()


@st.fragment(run_every=LOOK)
def _writing(room: Room, kind: str) -> None:
    """Say that another summary is being written; redraw the page when it is there."""
    job: Job[pipeline.Progress, Reading] | None = room.desk.find(room.owner, kind)
    if job is None or not job.running:
        ended = room.desk.collect(room.owner, kind)
        if ended and ended.state == "failed":
            room.state["summary_error"] = ended.error
        st.rerun()
        return
    words, stop = st.columns([3, 1], vertical_alignment="center")
    words.caption("Writing another summary …")
    if stop.button("Stop", key="stop-summary", width="stretch"):
        job.cancel()
