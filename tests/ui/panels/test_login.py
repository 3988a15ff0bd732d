"""A server that asks for a login shows nothing before it; and what is read belongs to the login."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.engines import ARTICLE
from tests.ui.page import APP, button, is_read, read, shown

pytestmark = pytest.mark.usefixtures("engines")


class User(dict[str, Any]):
    """Who reads, as Streamlit tells."""


def page(monkeypatch: pytest.MonkeyPatch, user: dict[str, Any], auth: dict[str, Any] | None = None) -> AppTest:
    monkeypatch.setattr(st, "user", User(user))
    at = AppTest.from_file(APP, default_timeout=30)
    at.secrets["auth"] = auth or {"client_id": "belegt"}
    return at.run()


def test_before_the_login_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    at = page(monkeypatch, {"is_logged_in": False})
    assert [one.label for one in at.button] == ["Log in"] and not at.text_area and not at.exception
    assert "yours alone" in shown(at)


def test_each_provider_has_its_button(monkeypatch: pytest.MonkeyPatch) -> None:
    providers = {"redirect_uri": "https://one.example", "haus": {"client_id": "a"}, "verlag": {"client_id": "b"}}
    at = page(monkeypatch, {"is_logged_in": False}, providers)
    assert [one.label for one in at.button] == ["Log in with haus", "Log in with verlag"]


def test_what_is_read_belongs_to_the_login_on_whatever_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    ada = {"is_logged_in": True, "iss": "https://login.example", "sub": "ada"}
    at = read(page(monkeypatch, ada), ARTICLE)
    assert is_read(at) and button(at, "Log out")
    again = page(monkeypatch, ada)
    assert any("open-" in (one.key or "") for one in again.button)
    other = page(monkeypatch, {**ada, "sub": "ben"})
    assert not any("open-" in (one.key or "") for one in other.button)


def test_without_a_login_on_the_server_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    at = page(monkeypatch, {})
    assert at.text_area and "Log out" not in [one.label for one in at.button]
