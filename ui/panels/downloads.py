"""Files to take away: the summary, or everything."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import get_args

import streamlit as st

from chat.export import files
from chat.localization import ENGLISH, deferred, t, tongue
from chat.schema import Reading
from ui import readings, session
from ui.room import Room
from ui.shelf import Open

_SCOPES: tuple[files.Scope, ...] = get_args(files.Scope)
_SCOPE_NAMES: Mapping[files.Scope, str] = {"summary": deferred("Summary"), "everything": deferred("Everything")}
_OF_GERMAN: tuple[files.Format, ...] = ("json", "csv")  # what needs no English


def show(open: Open, room: Room) -> None:
    """Offer the reading as a file, in the form the reader chooses; of one that is not whole, what there is."""
    reading, id = open.reading, room.open_id or ""
    if not reading.is_whole:
        st.caption(t("The article is not read to its end: a file has what is there by now."))
    scopes = _SCOPES if reading.summary.sentences else _SCOPES[1:]
    scope = st.segmented_control(
        t("What"),
        scopes,
        default=scopes[0],
        format_func=lambda name: t(_SCOPE_NAMES[name]),
        required=True,
        key=session.download("scope", id),
    )
    is_english = bool(reading.engines.translator) or open.is_growing
    labels = {name: t(form.label) for name, form in files.FORMATS.items() if is_english or name in _OF_GERMAN}
    chosen = st.segmented_control(
        t("As", context="form of a file"),
        list(labels),
        default=next(iter(labels)),
        format_func=lambda name: labels[name],
        required=True,
        key=session.download("form", id),
    )
    form, spoken = files.FORMATS[chosen], tongue()
    st.download_button(
        t("Download {form}", form=labels[chosen]),
        lambda: _file(readings.latest(room, id) or open, chosen, scope, spoken),  # as it is when it is clicked
        file_name=files.file_name(_titled(reading), form.suffix),
        mime=form.mime,
        on_click="ignore",
        type="primary",
    )


def _file(open: Open, format: files.Format, scope: files.Scope, tongue: str = ENGLISH) -> bytes:
    return files.write(
        _titled(open.reading),
        ledger=open.analysed.ledger,
        format=format,
        date=datetime.date.today(),
        scope=scope,
        answers=[turn.answer for turn in open.turns],
        tongue=tongue,
    )


def _titled(reading: Reading) -> Reading:
    """Return a reading with a title: of one without a summary, what there is of the article's own."""
    if reading.summary.title:
        return reading
    title = next((sentence.best for sentence in reading.content if sentence.kind == "title"), "")
    return reading.model_copy(update={"summary": reading.summary.model_copy(update={"title": title})})
