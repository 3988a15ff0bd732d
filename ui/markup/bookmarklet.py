"""The bookmark that hands an address over to the page: its code, and the link that is dragged to the bookmarks."""

from __future__ import annotations

import json

from markupsafe import Markup

from chat.localization import t, t_html

# The script of the page (page.js) gives the link its address: of HTML, Streamlit takes such an address away.
_LINK = Markup('<a class="bookmarklet" href="#">{}</a>')


def bookmarklet() -> Markup:
    """Return the link with its explanation."""
    told = t_html(
        "Drag this to your bookmarks: {link}. A click on it, while you look at an article, opens this page with the "
        "address of that article. Nothing is fetched before you say so here.",
        link=_LINK.format(t("Read with Belegt")),
    )
    return Markup('<p class="belegt">{}</p>').format(told)


def code(address: str) -> str:
    """Return the address of the bookmark.

    Args:
        address: that of this page, without a query.
    """
    # Browsers decode such an address before they run it: a quotation mark that is encoded would end the text.
    page = json.dumps(address.rstrip("/") + "/?url=").replace("%", "%25")
    return f"javascript:void open({page} + encodeURIComponent(location.href))"
