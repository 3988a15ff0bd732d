"""The quote check: a sentence that somebody wrote about the article, and what of it the article says."""

from __future__ import annotations

import streamlit as st

from chat import pipeline
from chat.errors import ChatError
from chat.localization import t
from ui import session
from ui.markup import answers
from ui.panels import errors
from ui.shelf import Open

_LONGEST = 2_000  # characters


def show(open: Open) -> None:
    """Show the place for a quotation, and what came of the last one."""
    with st.expander(t("Check a quotation"), icon=":material/format_quote:"):
        st.caption(
            t("A sentence about the article, or a quotation from it, English or German: does the article say so?")
        )
        with st.form(session.QUOTE_FORM, border=False):
            quote = st.text_area(t("Quotation"), max_chars=_LONGEST, key=session.QUOTE, label_visibility="collapsed")
            is_sent = st.form_submit_button(t("Check"))
        if not (is_sent or quote):
            return
        try:
            checked = pipeline.verify(open.reading, quote)
        except ChatError as error:
            errors.show(error)
            return
        st.html(answers.checked_quote(checked))
