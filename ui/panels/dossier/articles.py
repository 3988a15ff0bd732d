"""The articles of a dossier: listed, searched, opened, taken out; what did not get in; and the ways in."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from chat.dossier.sources import Source
from chat.errors import ChatError, LanguageError
from chat.export.markdown import escaped
from chat.localization import t
from chat.storage.dossiers import Contents, Member
from chat.storage.library import Entry
from ui import comparisons, dossiers, kinds, session
from ui.cabinet import AnyWanted, Cabinet, Trouble
from ui.markup.dossier import articles as markup
from ui.panels import errors
from ui.panels.dossier import adding
from ui.panels.dossier.paging import page_of
from ui.room import Room
from ui.tasks import watch

_PAGE = 20  # articles
_SOON = 0.3  # seconds that the list waits for who published what
_TROUBLES = 8  # shown at once


def show(room: Room, cabinet: Cabinet, contents: Contents) -> None:
    """Show the ways in, what did not get in, and the articles."""
    id = contents.entry.id
    _troubles(room, cabinet, id)
    if not contents.members:
        st.markdown(t("There is no article in this dossier yet."))
        adding.show(room, cabinet, contents)
        return
    with st.expander(
        t("Add articles"), icon=":material/add:", key=session.in_dossier("add", id), on_change="rerun"
    ) as more:
        if more.open:
            adding.show(room, cabinet, contents)
    query = st.text_input(
        t("Search in these articles"),
        key=session.in_dossier("search", id),
        placeholder=t("Words of the original or its English"),
    )
    if query.strip():
        _found(query, room, cabinet, contents)
        return
    comparison = comparisons.compared(room, cabinet, contents, at_most=_SOON)
    if comparison.is_under_way:
        watch(room.tasks, kinds.comparing(id), draw=lambda job: None)  # the list is drawn again with what it lacks
    found = comparison.found
    sources = {source.id: source for source in found.dossier.sources} if found else {}
    for member in page_of(contents.members, size=_PAGE, key=session.in_dossier("articles", id), what=t("Articles")):
        _article(member, sources.get(member.entry.id), room, cabinet, contents)


def _article(member: Member, source: Source | None, room: Room, cabinet: Cabinet, contents: Contents) -> None:
    """Show an article in a line, with what can be done with it."""
    id, entry = contents.entry.id, member.entry
    state = _state(member, room, cabinet, id)
    with st.container(key=session.in_dossier("article", id, member.number)):
        name, remove = st.columns([9, 1], vertical_alignment="center")
        with name, st.container(gap=None):
            st.button(
                escaped(f"{member.number} · {entry.title or t('Untitled article')}"),
                key=session.in_dossier("read", id, member.number),
                type="tertiary",
                disabled=not entry.readable,
                on_click=room.open,
                args=(entry.id,),
                kwargs={"dossier": id},
            )
            st.html(markup.line(source, state))
        remove.button(
            t("Remove"),
            key=session.in_dossier("remove", id, member.number),
            type="tertiary",
            icon=":material/close:",
            help=t(
                "Take article {number} out of the dossier; it stays among what was read before", number=member.number
            ),
            on_click=_remove,
            args=(entry, room, cabinet, id),
        )


def _remove(entry: Entry, room: Room, cabinet: Cabinet, id: str) -> None:
    try:
        cabinet.dossiers.remove(room.owner, id, entry.id)
    except ChatError as error:
        cabinet.note_trouble(room.owner, id, Trouble(entry.title, error))


def _state(member: Member, room: Room, cabinet: Cabinet, id: str) -> markup.State:
    """Return how far an article is, and what is wrong with it."""
    if problem := member.entry.problem:
        return markup.State(t("cannot be opened"), errors.told(problem))
    if room.tasks.is_running(kinds.reading(member.entry.id)):
        return markup.State(t("being read"))
    if member.entry.whole:
        return markup.State(t("read", context="state"))
    failed = dict(cabinet.beside(room.owner, id).failed)
    error = failed.get(member.entry.id)
    return markup.State(t("known, not read to its end"), errors.told(error) if error else "")


def _found(query: str, room: Room, cabinet: Cabinet, contents: Contents) -> None:
    """Show the articles that have the words looked for, and where."""
    id = contents.entry.id
    try:
        entries = cabinet.dossiers.search(room.owner, id, query)
    except ChatError as error:
        errors.show(error)
        return
    numbers = {member.entry.id: member.number for member in contents.members}
    if not entries:
        st.caption(t("No article of this dossier has these words."))
    for entry in entries:
        number = numbers.get(entry.id, 0)
        st.button(
            escaped(f"{number} · {entry.title or t('Untitled article')}"),
            key=session.in_dossier("found", id, number),
            type="tertiary",
            on_click=room.open,
            args=(entry.id,),
            kwargs={"dossier": id},
        )
        pieces = [f"**{escaped(piece.text)}**" if piece.matched else escaped(piece.text) for piece in entry.snippet]
        st.caption(" ".join(pieces))


def _troubles(room: Room, cabinet: Cabinet, id: str) -> None:
    """Show what did not get in, with what can be done about it."""
    troubles = cabinet.beside(room.owner, id).troubles
    for at, trouble in enumerate(troubles[:_TROUBLES]):
        with st.container(border=True, key=session.in_dossier("trouble", id, at)):
            st.text(trouble.name[:200])
            errors.show(trouble.error)
            _offers(trouble, room, cabinet, id, at=at)
    if len(troubles) > 1:
        st.button(
            t("Dismiss all {count}", count=len(troubles)),
            key=session.in_dossier("dismiss", id),
            on_click=cabinet.forget_troubles,
            args=(room.owner, id, *troubles),
        )


def _offers(trouble: Trouble, room: Room, cabinet: Cabinet, id: str, *, at: int) -> None:
    with st.container(horizontal=True):
        if trouble.wanted:
            is_foreign = isinstance(trouble.error, LanguageError)
            again = replace(trouble.wanted, code="de") if is_foreign else trouble.wanted
            st.button(
                t("It is German: read it") if is_foreign else t("Try again"),
                key=session.in_dossier("try", id, at),
                on_click=partial(_try_again, trouble, again, room, cabinet, id),
            )
        st.button(
            t("Dismiss"),
            key=session.in_dossier("dismiss", id, at),
            type="tertiary",
            on_click=cabinet.forget_troubles,
            args=(room.owner, id, trouble),
        )


def _try_again(trouble: Trouble, wanted: AnyWanted, room: Room, cabinet: Cabinet, id: str) -> None:
    cabinet.forget_troubles(room.owner, id, trouble)
    dossiers.get(room, cabinet, id, [wanted])
