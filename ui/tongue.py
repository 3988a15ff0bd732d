"""In which tongue the page speaks to who reads: as they chose, else as their browser asks for.

What is drawn asks for its words in the tongue of the thread that draws it, and Streamlit draws a page, each of its
fragments and the pages of other readers in threads of their own. So all that draws begins here: the page by `begin`,
and a fragment by being made with `fragment`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from chat.localization import ENGLISH, deferred, speak, speaking, t, tongue
from chat.localization.tongues import asked_for, name_of, tongues
from ui import session
from ui.session import Session

COOKIE = "belegt-tongue"
_YEAR = 365 * 24 * 60 * 60  # seconds
# What Streamlit itself says on this page.
_OF_STREAMLIT = (
    deferred("Upload"),
    deferred("{place}MB per file"),
    deferred("Press Enter to apply"),
    deferred("Press Ctrl+Enter to apply"),
    deferred("Press ⌘+Enter to apply"),
    deferred("Press Enter to submit form"),
    deferred("Press Ctrl+Enter to submit form"),
    deferred("Press ⌘+Enter to submit form"),
    deferred("Skip to main content"),
    deferred("Sidebar"),
    deferred("Collapse sidebar"),
    deferred("Expand sidebar"),
    deferred("Copy to clipboard"),
    deferred("Help for {place}"),
    deferred("file upload"),
    deferred("Add files"),
    deferred("Remove {place}"),
)
_CODE = re.compile(r"[a-z]{2,3}")

P = ParamSpec("P")


def begin(here: Session) -> None:
    """Speak as the reader of this tab wants it, in this thread from now on."""
    speak(here.tongue or _kept() or _of_browser())


def _of_browser() -> str:
    """Return the tongue that this browser asks for."""
    return asked_for(st.context.locale, st.context.headers.get("Accept-Language", ""))


def _kept() -> str:
    """Return what was chosen in this browser before; empty where nothing was that the program can speak."""
    kept = st.context.cookies.get(COOKIE, "")
    return kept if kept in tongues() else ""


def script() -> str:
    """Return what the script of the page is told first: which tongue the page is in, and Streamlit's words in it.

    Streamlit has its own words in English alone, and no way to give it others: the script puts them in.
    """
    own = {} if tongue() == ENGLISH else {english: t(english, place="{}") for english in _OF_STREAMLIT}
    words = [[english.replace("{place}", "{}"), told] for english, told in own.items()]
    return f'document.documentElement.lang = "{tongue()}";\nwindow.belegtWords = {json.dumps(words)};\n'


def in_all_tongues(english: str) -> set[str]:
    """Return words in each tongue that the page can speak."""
    told = set()
    for name in tongues():
        with speaking(name):
            told.add(t(english))
    return told


def fragment(draw: Callable[P, None], *, run_every: float | None = None) -> Callable[P, None]:
    """Return a part of the page that is drawn alone, every so many seconds where that is given."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> None:
        begin(session.current())
        draw(*args, **kwargs)

    return st.fragment(drawn, run_every=run_every)


def choose(here: Session) -> None:
    """Let the reader choose the tongue; the browser remembers it."""
    st.segmented_control(
        t("Language of this page"),
        tongues(),
        default=tongue(),
        format_func=str.upper,
        help=" · ".join(f"{name.upper()}: {name_of(name)}" for name in tongues()),
        key=session.TONGUE,
        required=True,
        label_visibility="collapsed",
        on_change=here.note_tongue,
    )
    if _CODE.fullmatch(here.tongue):
        cookie = f"{COOKIE}={here.tongue}; Path=/; Max-Age={_YEAR}; SameSite=Strict"
        st.html(f'<script>document.cookie = "{cookie}";</script>', unsafe_allow_javascript=True)
