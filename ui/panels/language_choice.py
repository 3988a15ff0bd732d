"""Which language an article is in: said, and changed by who knows better."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from chat.article.language import name
from chat.errors import ModelError
from chat.export.markdown import escaped
from chat.localization import in_tongue, t
from chat.localization.words import languages
from chat.models import languages as known
from chat.models import registry
from chat.schema import Reading
from ui import session
from ui.room import Room


def choose(where: DeltaGenerator, label: str, *, first: Sequence[str] = (), key: str | None = None) -> str | None:
    """Let the reader choose a language, and return its code (ISO 639) once they did.

    Args:
        first: the codes that are listed before the others; they need not be ones that are read by themselves.
    """
    others = sorted(known.readable() - set(first), key=shown)
    options = [*dict.fromkeys(first), *others]
    return where.selectbox(label, options, index=None, format_func=shown, placeholder=t("Choose"), key=key)


def shown(code: str) -> str:
    """Return what a language is called, in the tongue of the page."""
    return languages(name(code))


def told(reading: Reading, room: Room) -> str | None:
    """Say which language an article was read in, and how well; return the one that the reader says it is in."""
    said, change = st.columns([5, 3], vertical_alignment="center")
    for parts in _readability(reading, room):
        said.caption(escaped("; ".join(map(in_tongue, parts))))
    with change.popover(t("Another language?"), width="stretch"):
        chosen = choose(st.container(), t("Read it as"), key=session.of_language(room.open_id or ""))
    return chosen if chosen != reading.language.code else None


def _readability(reading: Reading, room: Room) -> tuple[tuple[str, ...], ...]:
    """Return in words which language an article is in, how well it is translated, and what would do it better."""
    by = reading.engines.translator
    if reading.engines.is_compared:
        return ((known.readability(reading.language, "").recognised,),)
    try:
        found = known.readability(reading.language, by) if by else registry.readability(reading.language, room.settings)
    except ModelError:
        return ((known.readability(reading.language, "").recognised,),)
    return ((found.recognised, found.translated), *([(found.advice,)] if found.advice else []))
