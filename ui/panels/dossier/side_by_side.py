"""What cannot both be so, what is quoted again, and what one article alone has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st
from markupsafe import Markup

from chat.localization import t
from ui.markup.dossier import findings
from ui.markup.dossier.base import Look
from ui.panels.dossier.comparing import Shown
from ui.panels.dossier.paging import page_of

_PAGE = 15  # pairs, or claims
T = TypeVar("T")


def show(shown: Shown) -> None:
    """Show the lists, each in pages."""
    dossier = shown.dossier
    nothing = t("No two articles disagree.")
    _list(t("Disputed"), "disputed", dossier.disagreements, shown, draw=findings.disagreements, nothing=nothing)
    nothing = t("No quotation comes twice.")
    _list(t("Quoted again"), "quoted", dossier.quotations, shown, draw=findings.quotations, nothing=nothing)
    if dossier.copies:
        st.markdown(f"#### {t('One text in several papers')}")
        st.html(findings.copies(shown.look))
    nothing = t("Every claim is in more than one article.")
    _list(t("Only here"), "only-here", dossier.only_here, shown, draw=findings.only_here, nothing=nothing)


def _list(
    title: str,
    name: str,
    items: Sequence[T],
    shown: Shown,
    *,
    draw: Callable[[Sequence[T], Look], Markup],
    nothing: str,
) -> None:
    st.markdown(f"#### {title}")
    if not items:
        st.caption(nothing)
        return
    st.html(draw(page_of(items, size=_PAGE, key=shown.key("page", name), what=title), shown.look))
