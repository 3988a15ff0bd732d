"""The article in German and English, and what was left out of it, to be taken back."""

from __future__ import annotations

import streamlit as st

from chat import export, ledger
from chat.schema import Reading
from ui.markup import article
from ui.panels import getting_in
from ui.room import Room


def show(reading: Reading, room: Room) -> None:
    """Show both languages side by side."""
    for notice in reading.article.notices:
        st.info(export.escaped(notice))
    reasons = {number: paragraph.reason for number, paragraph in enumerate(reading.article.paragraphs)}
    reported = article.voices(reading.claims, ledger.build(reading.claims, reading.sentences))
    st.html(article.side_by_side(reading.sentences, reasons=reasons, reported=reported))
    _left_out(reading, room)


def _left_out(reading: Reading, room: Room) -> None:
    """Let the reader take back paragraphs that were taken for boilerplate, and read again with them."""
    left_out = {
        number: paragraph
        for number, paragraph in enumerate(reading.article.paragraphs)
        if paragraph.kind == "boilerplate"
    }
    if not left_out:
        return
    with st.expander(f"Left out as not part of the article: {len(left_out)}"), st.form("left-out", border=False):
        st.caption("Take back what belongs to the article; it is then read again with it.")
        kept = [
            number
            for number, paragraph in left_out.items()
            if st.checkbox(
                export.escaped(f"{_beginning(reading, paragraph.start, paragraph.end)} — {paragraph.reason}"),
                key=f"kept-{number}",
            )
        ]
        if st.form_submit_button("Read again with these", disabled=bool(room.missing)) and kept:
            before = frozenset(reading.article.kept)
            getting_in.read(room, reading.article.text, code=reading.language.code, kept=before | frozenset(kept))


def _beginning(reading: Reading, start: int, end: int) -> str:
    text = " ".join(reading.article.text[start:end].split())
    return text if len(text) <= 80 else f"{text[:80]} …"
