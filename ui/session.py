"""What one tab of the page remembers between redraws: the names of its keys, and a typed way to what is under each.

No other module names a key of the session. What is under the key of a widget goes when the widget is not drawn.
"""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st
from streamlit.runtime.state import SessionStateProxy

from chat.errors import ChatError
from chat.schema import Length
from ui.given import Given
from ui.kinds import AnyKind

# The keys of widgets of which there is one.
ADDRESS = "address"
CANCEL = "cancel"
EXAMPLE = "example"
COMPARED, TRANSLATION = "compared", "translation"
LENGTH = "length"
LOGIN, LOGOUT = "login", "logout"
MODEL = "model"
QUESTION = "question"
READ, UPLOAD, WAYS = "read", "upload", "ways"
QUOTE, QUOTE_FORM = "quote", "quote-form"
SEARCH = "search"
STOP_ANSWER = "stop-answer"
STOP_SUMMARY = "stop-summary"
TERMS = "terms"
TONGUE = "tongue"
# Of the page of a dossier. The view is in its address too.
VIEW = "view"
NEW_DOSSIER = "new-dossier"
# Of a web address that was handed over.
OFFER_TAKEN, OFFER_REFUSED = "offer-taken", "offer-refused"

_DRAFT = "draft"
_READING_ERROR = "reading_error"
_LENGTH_CHOSEN = "length_chosen"
_TERMS_GIVEN = "terms_given"
_TONGUE_CHOSEN = "tongue_chosen"
_VISITOR = "visitor"
_GIVEN = "given"


def box(draft: str) -> str:
    """Return the key of the box for an article that has this text at first: with another text it is another box."""
    return f"box-{zlib.crc32(draft.encode('utf-8', 'replace'))}"


def of_entry(what: Literal["open", "more", "delete", "again", "anew", "discard", "go-on"], id: str) -> str:
    """Return the key of a button that does something with an entry of the library."""
    return f"{what}-{id}"


def in_dossier(what: str, id: str, *of: str | int) -> str:
    """Return the key of a widget of a dossier, or of what in it is named or numbered so."""
    return "-".join(["dossier", what, id, *map(str, of)])


def login(provider: str) -> str:
    """Return the key of the button by which one logs in with a provider."""
    return f"{LOGIN}-{provider}"


def tabs(id: str) -> str:
    """Return the key of the tabs beside the article of an entry."""
    return f"tabs-{id}"


def ask_again(id: str, position: int) -> str:
    """Return the key of the button that asks once more what was answered before all was read."""
    return f"ask-again-{id}-{position}"


def claims_filter(what: Literal["speaker", "stance", "words", "uncertain"], id: str) -> str:
    """Return the key of a filter of the claims of an entry."""
    return f"claims-{what}-{id}"


def left_out(id: str, paragraph: int) -> str:
    """Return the key of the box that takes a paragraph back into the article of an entry."""
    return f"kept-{id}-{paragraph}"


def of_left_out(id: str) -> str:
    """Return the key of the form that has these boxes."""
    return f"left-out-{id}"


def of_language(id: str) -> str:
    """Return the key of the choice of another language for an entry."""
    return f"language-{id}"


def of_terms(id: str) -> str:
    """Return the key of what holds the terms of an entry."""
    return f"terms-{id}"


def download(what: Literal["scope", "form"], id: str) -> str:
    """Return the key of a choice of what is downloaded of an entry."""
    return f"download-{what}-{id}"


def thumbs(id: str, position: int) -> str:
    """Return the key of the thumbs below an answer."""
    return f"thumb-{id}-{position}"


def term(id: str, german: str) -> str:
    """Return the key of the button that takes a term of a reading over into the reader's own."""
    return f"term-{id}-{german}"


def suggested(id: str, attempt: int) -> str:
    """Return the key of the suggested questions, as they are offered after so many questions."""
    return f"suggested-{id}-{attempt}"


def summary_length(id: str, length: Length | None, attempt: int) -> str:
    """Return the key of the lengths of a summary that has this one, after so many attempts to change it."""
    return f"length-{id}-{length}-{attempt}"


def _seen(id: str) -> str:
    return f"seen-{id}"


def _stopping(id: str) -> str:
    return f"stopping-{id}"


def _first_tab(id: str) -> str:
    return f"first-tab-{id}"


def _error(kind: AnyKind) -> str:
    return f"error-{kind.name}-{kind.entry}"


def _attempts(kind: AnyKind) -> str:
    return f"attempts-{kind.name}-{kind.entry}"


