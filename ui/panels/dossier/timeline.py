"""When what was said."""

from __future__ import annotations

import streamlit as st

from chat.localization import t
from ui.markup.dossier import timeline as markup
from ui.panels.dossier.comparing import Shown
from ui.panels.dossier.paging import page_of

_PAGE = 40  # claims


def show(shown: Shown) -> None:
    """Show the picture over all articles, and the same as a table in pages."""
    dated = shown.dossier.timeline
    if not dated:
        st.markdown(t("The articles do not report that anybody claims anything."))
        return
    if picture := markup.picture(shown.look):
        st.html(picture)
    else:
        st.caption(t("There is no picture: all that is dated was said on one day, or no day is known."))
    st.html(markup.table(page_of(dated, size=_PAGE, key=shown.key("dated"), what=t("Claims")), shown.look))
