"""The article in German and English, and what was left out of it, to be taken back."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from chat.article.language import GERMAN
from chat.export.markdown import escaped
from chat.schema import Reading, Sentence
from ui import session
from ui.markup import article
from ui.panels import getting_in
from ui.room import Room
from ui.shelf import Open


def show(open: Open, room: Room) -> None:
    """Show both languages side by side."""
    reading = open.reading
    for notice in reading.article.notices:
        st.info(escaped(notice))
    reasons = {number: paragraph.reason for number, paragraph in enumerate(reading.article.paragraphs)}
    reported = article.voices(reading.claims, open.analysed.ledger)
    glossed = reading.language.code == GERMAN
    st.html(article.side_by_side(reading.sentences, reasons=reasons, reported=reported, glossed=glossed))
    _left_out(reading, room, reasons=reasons)


def _left_out(reading: Reading, room: Room, *, reasons: Mapping[int, str]) -> None:
    """Let the reader take back paragraphs that were taken for boilerplate, wholly or in part, and read again."""
    id = room.open_id or ""
    left_out = {one.paragraph: one for one in reversed(reading.sentences) if one.kind == "boilerplate"}
    if not left_out:
        return
    label = f"Left out as not part of the article: {len(left_out)}"
    with st.expander(label), st.form(session.of_left_out(id), border=False):
        st.caption("Take back what belongs to the article; it is then read again with it.")
        taken_back = [
            number
            for number, sentence in sorted(left_out.items())
            if st.checkbox(
                escaped(f"{_beginning(sentence)} — {reasons[number] or 'not part of the article'}"),
                key=session.left_out(id, number),
            )
        ]
        if st.form_submit_button("Read again with these", disabled=bool(room.missing)) and taken_back:
            before = frozenset(reading.article.kept)
            getting_in.read(
                room,
                reading.article.text,
                length=reading.summary.length,
                code=reading.language.code,
                kept=before | frozenset(taken_back),
            )


def _beginning(sentence: Sentence) -> str:
    return sentence.plain if len(sentence.plain) <= 80 else f"{sentence.plain[:80]} …"
