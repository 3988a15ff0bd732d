"""A web address that is handed over with that of the page: nothing is fetched before the reader says so."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from chat.intake import source
from chat.intake.source import Taken
from chat.schema import Origin
from tests.engines import ARTICLE
from tests.ui.page import APP, HOSTILE, button, settle, shown

pytestmark = pytest.mark.usefixtures("engines")

ADDRESS = "https://zeitung.example/bruecke"


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that are fetched."""
    asked: list[str] = []

    def take(url: str, **how: object) -> Taken:
        asked.append(url)
        return Taken(ARTICLE, Origin(url=url))

    monkeypatch.setattr(source, "take_url", take)
    return asked


def handed(url: str) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=120)
    at.query_params["url"] = url
    at.run()
    assert not at.exception
    return at


def test_opening_the_page_fetches_nothing_and_the_click_does(fetched: list[str]) -> None:
    at = handed(ADDRESS)
    at.run()
    assert not fetched and "Fetch this page?" in shown(at) and ADDRESS in shown(at)
    button(at, "Fetch and read").click()
    at = settle(at.run())
    assert fetched == [ADDRESS] and 'id="s5"' in shown(at) and "url" not in at.query_params


def test_it_can_be_left(fetched: list[str]) -> None:
    at = handed(ADDRESS)
    button(at, "No").click()
    at.run()
    assert not fetched and "Fetch this page?" not in shown(at) and "url" not in at.query_params


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "file:///etc/passwd", "ftp://zeitung.example/a",
     "https://zeitung.example/ a", "  JavaScript:alert(1)", "https://zeitung.example/\x00", "x" * 3_000],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(fetched: list[str], url: str) -> None:
    at = handed(url)
    assert "is no web address" in shown(at) and not fetched
    assert not any(b.key == "offer-taken" for b in at.button)


def test_markup_in_it_is_shown_as_it_stands(fetched: list[str]) -> None:
    at = handed(f"https://zeitung.example/{HOSTILE.replace(' ', '')}")
    assert not fetched and any("<script>" in text.value for text in at.text)  # as plain text


def test_where_fetching_is_off_it_cannot_be_fetched(monkeypatch: pytest.MonkeyPatch, fetched: list[str]) -> None:
    monkeypatch.setenv("BELEGT_FETCH", "off")
    at = handed(ADDRESS)
    assert next(b for b in at.button if b.key == "offer-taken").disabled and not fetched
