"""Long lists in pages, so that what is drawn stays short however many articles there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from chat.localization import t

T = TypeVar("T")


def page_of(items: Sequence[T], *, size: int, key: str, what: str) -> Sequence[T]:
    """Return the items of the page that the reader chose, and let them choose another where there are several.

    Args:
        size: how many a page has.
        key: of the widget.
        what: what the items are, in the plural.
    """
    pages = max(1, -(-len(items) // size))
    if pages == 1:
        return items
    with st.container(horizontal=True, vertical_alignment="center"):
        place = st.pagination(pages, key=key)
        first = (min(place, pages) - 1) * size
        last = min(first + size, len(items))
        st.caption(t("{what} {first} to {last} of {all}", what=what, first=first + 1, last=last, all=len(items)))
    return items[first : first + size]
