"""What went wrong, and what the reader can do."""

from __future__ import annotations

import os

import streamlit as st

from chat import errors
from chat.errors import ChatError
from chat.export.markdown import escaped
from chat.localization import in_tongue


def show(error: ChatError) -> None:
    """Show an error with its hint; both may quote what the reader gave, so they are escaped."""
    message, hint = (escaped(as_called(in_tongue(text))) for text in (error.message, error.hint))
    st.error(f"{message}  \n{hint}", icon="⚠️")


def told(error: ChatError) -> str:
    """Return an error with its hint as a line of text."""
    return as_called(f"{in_tongue(error.message)} {in_tongue(error.hint)}".strip())


def as_called(message: str) -> str:
    """Return a message that names the program as it was called to start the page."""
    return errors.as_called(message, os.environ.get(errors.CALLED, errors.PROGRAM))
