"""The ways into a dossier: pasted, files, web addresses, a feed, and what was read before."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

import streamlit as st

from chat.errors import ChatError, InputError
from chat.intake import addresses
from chat.intake.addresses import Addresses
from chat.localization import t
from chat.storage.dossiers import Contents
from chat.storage.library import Entry
from ui import dossiers, session, wanted
from ui.cabinet import AnyWanted, Cabinet, Trouble, WantedPages
from ui.panels import bookmarklet, errors
from ui.panels.dossier import feeds
from ui.room import Room

_LONGEST_NAME = 120  # characters of who published an article


def show(room: Room, cabinet: Cabinet, contents: Contents) -> None:
    """Show the ways in, each in a form of its own."""
    id = contents.entry.id
    names = [t("Paste"), t("Files"), t("Web addresses"), t("Feed"), t("Read before")]
    paste, files, addresses, feed, before = st.tabs(names, key=session.in_dossier("ways", id))
    with paste, st.form(session.in_dossier("paste", id), border=False, clear_on_submit=True):
        _paste(room, cabinet, id)
    with files, st.form(session.in_dossier("files", id), border=False, clear_on_submit=True):
        _files(room, cabinet, id)
    with addresses:
        _addresses(room, cabinet, id)
        bookmarklet.show()
    with feed:
        feeds.show(room, cabinet, id)
    with before:
        _before(room, cabinet, contents)


def get(room: Room, cabinet: Cabinet, id: str, articles: Sequence[AnyWanted]) -> None:
    """Have articles got, and draw the page with how far that is."""
    dossiers.get(room, cabinet, id, articles)
    st.rerun()


def _paste(room: Room, cabinet: Cabinet, id: str) -> None:
    text = st.text_area(
        t("Article"), height=220, placeholder=t("Paste one article here"), key=session.in_dossier("text", id)
    )
    outlet, published = st.columns([2, 1])
    name = outlet.text_input(
        t("Published by (if known)"), max_chars=_LONGEST_NAME, key=session.in_dossier("outlet", id)
    )
    day = published.date_input(
        t("On (if known)"), value=None, min_value=datetime.date(1900, 1, 1), key=session.in_dossier("day", id)
    )
    if st.form_submit_button(t("Add"), type="primary") and text.strip():
        get(room, cabinet, id, [wanted.pasted(text, outlet=name, published=day.isoformat() if day else "")])


def _files(room: Room, cabinet: Cabinet, id: str) -> None:
    uploads = st.file_uploader(
        t("Files: text, Markdown, HTML, PDF, Word, mail"), type=wanted.FILE_TYPES, accept_multiple_files=True,
        key=session.in_dossier("uploads", id),
    )  # fmt: skip
    if st.form_submit_button(t("Add the files"), type="primary") and uploads:
        get(room, cabinet, id, [wanted.in_file(upload.getvalue(), upload.name) for upload in uploads])


def _addresses(room: Room, cabinet: Cabinet, id: str) -> None:
    allowed = room.settings.fetch
    with st.form(session.in_dossier("addresses", id), border=False):
        given = st.text_area(
            t("Web addresses, one a line"), height=140, placeholder="https://…", disabled=not allowed,
            key=session.in_dossier("urls", id),
        )  # fmt: skip
        archived = st.checkbox(
            t("Keep each page as it was fetched (WARC)"), disabled=not allowed, key=session.in_dossier("warc", id)
        )
        is_sent = st.form_submit_button(t("Fetch and add"), type="primary", disabled=not allowed)
    if not allowed:
        st.caption(t("Fetching pages is switched off here (BELEGT_FETCH)."))
    if is_sent and given.strip():
        try:
            found = addresses.parse(given)
        except ChatError as error:
            errors.show(error)
            return
        for told in _left_out(found):
            cabinet.note_trouble(room.owner, id, told)
        get(room, cabinet, id, [WantedPages(found.urls, archived=archived)])


def _left_out(found: Addresses) -> Iterator[Trouble]:
    """Yield what is told of lines that are not fetched."""
    hint = "The others are fetched."
    more = t(", and {count} more", count=found.more_others) if found.more_others else ""
    if found.others:
        yield Trouble(f"{'; '.join(found.others)}{more}", InputError("There is no web address in this.", hint=hint))
    if found.left_out:
        told = f"{found.left_out} addresses are too many at once."
        yield Trouble(t("Web addresses"), InputError(told, hint="Give them in another step."))
    if found.repeated:
        yield Trouble(
            t("Web addresses"), InputError(f"{found.repeated} stand there twice.", hint="Each is fetched once.")
        )


def _before(room: Room, cabinet: Cabinet, contents: Contents) -> None:
    """Let the reader choose among what was read before."""
    id = contents.entry.id
    query = st.text_input(t("Search"), placeholder=t("Search"), key=session.in_dossier("before", id))
    there = {member.entry.id for member in contents.members}
    entries = {
        entry.id: entry
        for entry in room.shelf.recent(room.owner, query=query)
        if entry.id not in there and entry.readable
    }
    with st.form(session.in_dossier("choose", id), border=False):
        chosen = st.multiselect(
            t("Articles that were read before"),
            list(entries),
            format_func=lambda entry: _titled(entries.get(entry)),
            placeholder=t("Choose articles") if entries else t("There are none"),
            key=session.in_dossier("chosen", id),
        )
        if st.form_submit_button(t("Add these"), type="primary") and chosen:
            try:
                dossiers.add(room, cabinet, id, chosen)
            except ChatError as error:
                errors.show(error)
            else:
                st.rerun()


def _titled(entry: Entry | None) -> str:
    return (entry.title or t("Untitled article")) if entry else ""
