"""An article that is being read: how far it is, and what there is of it."""

from __future__ import annotations

import streamlit as st

from chat.jobs import Job
from chat.pipeline import Progress
from chat.schema import Reading
from ui.markup import article
from ui.panels.getting_in import READING
from ui.room import Room

# How often a running job is looked at, in seconds.
LOOK = 1.2


def is_under_way(room: Room) -> bool:
    """Return whether the article that is open is being read, or has just been."""
    return bool(room.open_id and room.desk.find(room.owner, f"{READING} {room.open_id}"))


@st.fragment(run_every=LOOK)
def show(room: Room) -> None:
    """Show how far the reading is; then hand over to it."""
    kind = f"{READING} {room.open_id}"
    job: Job[Progress, Reading] | None = room.desk.find(room.owner, kind)
    if job is None or not job.running:
        _finish(room, room.desk.collect(room.owner, kind))
        return
    progress = job.progress
    stage = progress.stage if progress else "loading the model"
    done, total = (progress.done, progress.total) if progress else (0, 0)
    label = f"{stage.capitalize()}: {done} of {total}" if total else f"{stage.capitalize()} …"
    bar, stop = st.columns([5, 1], vertical_alignment="center")
    bar.progress(done / total if total else 0.0, text=label)
    if stop.button("Cancel", width="stretch"):
        job.cancel()
    if progress and progress.sentences:
        st.html(article.side_by_side(progress.sentences, reasons={}, pending=True))


def _finish(room: Room, job: Job[Progress, Reading] | None) -> None:
    """Open what a job that has ended gave; one that failed or was stopped gives back its text."""
    if job is not None and job.state != "done" and room.open_id:
        room.shelf.drop(room.owner, room.open_id)
        room.state["draft"] = job.about
        room.state["reading_error"] = job.error if job.state == "failed" else None
        room.open(None)
    st.rerun()
