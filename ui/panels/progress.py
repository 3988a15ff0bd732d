"""An article that is being read: how far it is, and what there is of it."""

from __future__ import annotations

import streamlit as st

from chat.article.language import GERMAN
from chat.jobs import Job
from chat.pipeline import Progress
from chat.schema import Reading
from ui import kinds
from ui.markup import article
from ui.room import Room
from ui.tasks import watch


def is_under_way(room: Room) -> bool:
    """Return whether the article that is open is being read, or has just been."""
    return bool(room.open_id and room.tasks.find(kinds.reading(room.open_id)))


def show(room: Room) -> None:
    """Show how far the reading is; then hand over to it."""
    id = room.open_id or ""
    watch(room.tasks, kinds.reading(id), draw=_draw, ended=lambda job: _give_back(job, id, room))


def _draw(job: Job[Progress, Reading]) -> None:
    progress = job.progress
    stage = progress.stage if progress else "loading the model"
    done, total = (progress.done, progress.total) if progress else (0, 0)
    label = f"{stage.capitalize()}: {done} of {total}" if total else f"{stage.capitalize()} …"
    bar, stop = st.columns([5, 1], vertical_alignment="center")
    bar.progress(done / total if total else 0.0, text=label)
    if stop.button("Cancel", width="stretch"):
        job.cancel()
    if progress and progress.sentences:
        glossed = progress.language == GERMAN
        st.html(article.side_by_side(progress.sentences, reasons={}, pending=True, glossed=glossed))


def _give_back(job: Job[Progress, Reading], id: str, room: Room) -> None:
    """Put the text of an article that was not read to its end back into the box; one that was is on the shelf."""
    if job.state != "done":
        room.shelf.drop(room.owner, id)
        room.session.put_in_box(job.about, error=room.tasks.take_error(kinds.reading(id)))
        room.open(None)
