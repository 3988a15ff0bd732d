"""A bookmark for the browser that hands the address of the page that is open there over to this one.

Streamlit takes `javascript:` out of links, so the page's own script puts it in; who has no bookmarks bar copies it.
"""

from __future__ import annotations

import streamlit as st

from chat.localization import t
from ui.markup import bookmarklet as markup


def show() -> None:
    """Show the bookmark, and how it is used."""
    with st.expander(t("A bookmark that brings you here from any article")):
        st.html(markup.bookmarklet())
        st.caption(t("Where it cannot be dragged: make a new bookmark by hand, and give it this as its address."))
        st.code(markup.code(st.context.url or ""), language=None, wrap_lines=True)
