"""Logging in, where the server asks for it, and out. Until then nothing else is shown, and nobody is anybody."""

from __future__ import annotations

import streamlit as st

from chat.localization import t
from ui import identity, session


def show() -> None:
    """Ask the reader to log in."""
    st.title("Belegt", anchor=False)
    st.markdown(t("This server is for those who log in. What you read here is yours alone."))
    providers = identity.providers()
    if not providers:
        st.button(t("Log in"), type="primary", key=session.LOGIN, on_click=st.login)
    for name in providers:
        label = t("Log in with {provider}", provider=name)
        st.button(label, type="primary", key=session.login(name), on_click=st.login, args=(name,))


def out() -> None:
    """Offer to log out, to who is logged in."""
    if identity.is_logged_in():
        st.button(t("Log out"), key=session.LOGOUT, type="tertiary", on_click=st.logout)
