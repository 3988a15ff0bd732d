"""Whose page this is: the one who logged in where the server asks for that, else the browser, by a cookie.

The owner is an opaque string that nobody can guess; what belongs to one is never shown to another.
"""

from __future__ import annotations

import re

import streamlit as st

from ui.session import Session

COOKIE = "belegt"
_TOKEN = re.compile(r"[\w-]{32}")
_YEAR = 365 * 24 * 60 * 60  # seconds


def _cookie() -> str:
    return st.context.cookies.get(COOKIE, "")


def owner(session: Session) -> str:
    """Return who reads; a browser that is new here gets a cookie, so that it is known after a reload."""
    if st.user.get("is_logged_in"):
        return f"login {st.user.get('iss', '')} {st.user.get('sub') or st.user.get('email')}"
    known = _cookie()
    if _TOKEN.fullmatch(known):
        return f"browser {known}"
    cookie = f"{COOKIE}={session.visitor}; Path=/; Max-Age={_YEAR}; SameSite=Strict"
    st.html(f'<script>document.cookie = "{cookie}";</script>', unsafe_allow_javascript=True)
    return f"browser {session.visitor}"
