"""The article in its own language and in English, and what was left out of it, to be taken back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from chat.article.language import GERMAN
from chat.export.markdown import escaped
from chat.lang.bilingual import terms
from chat.localization import in_tongue, t
from chat.schema import Reading, Sentence
from ui import readings, session
from ui.markup import article
from ui.panels import language_choice
from ui.room import Room
from ui.shelf import Open

_NO_PART = "not part of the article"


def show(open: Open, room: Room) -> None:
    """Show both languages side by side."""
    reading = open.reading
    if code := language_choice.told(reading, room):
        _read_again(reading, room, code=code)
    if notices := reading.article.notices:
        st.info("\n\n".join(escaped(in_tongue(notice)) for notice in notices))
    reported = article.voices(reading.claims, open.analysed.ledger)
    shown = look(reading, reported, growing=open.is_growing)
    st.html(article.side_by_side(reading.sentences, shown))
    if shown.glossed:
        _terms(reading, room)
    _left_out(reading, room)


def look(reading: Reading, reported: Sequence[article.Voice], *, growing: bool) -> article.Look:
    """Return how an article is shown.

    Args:
        reported: what is tinted.
        growing: its English is still to come.
    """
    return article.Look(
        reported=reported,
        reasons={number: paragraph.reason for number, paragraph in enumerate(reading.article.paragraphs)},
        language=reading.language.code,
        glossed=reading.language.code == GERMAN,
        partial=not reading.is_whole,
        growing=growing,
    )


def _terms(reading: Reading, room: Room) -> None:
    """Let the reader take terms of the article over into their own, a click each."""
    found = terms.terms(sentence.plain for sentence in reading.content)
    if not found:
        return
    given = room.session.terms_given.splitlines()
    with st.expander(t("Terms of this article"), key=session.of_terms(room.open_id or "")):
        st.caption(
            t("Take over what is to be called so in every article you read; you can change it with your own terms.")
        )
        columns = st.columns(2)
        for number, term in enumerate(found):
            line = f"{term.german}, {term.english}"
            columns[number % 2].button(
                escaped(f"{term.german}: {term.english}"),
                key=session.term(room.open_id or "", term.german),
                icon=":material/check:" if line in given else ":material/add:",
                disabled=line in given,
                type="tertiary",
                on_click=room.session.add_term,
                args=(term.german, term.english),
            )


def _left_out(reading: Reading, room: Room) -> None:
    """Let the reader take back paragraphs that were taken for boilerplate, wholly or in part, and read again."""
    id = room.open_id or ""
    left_out = {one.paragraph: one for one in reversed(reading.sentences) if one.kind == "boilerplate"}
    if not left_out:
        return
    reasons = [paragraph.reason for paragraph in reading.article.paragraphs]
    label = t("Left out as not part of the article: {count}", count=len(left_out))
    with st.expander(label), st.form(session.of_left_out(id), border=False):
        st.caption(t("Take back what belongs to the article; it is then read again with it."))
        taken_back = [
            number
            for number, sentence in sorted(left_out.items())
            if st.checkbox(
                escaped(f"{_beginning(sentence)} — {in_tongue(reasons[number] or _NO_PART)}"),
                key=session.left_out(id, number),
            )
        ]
        if st.form_submit_button(t("Read again with these")) and taken_back:
            _read_again(reading, room, taken_back=taken_back)


def _read_again(reading: Reading, room: Room, *, taken_back: Sequence[int] = (), code: str = "") -> None:
    """Read an article once more; one that was not read to its end goes.

    Args:
        taken_back: paragraphs that belong to it, though they look like boilerplate.
        code: another language, which it is in.
    """
    id = room.open_id or ""
    open = room.shelf.find(room.owner, id)
    is_left = reading.is_whole or (open is not None and open.turns)
    readings.read(
        room,
        reading.article.text,
        length=readings.length_of(room, id, reading),
        code=code or reading.language.code,
        kept=frozenset([*reading.article.kept, *taken_back]),
        origin=reading.article.origin,
        instead_of=None if is_left else id,
    )


def _beginning(sentence: Sentence) -> str:
    return sentence.plain if len(sentence.plain) <= 80 else f"{sentence.plain[:80]} …"
