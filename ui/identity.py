"""Whose page this is: the one who logged in where the server asks for that, else the browser, by a cookie.

The owner is an opaque string that nobody can guess; what belongs to one is never shown to another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import streamlit as st

from ui.session import Session

COOKIE = "belegt"
_TOKEN = re.compile(r"[\w-]{32}")
_YEAR = 365 * 24 * 60 * 60  # seconds


def _cookie() -> str:
    return st.context.cookies.get(COOKIE, "")


def is_logged_in() -> bool:
    """Return whether the reader has logged in."""
    return bool(st.user.get("is_logged_in"))


def has_to_log_in() -> bool:
    """Return whether the server asks for a login (`[auth]` in its secrets), and the reader has not logged in."""
    return st.user.get("is_logged_in") is False


def providers() -> tuple[str, ...]:
    """Return the names of those with whom one can log in; none where there is one without a name."""
    return tuple(name for name, value in st.secrets["auth"].items() if isinstance(value, Mapping))


def owner(session: Session) -> str:
    """Return who reads; a browser that is new here gets a cookie, so that it is known after a reload."""
    if is_logged_in():
        return f"login {st.user.get('iss', '')} {st.user.get('sub') or st.user.get('email')}"
    known = _cookie()
    if _TOKEN.fullmatch(known):
        return f"browser {known}"
    cookie = f"{COOKIE}={session.visitor}; Path=/; Max-Age={_YEAR}; SameSite=Strict"
    secure = 'location.protocol === "https:" ? "; Secure" : ""'
    st.html(f'<script>document.cookie = "{cookie}" + ({secure});</script>', unsafe_allow_javascript=True)
    return f"browser {session.visitor}"
