"""The session's keys are named in one place, and what a tab remembers is found under them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from chat.errors import EmptyText
from ui import kinds, session
from ui.session import Session

ROOT = Path(__file__).parents[2]
SOURCES = [ROOT / "app.py", *sorted((ROOT / "ui").rglob("*.py"))]
# What these are given as `key` is no key of the session: it is a class of the style sheet.
_NO_WIDGETS = {"container"}


def keys_of_widgets(source: Path) -> Iterator[ast.expr]:
    """Yield what widgets are given as their key."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr not in _NO_WIDGETS:
            yield from (keyword.value for keyword in node.keywords if keyword.arg == "key")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_other_module_names_a_key_of_the_session(source: Path) -> None:
    if source.name == "session.py":
        return
    assert "session_state" not in source.read_text(encoding="utf-8")
    named = [ast.unparse(key) for key in keys_of_widgets(source) if isinstance(key, ast.Constant | ast.JoinedStr)]
    assert not named


def test_two_keys_are_never_the_same() -> None:
    works = kinds.answer("one"), kinds.summary("one")
    keys = [
        *(getattr(session, name) for name in dir(session) if name.strip("_").isupper()),
        *(session.of_entry(what, "one") for what in ("open", "more", "delete", "again", "anew", "discard", "go-on")),
        *(make("one") for make in (session._seen, session._stopping, session._first_tab, session.tabs)),
        session.ask_again("one", 1),
        *(make(kind) for make in (session._error, session._attempts) for kind in works),
        session.left_out("one", 1),
        session.left_out("other", 1),
        session.of_left_out("one"),
        session.of_left_out("other"),
        session.thumbs("one", 1),
        session.suggested("one", 1),
        session.term("one", "Landrat"),
        session.term("other", "Landrat"),
        session.summary_length("one", "short", 1),
    ]
    assert len(keys) > 20 and len(set(keys)) == len(keys)


@pytest.fixture
def tab() -> Session:
    return Session({})  # type: ignore[arg-type]


def test_a_text_that_is_put_back_comes_with_why_and_the_next_one_without(tab: Session) -> None:
    error = EmptyText("Nothing.")
    tab.put_in_box("Text", error=error)
    assert (tab.draft, tab.reading_error) == ("Text", error)
    tab.put_in_box("")
    assert (tab.draft, tab.reading_error) == ("", None)


def test_terms_are_remembered_where_there_is_no_field_for_them(tab: Session) -> None:
    tab.state[session.TERMS] = "Landrat = district administrator"
    assert tab.give_terms() == "Landrat = district administrator"
    del tab.state[session.TERMS]
    assert tab.give_terms() == tab.terms_given == "Landrat = district administrator"


def test_errors_and_attempts_are_those_of_a_kind_of_work_for_an_entry(tab: Session) -> None:
    tab.note_error(kinds.answer("one"), EmptyText("Nothing."))
    tab.count_attempt(kinds.answer("one"))
    assert tab.error(kinds.answer("one")) and tab.attempts(kinds.answer("one")) == 1
    for kind in (kinds.answer("other"), kinds.summary("one")):
        assert tab.error(kind) is None and tab.attempts(kind) == 0


def test_the_length_is_remembered_where_there_is_no_control_for_it(tab: Session) -> None:
    assert tab.length_chosen == "medium"
    tab.state[session.LENGTH] = "long"
    tab.note_length()
    del tab.state[session.LENGTH]
    tab.note_length()
    assert tab.length_chosen == "long"


def test_a_term_that_is_taken_over_stands_among_the_readers_own(tab: Session) -> None:
    tab.add_term("Landrat", "district administrator")
    tab.add_term("Stadtwerke", "municipal utilities")
    assert tab.terms_given == "Landrat, district administrator\nStadtwerke, municipal utilities"
    assert tab.give_terms() == tab.terms_given
