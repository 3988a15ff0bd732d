"""What was left out of an article is taken back into it."""

from __future__ import annotations

import pytest

from tests.engines import ARTICLE
from tests.ui.page import button, page, read, settle, shown
from ui import room

pytestmark = pytest.mark.usefixtures("engines")


def test_what_was_left_out_is_taken_back() -> None:
    at = read(page(), ARTICLE)
    assert "Left out as not part of the article: 3" in [expander.label for expander in at.expander]
    at.checkbox[0].check()
    button(at, "Read again with these").click()
    at = settle(at.run())
    assert "Left out as not part of the article: 2" in [expander.label for expander in at.expander]


def test_reading_again_that_cannot_begin_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    at = read(page(), ARTICLE)
    monkeypatch.setattr(room._desk, "_running", 0)
    at.checkbox[0].check()
    button(at, "Read again with these").click()
    at = settle(at.run())
    assert "hands full" in shown(at) and at.text_area[0].value == ARTICLE
