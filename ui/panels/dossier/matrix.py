"""Who has what: topics and articles as a table, in pages of both."""

from __future__ import annotations

import streamlit as st

from chat.dossier.dossier import Dossier
from chat.localization import t, t_count
from ui.markup.dossier import findings
from ui.markup.dossier import matrix as markup
from ui.panels.dossier.comparing import Shown
from ui.panels.dossier.paging import page_of

_TOPICS, _ARTICLES = 20, 8  # of a page


def show(shown: Shown) -> None:
    """Show the table; where the articles are about different things, say so."""
    dossier = shown.dossier
    if dossier.copies:
        st.html(findings.copies(shown.look))
    if not dossier.matrix:
        st.markdown(
            t(
                "No two of these articles have claims about one thing. They may be about different things; then there "
                "is nothing to compare, and who claims what is there all the same."
            )
        )
        return
    if apart := _apart(dossier):
        st.markdown(
            t_count(
                "Article {numbers} has nothing in common with the others that they claim.",
                "Articles {numbers} have nothing in common with the others that they claim.",
                len(apart),
                numbers=", ".join(map(str, apart)),
            )
        )
    numbers = [source.number for source in dossier.sources]
    articles = page_of(numbers, size=_ARTICLES, key=shown.key("columns"), what=t("Articles"))
    rows = [
        (at, row)
        for at, row in enumerate(dossier.matrix, start=1)
        if any(cell.claims and cell.article in articles for cell in row.cells)
    ]
    here = page_of(rows, size=_TOPICS, key=shown.key("rows"), what=t("Topics"))
    st.html(markup.matrix(here, articles, shown.look))


def _apart(dossier: Dossier) -> list[int]:
    """Return the numbers of the articles that share no topic with another."""
    shared = {number for row in dossier.matrix for number in row.topic.articles}
    copied = {number for group in dossier.copies for number in group}
    return [source.number for source in dossier.sources if source.number not in shared | copied]
