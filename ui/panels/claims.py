"""Who claims what: the picture, the disputes, and the ledger with its filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import streamlit as st

from chat.export.document import speaker_name
from chat.localization import deferred, in_tongue, t
from chat.schema import Claim, Ledger, Stance
from ui import readings, session
from ui.markup import ledger as markup
from ui.room import Room
from ui.shelf import Open
from ui.tongue import fragment

_WORDS = {deferred("their own words"): True, deferred("retold"): False}
# How often claims that get their English are shown anew, in seconds: the more of them there are, the less often.
_LOOK, _LOOK_A_CLAIM = 3.0, 0.05


def show(open: Open, room: Room) -> None:
    """Show the claims of an article by speaker; while it is being read, with their English as it comes.

    A fragment in any case: who filters waits for nothing else, and nothing moves when the reading ends.
    """
    is_told = not open.is_growing or open.reading.layer == "checked"  # then the claims are in English
    every = None if is_told else max(_LOOK, _LOOK_A_CLAIM * len(open.reading.claims))
    fragment(_show_newest, run_every=every)(open, room, growing=open.is_growing)


def _show_newest(drawn: Open, room: Room, *, growing: bool) -> None:
    open = (readings.latest(room, room.open_id or "") if growing else None) or drawn
    _show(open, room, growing=growing)


def _show(open: Open, room: Room, *, growing: bool) -> None:
    reading, ledger = open.reading, open.analysed.ledger
    if not reading.claims:
        st.markdown(t("The article does not report that anybody claims anything."))
        return
    if disputes := markup.disputes(reading.claims, ledger, reading):
        st.html(disputes)
    st.html(markup.picture(reading.claims, ledger, reading))
    with st.expander(t("Filter")):
        filtered = _filtered(reading.claims, ledger, id=room.open_id or "")
    if len(filtered) < len(reading.claims):
        st.caption(t("{some} of {all} claims", some=len(filtered), all=len(reading.claims)))
    if filtered:
        st.html(markup.ledger(filtered, ledger, reading, growing=growing))


def _filtered(claims: Sequence[Claim], ledger: Ledger, *, id: str) -> list[Claim]:
    """Return the claims that the reader wants to see."""
    names = [speaker_name(entry) for entry in ledger.entries]
    speakers = st.multiselect(
        t("Speaker"),
        range(len(names)),
        format_func=lambda place: names[place],
        placeholder=t("Everybody"),
        key=session.claims_filter("speaker", id),
    )
    present = [stance for stance in get_args(Stance) if any(claim.stance == stance for claim in claims)]
    key = session.claims_filter("stance", id)
    stances = st.pills(t("Stance"), present, format_func=in_tongue, selection_mode="multi", key=key)
    key = session.claims_filter("words", id)
    words = st.pills(t("Words"), list(_WORDS), format_func=t, selection_mode="multi", key=key)
    uncertain = st.toggle(t("Only what is uncertain"), key=session.claims_filter("uncertain", id))
    of_speakers = {number for place in speakers for number in ledger.entries[place].claims}
    return [
        claim
        for claim in claims
        if (not speakers or claim.id in of_speakers)
        and (not stances or claim.stance in stances)
        and (not words or (claim.type == "direct") in [_WORDS[word] for word in words])
        and (claim.hedged or not uncertain)
    ]
