"""What went wrong, and what the reader can do."""

from __future__ import annotations

import streamlit as st

from chat.errors import ChatError
from chat.export.markdown import escaped


def show(error: ChatError) -> None:
    """Show an error with its hint; both may quote what the reader gave, so they are escaped."""
    st.error(f"{escaped(error.message)}  \n{escaped(error.hint)}", icon="⚠️")
