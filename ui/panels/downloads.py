"""Files to take away: the summary, or everything."""

from __future__ import annotations

import datetime
from typing import get_args

import streamlit as st

from chat.export import files
from chat.schema import Reading
from ui import readings
from ui.room import Room
from ui.shelf import Open

_SCOPES: tuple[files.Scope, ...] = get_args(files.Scope)
_OF_GERMAN: tuple[files.Format, ...] = ("json", "csv")  # what needs no English


def show(open: Open, room: Room) -> None:
    """Offer the reading as a file, in the form the reader chooses; of one that is not whole, what there is."""
    reading, id = open.reading, room.open_id or ""
    if not reading.is_whole:
        st.caption("The article is not read to its end: a file has what is there by now.")
    scopes = _SCOPES if reading.summary.sentences else _SCOPES[1:]
    scope = st.segmented_control("What", scopes, default=scopes[0], format_func=str.capitalize, required=True)
    is_english = bool(reading.engines.translator) or readings.is_growing(open, room)
    labels = {name: form.label for name, form in files.FORMATS.items() if is_english or name in _OF_GERMAN}
    chosen = st.segmented_control(
        "As", list(labels), default=next(iter(labels)), format_func=lambda name: labels[name], required=True
    )
    form = files.FORMATS[chosen]
    st.download_button(
        f"Download {form.label}",
        lambda: _file(readings.latest(room, id) or open, chosen, scope),  # as it is when it is clicked
        file_name=files.file_name(_titled(reading), form.suffix),
        mime=form.mime,
        on_click="ignore",
        type="primary",
    )


def _file(open: Open, format: files.Format, scope: files.Scope) -> bytes:
    return files.write(
        _titled(open.reading),
        ledger=open.analysed.ledger,
        format=format,
        date=datetime.date.today(),
        scope=scope,
        answers=[turn.answer for turn in open.turns],
    )


def _titled(reading: Reading) -> Reading:
    """Return a reading with a title: of one without a summary, what there is of the article's own."""
    if reading.summary.title:
        return reading
    title = next((sentence.best for sentence in reading.content if sentence.kind == "title"), "")
    return reading.model_copy(update={"summary": reading.summary.model_copy(update={"title": title})})
