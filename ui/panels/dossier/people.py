"""Who claims what across all articles, and the reader's word on who is the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from chat.dossier.people import Person
from chat.dossier.sources import Place
from chat.errors import ChatError
from chat.export.document import speaker_name
from chat.export.markdown import escaped
from chat.gathering import voice_of
from chat.lang.characters import one_line
from chat.localization import t
from chat.storage.dossiers import Link, Voice
from ui.markup.dossier import people as markup
from ui.panels import errors
from ui.panels.dossier.comparing import Shown
from ui.panels.dossier.paging import page_of

_PAGE = 15  # people
_CLAIMS = 20  # of one of them


def show(shown: Shown) -> None:
    """Show the people in pages, each with their claims, and what was decided about who is who."""
    everybody = shown.dossier.people
    if not everybody:
        st.markdown(t("The articles do not report that anybody claims anything."))
        return
    looked_for = st.text_input(t("Find a person or body"), key=shown.key("who"), placeholder=t("Name or office"))
    found = [at for at, person in enumerate(everybody) if _has(person, looked_for)]
    if not found:
        st.caption(t("Nobody is called so."))
    for at in page_of(found, size=_PAGE, key=shown.key("people"), what=t("People")):
        with st.container(gap="xxsmall"):
            st.html(markup.person(at, shown.look, most=_CLAIMS))
            _correct(at, shown)
    _decided(shown)


def _has(person: Person, words: str) -> bool:
    told = f"{person.name} {person.german} {person.role or ''}".casefold()
    return all(word in told for word in one_line(words).casefold().split())


def _correct(at: int, shown: Shown) -> None:
    """Let the reader say that somebody is not the same in two articles, or is one with another."""
    person = shown.dossier.people[at]
    first = person.entries[0]
    with st.popover(t("Not right?"), type="tertiary", key=shown.key("correct", *first), on_change="rerun") as opened:
        if not opened.open:
            return
        st.caption(t("What you say is kept with the dossier, and can be taken back below the list."))
        if len(person.articles) > 1:
            st.markdown(t("Who is not the same person?"))
            for place in person.entries:
                st.button(
                    escaped(t("Not the same: {name}", name=_called(place, shown))),
                    key=shown.key("part", *place),
                    on_click=partial(_part, place, person, shown),
                )
        _join(at, shown)


def _called(place: Place, shown: Shown) -> str:
    entry = shown.dossier.by_number[place.article].entries[place.number]
    return t("{name} (article {article})", name=entry.german or speaker_name(entry), article=place.article)


def _join(at: int, shown: Shown) -> None:
    everybody = shown.dossier.people
    others = [other for other in range(len(everybody)) if other != at]
    names = markup.names(everybody)
    chosen = st.selectbox(
        t("Who is the same person?"),
        others,
        index=None,
        format_func=lambda other: names[other],
        placeholder=t("Choose somebody"),
        key=shown.key("join", *everybody[at].entries[0]),
    )
    st.button(
        t("They are the same"),
        key=shown.key("joined", *everybody[at].entries[0]),
        disabled=chosen is None,
        on_click=partial(_unite, at, chosen, shown),
    )


def _unite(at: int, chosen: int | None, shown: Shown) -> None:
    """Remember that two people are the same."""
    if chosen is not None:
        one, other = (shown.dossier.people[place].entries[0] for place in (at, chosen))
        _remember([(one, other)], shown, same=True)


def _part(place: Place, person: Person, shown: Shown) -> None:
    """Remember that an entry of somebody's is none of theirs."""
    _remember([(place, other) for other in person.entries if other != place], shown, same=False)


def _remember(pairs: Sequence[tuple[Place, Place]], shown: Shown, *, same: bool) -> None:
    voices = [(_voice(one, shown), _voice(other, shown)) for one, other in pairs]
    try:
        for one, other in voices:
            shown.cabinet.dossiers.decide(shown.room.owner, shown.id, Link(one, other, same))
    except ChatError as error:
        shown.room.session.keep(shown.key("undecided"), error)


def _voice(place: Place, shown: Shown) -> Voice:
    return voice_of(shown.dossier.by_number[place.article], place.number)


def _decided(shown: Shown) -> None:
    """Show what the reader has decided, and let them take it back."""
    if error := shown.room.session.kept(shown.key("undecided")):
        errors.show(error)
        shown.room.session.keep(shown.key("undecided"), None)
    links = shown.contents.links
    if not links:
        return
    numbers = {member.entry.id: member.number for member in shown.contents.members}
    with st.expander(t("What you said about who is who ({count})", count=len(links)), key=shown.key("decided")):
        for at, link in enumerate(page_of(links, size=_PAGE, key=shown.key("links"), what=t("Decisions"))):
            told, back = st.columns([5, 1], vertical_alignment="center")
            one, other = (_named(voice, numbers) for voice in (link.one, link.other))
            told.markdown(
                t("{one} and {other} are the same.", one=one, other=other)
                if link.same
                else t("{one} and {other} are not the same.", one=one, other=other)
            )
            back.button(
                t("Take back"), key=shown.key("back", at), on_click=partial(_take_back, link, shown), type="tertiary"
            )


def _named(voice: Voice, numbers: dict[str, int]) -> str:
    name = voice.german or t("an unnamed source")
    return escaped(t("{name} (article {article})", name=name, article=numbers.get(voice.entry, "?")))


def _take_back(link: Link, shown: Shown) -> None:
    try:
        shown.cabinet.dossiers.undecide(shown.room.owner, shown.id, link.one, link.other)
    except ChatError as error:
        shown.room.session.keep(shown.key("undecided"), error)
