"""What went wrong, and what the reader can do."""

from __future__ import annotations

import streamlit as st

from chat import export
from chat.errors import ChatError


def show(error: ChatError) -> None:
    """Show an error with its hint; both may quote what the reader gave, so they are escaped."""
    st.error(f"{export.escaped(error.message)}  \n{export.escaped(error.hint)}", icon="⚠️")
