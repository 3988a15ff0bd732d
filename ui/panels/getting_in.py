"""Getting an article in: pasted, from a file, from a web address, or the example; and reading it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, get_args

import streamlit as st

from chat import pipeline
from chat.article import language
from chat.errors import ChatError, LanguageError
from chat.intake import source
from chat.models import registry
from chat.schema import Length, Reading
from chat.translation import glossary
from ui.panels import errors
from ui.room import Room

READING = "reading"
FILE_TYPES = ["txt", "md", "html", "htm", "pdf", "docx"]
# Made from example.txt by `python -m chat read ui/example.txt --format json --out ui/example.json`.
_EXAMPLE = Path(__file__).parents[1] / "example.json"


def show(room: Room) -> None:
    """Show the ways in."""
    state = room.state
    if error := state.get("reading_error"):
        errors.show(error)
        if isinstance(error, LanguageError):
            _language_choice(error, room)
    _unfinished(room)
    ready = not room.missing
    pasted, file, address = st.tabs(["Paste", "File", "Web address"])
    with pasted, st.form("paste", border=False):
        text = st.text_area("German article", value=state["draft"], height=300, placeholder="Paste the article here")
        if st.form_submit_button("Read", type="primary", disabled=not ready):
            _start(room, lambda: text, given=text)
    with file, st.form("file", border=False):
        upload = st.file_uploader("A file: text, Markdown, HTML, PDF or Word", type=FILE_TYPES)
        if st.form_submit_button("Read the file", type="primary", disabled=not ready) and upload:
            _start(room, lambda: source.from_bytes(upload.getvalue(), upload.name))
    with address, st.form("address", border=False):
        url = st.text_input(
            "Web address of the article", placeholder="https://…", disabled=not room.settings.fetch, key="address"
        )
        if not room.settings.fetch:
            st.caption("Fetching pages is switched off here (BELEGT_FETCH).")
        if st.form_submit_button("Fetch and read", type="primary", disabled=not (ready and room.settings.fetch)):
            _start(room, lambda: source.from_url(url))
    _length(room)
    _terms(room)
    if st.button("Open an example", type="tertiary", help="An article that was read before: no model is needed."):
        _open_example(room)


def _open_example(room: Room) -> None:
    reading = Reading.model_validate_json(_EXAMPLE.read_text(encoding="utf-8"))
    id = room.shelf.begin(room.owner, reading.article.text, length="medium", code="de")
    room.shelf.keep(room.owner, id, reading)
    room.open(id)
    st.rerun()


def _length(room: Room) -> None:
    st.segmented_control(
        "Length of the summary",
        get_args(Length),
        default=room.state.get("length_chosen", "medium"),
        format_func=str.capitalize,
        key="length",
        required=True,
    )


def _terms(room: Room) -> None:
    """Let the reader say which English is to stand for which German words."""
    with st.expander("Your own terms"):
        st.text_area(
            "German and its English, a term a line",
            value=room.state.get("terms_given", ""),
            key="terms",
            placeholder="Landrat, district administrator\nStadtwerke, municipal utilities",
            help="A translation that does not use them is made again, and marked where it still does not.",
        )


def _glossary(room: Room) -> dict[str, str]:
    """Return the terms of the settings, and those of the reader, which go before."""
    state = room.state
    state["terms_given"] = state.get("terms", state.get("terms_given", ""))  # the field is not there beside an article
    of_settings = glossary.from_file(room.settings.glossary) if room.settings.glossary else {}
    return {**of_settings, **glossary.parse(state["terms_given"])}


def _language_choice(error: LanguageError, room: Room) -> None:
    """Let the reader say which language it is."""
    german, english = st.columns([1, 1])
    draft = room.state["draft"]
    if german.button("It is German: read it", width="stretch"):
        _start(room, lambda: draft, given=draft, code="de")
    if error.detected == "en" and english.button("Read it as English, without translation", width="stretch"):
        _start(room, lambda: draft, given=draft, code="en")


def _unfinished(room: Room) -> None:
    """Offer what was begun and not read to its end, and is not being read now."""
    for entry in room.shelf.unfinished(room.owner):
        job = room.desk.find(room.owner, _kind(entry.id))
        if job and job.running:
            continue
        with st.container(border=True, key=f"unfinished-{entry.id}"):
            st.markdown("An article was not read to its end:")
            st.text(" ".join(entry.text.split())[:160])
            if job and job.state == "failed":
                errors.show(job.error)
            again, away = st.columns([1, 1])
            if again.button("Read it now", key=f"again-{entry.id}", disabled=bool(room.missing), width="stretch"):
                read(room, entry.text, code=entry.code, instead_of=entry.id)
            if away.button("Discard it", key=f"discard-{entry.id}", width="stretch"):
                room.delete(entry.id)
                st.rerun()


def _kind(id: str) -> str:
    """Return the kind of the job that reads an entry."""
    return f"{READING} {id}"


def _start(room: Room, text: Callable[[], str], *, given: str = "", code: str | None = None) -> None:
    """Get the text and start reading it; what cannot be got is explained, and `given` stays where it was typed."""
    state = room.state
    state["reading_error"] = None
    try:
        state["draft"] = text()
    except ChatError as error:
        state["draft"], state["reading_error"] = given, error
        st.rerun()
    read(room, state["draft"], code=code)


def read(
    room: Room, text: str, *, code: str | None = None, kept: frozenset[int] = frozenset(), instead_of: str | None = None
) -> None:
    """Start the job that reads a text, and open it; where it cannot start, say why and put the text back.

    Args:
        code: its language where the reader said so.
        kept: paragraphs that look like boilerplate, and belong to the article.
        instead_of: an entry with the same text, which goes once the new one has begun.
    """
    length: Length = room.state.get("length") or "medium"
    room.state["length_chosen"] = length
    try:
        terms = _glossary(room)
    except ChatError as error:
        _not_begun(room, text, error)
    owner, settings, shelf = room.owner, room.settings, room.shelf
    id = shelf.begin(owner, text, length=length, code=code)

    def work(report: pipeline.OnProgress, cancelled: pipeline.IsCancelled) -> Reading:
        given = source.from_text(text)
        language.require_german(given, override=code)  # before the model is loaded, which takes seconds
        with shelf.work_for(owner, id):
            engines = registry.open_engines(settings)
            reading = pipeline.read(
                given,
                engines,
                length=length,
                code=code,
                kept=kept,
                glossary=terms,
                max_characters=settings.max_characters,
                on_progress=report,
                cancelled=cancelled,
            )
            shelf.keep(owner, id, reading)
        return reading

    try:
        room.desk.start(owner, _kind(id), work, about=text)
    except ChatError as error:
        shelf.drop(owner, id)
        _not_begun(room, text, error)
    if instead_of:
        room.desk.collect(owner, _kind(instead_of))
        shelf.drop(owner, instead_of)
    room.state["draft"], room.state["reading_error"] = "", None  # the job has the text
    room.open(id)
    st.rerun()


def _not_begun(room: Room, text: str, error: ChatError) -> NoReturn:
    """Go to where articles are put in, with the text there and why it is not read."""
    room.state["draft"], room.state["reading_error"] = text, error
    room.open(None)
    st.rerun()
