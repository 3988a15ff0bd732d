"""What the articles come to: what all have, what some have, what is disputed."""

from __future__ import annotations

import streamlit as st

from chat.localization import t
from ui.markup.dossier import findings, overview
from ui.panels.dossier.comparing import Shown
from ui.panels.dossier.paging import page_of

_PAGE = 20  # statements


def show(shown: Shown) -> None:
    """Show the summary of the dossier, and which articles stand apart."""
    found = shown.compared.overview
    if shown.dossier.copies:
        st.html(findings.copies(shown.look))
    if len(shown.dossier.sources) < 2:
        st.markdown(t("With a second article you see here what both have, and where they disagree."))
    elif not (found.all or found.some or found.disputed):
        st.markdown(
            t("The articles have nothing in common that several of them claim: they may be about different things.")
        )
    parts = {
        "all": (t("In all articles"), found.all),
        "some": (t("In some"), found.some),
        "disputed": (t("Disputed"), found.disputed),
    }
    for name, (heading, statements) in parts.items():
        if statements:
            here = page_of(statements, size=_PAGE, key=shown.key("statements", name), what=t("Statements"))
            st.html(overview.part(heading, here, shown.look))