@dataclass(frozen=True)
class Session:
    """What this tab remembers."""

    state: SessionStateProxy

    @property
    def draft(self) -> str:
        """The text in the box for an article."""
        draft: str = self.state.get(_DRAFT, "")
        return draft

    @property
    def reading_error(self) -> ChatError | None:
        """Why the text in the box is not read."""
        error: ChatError | None = self.state.get(_READING_ERROR)
        return error

    def put_in_box(self, text: str, *, error: ChatError | None = None) -> None:
        """Put a text into the box for an article, with why it is not read, if it failed."""
        self.state[_DRAFT], self.state[_READING_ERROR] = text, error

    @property
    def length_chosen(self) -> Length:
        """The length of summary that was chosen last."""
        length: Length = self.state.get(_LENGTH_CHOSEN, "medium")
        return length

    def note_length(self) -> None:
        """Remember the length that is chosen now: beside an article there is no control that does."""
        self.state[_LENGTH_CHOSEN] = self.state.get(LENGTH) or self.length_chosen

    @property
    def tongue(self) -> str:
        """The tongue that was chosen here for the page, empty where none was."""
        tongue: str = self.state.get(_TONGUE_CHOSEN, "")
        return tongue

    def note_tongue(self) -> None:
        """Remember the tongue that is chosen now."""
        self.state[_TONGUE_CHOSEN] = self.state.get(TONGUE) or self.tongue

    @property
    def terms_given(self) -> str:
        """The reader's own terms as they were given last."""
        terms: str = self.state.get(_TERMS_GIVEN, "")
        return terms

    def give_terms(self) -> str:
        """Return the reader's own terms as they are now, which are remembered."""
        terms: str = self.state.get(TERMS, self.terms_given)  # beside an article there is no field
        self.state[_TERMS_GIVEN] = terms
        return terms

    def add_term(self, german: str, english: str) -> None:
        """Add a term to the reader's own."""
        given = self.give_terms().rstrip("\n")
        self.state[_TERMS_GIVEN] = f"{given}\n{german}, {english}".lstrip("\n")
        self.state.pop(TERMS, None)  # the field, where it is drawn again, shows what is given

    def error(self, kind: AnyKind) -> ChatError | None:
        """Return why the last job of a kind failed, or could not begin."""
        error: ChatError | None = self.state.get(_error(kind))
        return error

    def note_error(self, kind: AnyKind, error: ChatError | None) -> None:
        """Note why a job failed, or that none has."""
        if error:
            self.state[_error(kind)] = error
        else:
            self.state.pop(_error(kind), None)

    def attempts(self, kind: AnyKind) -> int:
        """Return how many jobs of a kind this tab has tried to start."""
        attempts: int = self.state.get(_attempts(kind), 0)
        return attempts

    def count_attempt(self, kind: AnyKind) -> None:
        """Count a job that is being started."""
        self.state[_attempts(kind)] = self.attempts(kind) + 1

    def question_at(self, key: str) -> str | None:
        """Return which of the suggested questions of that key is chosen, None where none is."""
        question: str | None = self.state.get(key)
        return question

    def length_at(self, key: str) -> Length:
        """Return which of the lengths of that key is chosen."""
        length: Length = self.state[key]
        return length

    def thumb_at(self, key: str) -> int | None:
        """Return which of the thumbs of that key is chosen, as the widget counts them; None where none is."""
        thumb: int | None = self.state.get(key)
        return thumb

    def show_thumb(self, key: str, thumb: int | None) -> None:
        """Have the thumbs of that key, before they are drawn, show what is kept: another tab may have changed it."""
        if self.state.get(key) != thumb:
            self.state[key] = thumb

    @property
    def given(self) -> Given | None:
        """What this tab was given of the reading that it shows; None where that does not grow."""
        given: Given | None = self.state.get(_GIVEN)
        return given

    def give(self, given: Given | None) -> None:
        """Remember what this tab was given of the reading that it shows."""
        self.state[_GIVEN] = given

    def note_seen(self, id: str) -> None:
        """Remember that an entry was seen here while it was being read."""
        self.state[_seen(id)] = True

    def has_seen(self, id: str) -> bool:
        """Return whether an entry was seen here while it was being read."""
        return _seen(id) in self.state

    def note_stopping(self, id: str, stopping: bool) -> None:
        """Remember whether the reading of an entry was cancelled here, and has not ended yet."""
        if stopping:
            self.state[_stopping(id)] = True
        else:
            self.state.pop(_stopping(id), None)

    def is_stopping(self, id: str) -> bool:
        """Return whether the reading of an entry was cancelled here, and has not ended yet."""
        return _stopping(id) in self.state

    def first_tab(self, id: str, place: int) -> int:
        """Return which tab beside the article of an entry is in front at first: that of the first time it is asked."""
        first: int = self.state.setdefault(_first_tab(id), place)
        return first

    def rename_view(self, names: Mapping[str, str]) -> None:
        """Have the view of a dossier stay open, or be opened as the address wants it, where it was named otherwise.

        Args:
            names: what views are called in all tongues → in that of the page.
        """
        given = self.state.get(VIEW) or st.query_params.get(VIEW, "")
        if names.get(given, given) != given:
            self.state[VIEW] = names[given]

    def kept(self, key: str) -> Any:
        """Return what is kept under a key of `in_dossier` that is no widget's, None where nothing is."""
        return self.state.get(key)

    def keep(self, key: str, value: object) -> None:
        """Keep something under a key of `in_dossier`; None: nothing any more."""
        if value is None:
            self.state.pop(key, None)
        else:
            self.state[key] = value

    @property
    def visitor(self) -> str:
        """A name for who uses this tab, that nobody can guess."""
        visitor: str = self.state.setdefault(_VISITOR, secrets.token_urlsafe(24))
        return visitor


def current() -> Session:
    """Return the session of the tab that is being drawn."""
    return Session(st.session_state)
