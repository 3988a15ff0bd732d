"""Files to take away: the summary, or everything."""

from __future__ import annotations

import datetime
from typing import get_args

import streamlit as st

from chat.export import files
from ui.shelf import Open

_SCOPES: tuple[files.Scope, ...] = get_args(files.Scope)


def show(open: Open) -> None:
    """Offer the reading as a file, in the form the reader chooses."""
    reading = open.reading
    scope = st.segmented_control("What", _SCOPES, default="summary", format_func=str.capitalize, required=True)
    labels = {name: form.label for name, form in files.FORMATS.items()}
    chosen = st.segmented_control(
        "As", list(labels), default="docx", format_func=lambda name: labels[name], required=True
    )
    form = files.FORMATS[chosen]
    answers = [turn.answer for turn in open.turns]
    st.download_button(
        f"Download {form.label}",
        lambda: files.write(
            reading,
            ledger=open.analysed.ledger,
            format=chosen,
            date=datetime.date.today(),
            scope=scope,
            answers=answers,
        ),
        file_name=files.file_name(reading, form.suffix),
        mime=form.mime,
        on_click="ignore",
        type="primary",
    )
