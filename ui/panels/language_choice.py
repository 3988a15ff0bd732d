"""Which language an article is in: said, and changed by who knows better."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from chat.article.language import name
from chat.errors import ChatError
from chat.export.markdown import escaped
from chat.localization import in_tongue, t
from chat.localization.words import languages
from chat.models import languages as known
from chat.models import registry
from chat.models.languages import Readability
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
    found = _readability(reading, room)
    parts = [found.recognised, *([] if reading.engines.is_compared else [found.translated])]
    said.caption(escaped("; ".join(map(in_tongue, parts))))
    if found.advice and not reading.engines.is_compared:
        said.caption(escaped(in_tongue(found.advice)))
    with change.popover(t("Another language?"), width="stretch"):
        chosen = choose(st.container(), t("Read it as"), key=session.of_language(room.open_id or ""))
    if found.tried and found.tried.grade == "poor":
        st.warning(t("Much of this translation is likely to be wrong: take nothing from it that you have not checked."))
    return chosen if chosen != reading.language.code else None


def _readability(reading: Reading, room: Room) -> Readability:
    """Return which language an article is in, and how well it is translated, by what it was or will be."""
    by = reading.engines.translator
    try:
        return known.readability(reading.language, by) if by else registry.readability(reading.language, room.settings)
    except ChatError:  # the settings name what there is not, which is told elsewhere
        return known.readability(reading.language, "")
