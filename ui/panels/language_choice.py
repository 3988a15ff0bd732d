"""Which language an article is in: said, and changed by who knows better."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from chat.article.language import ENGLISH, name
from chat.localization import number, t
from chat.localization.words import languages
from chat.models import languages as known
from chat.schema import Reading
from ui import session

_IN_PERCENT = 100


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


def told(reading: Reading, *, id: str) -> str | None:
    """Say which language an article was read in; return the code of the other one that the reader says it is in.

    Args:
        id: the name of its entry.
    """
    code, share = reading.language.code, number(_IN_PERCENT * reading.language.confidence)
    said, change = st.columns([3, 1], vertical_alignment="center")
    if code == ENGLISH:
        said.caption(t("{language} ({share} % sure), read as it is", language=shown(code), share=share))
    else:
        said.caption(t("{language} ({share} % sure)", language=shown(code), share=share))
    with change.popover(t("Another language?"), width="stretch"):
        chosen = choose(st.container(), t("Read it as"), key=session.of_language(id))
    return chosen if chosen != code else None
