"""Getting an article in: pasted, from a file, from a web address, or the example."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, get_args

import streamlit as st

from chat import pipeline
from chat.article import language
from chat.errors import ChatError, LanguageError
from chat.intake import source
from chat.intake.source import Taken
from chat.localization import t
from chat.schema import Length, Reading
from chat.storage.library import Unfinished
from ui import kinds, readings, session, wanted
from ui.panels import bookmarklet, errors, language_choice
from ui.panels.lengths import length_name
from ui.room import Room

# Made from example.txt by `python -m chat read ui/example.txt --format json --out ui/example.json`.
_EXAMPLE = Path(__file__).parents[1] / "example.json"


def show(room: Room) -> None:
    """Show the ways in."""
    if error := room.session.reading_error:
        errors.show(error)
        if isinstance(error, LanguageError):
            _language_choice(error, room)
    for entry in room.shelf.unfinished(room.owner):
        if not room.tasks.is_running(kinds.reading(entry.id)):
            _unfinished(entry, room)
    paste, file, address, translated = st.tabs(
        [t("Paste"), t("File"), t("Web address"), t("Check a translation")], key=session.WAYS
    )
    with paste, st.form("paste", border=False):
        _paste(room)
    with file, st.form("file", border=False):
        _file(room)
    with address:
        with st.form("address", border=False):
            _address(room)
        bookmarklet.show()
    with translated, st.form("translated", border=False):
        _translated(room)
    _length(room)
    _terms(room)
    told = t("An article that was read before: no model is needed.")
    if st.button(t("Open an example"), type="tertiary", help=told, key=session.EXAMPLE):
        _open_example(room)


def _paste(room: Room) -> None:
    text = st.text_area(
        t("Article"),
        value=room.session.draft,
        height=300,
        placeholder=t("Paste the article here"),
        key=session.box(room.session.draft),
    )
    if st.form_submit_button(t("Read", context="button"), type="primary", key=session.READ):
        _start(room, lambda: Taken(source.from_text(text)), given=text)


def _file(room: Room) -> None:
    upload = st.file_uploader(
        t("A file: text, Markdown, HTML, PDF, Word or mail"), type=wanted.FILE_TYPES, key=session.UPLOAD
    )
    if st.form_submit_button(t("Read the file"), type="primary") and upload:
        _start(room, lambda: source.take_bytes(upload.getvalue(), upload.name))


def _address(room: Room) -> None:
    allowed = room.settings.fetch
    url = st.text_input(
        t("Web address of the article"), placeholder="https://…", disabled=not allowed, key=session.ADDRESS
    )
    if not allowed:
        st.caption(t("Fetching pages is switched off here (BELEGT_FETCH)."))
    if st.form_submit_button(t("Fetch and read"), type="primary", disabled=not allowed):
        _start(room, lambda: source.take_url(url, allowed=room.settings.fetch))


def _translated(room: Room) -> None:
    """Let the reader check the English that somebody else made."""
    german, english = st.columns([1, 1])
    text = german.text_area(t("Original"), height=260, placeholder=t("Paste the original here"), key=session.COMPARED)
    translation = english.text_area(
        t("Its English, made elsewhere"),
        height=260,
        placeholder=t("Paste its translation here"),
        key=session.TRANSLATION,
    )
    if not st.form_submit_button(t("Check the translation"), type="primary"):
        st.caption(t("By the words, numbers, names and claims of each sentence. No model is needed."))
        return
    try:
        given = source.from_text(text)
        reading = pipeline.compare(
            given,
            source.from_text(translation),
            glossary=room.glossary(),
            max_characters=room.settings.max_characters,
        )
    except ChatError as error:
        errors.show(error)
        return
    _keep(room, reading, length=None)


def _open_example(room: Room) -> None:
    _keep(room, Reading.model_validate_json(_EXAMPLE.read_text(encoding="utf-8")), length="medium")


def _keep(room: Room, reading: Reading, *, length: Length | None) -> NoReturn:
    """Put a reading that is there onto the shelf, and open it."""
    id = room.shelf.begin(room.owner, reading.article.text, length=length, code=language.GERMAN)
    room.shelf.keep(room.owner, id, reading)
    room.open(id)
    st.rerun()


def _length(room: Room) -> None:
    st.segmented_control(
        t("Length of the summary"),
        get_args(Length),
        default=room.session.length_chosen,
        format_func=length_name,
        key=session.LENGTH,
        required=True,
        on_change=room.session.note_length,
    )


def _terms(room: Room) -> None:
    """Let the reader say which English is to stand for which German words."""
    with st.expander(t("Your own terms")):
        st.text_area(
            t("Words of articles and their English, a term a line"),
            value=room.session.terms_given,
            key=session.TERMS,
            placeholder="Landrat, district administrator\nStadtwerke, municipal utilities",
            help=t("A translation that does not use them is made again, and marked where it still does not."),
        )


def _language_choice(error: LanguageError, room: Room) -> None:
    """Let the reader say which language it is; what it may be comes first."""
    german, other = st.columns([1, 1], vertical_alignment="bottom")
    said = "de" if german.button(t("It is German: read it"), width="stretch") else None
    likely = [found for found in (error.near, error.detected) if found and found != "de"]
    if code := said or language_choice.choose(other, t("It is in another language"), first=likely):
        readings.read(room, room.session.draft, length=room.session.length_chosen, code=code)


def _unfinished(entry: Unfinished, room: Room) -> None:
    """Offer what was begun and not read to its end."""
    with st.container(border=True, key=f"unfinished-{entry.id}"):
        st.markdown(t("An article was not read to its end:"))
        st.text(" ".join(entry.text.split())[:160])
        if error := room.tasks.error(kinds.reading(entry.id)):
            errors.show(error)
        again, away = st.columns([1, 1])
        if again.button(t("Read it now"), key=session.of_entry("again", entry.id), width="stretch"):
            readings.read(room, entry.text, length=entry.length, code=entry.code, instead_of=entry.id)
        if away.button(t("Discard it"), key=session.of_entry("discard", entry.id), width="stretch"):
            room.delete(entry.id)
            st.rerun()


def _start(room: Room, take: Callable[[], Taken], *, given: str = "") -> None:
    """Get the text and start reading it; what cannot be got is explained, and `given` stays where it was typed."""
    try:
        taken = take()
    except ChatError as error:
        room.session.put_in_box(given, error=error)
        st.rerun()
    readings.read(room, taken.text, length=room.session.length_chosen, origin=taken.origin)
