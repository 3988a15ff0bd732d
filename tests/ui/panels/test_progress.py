"""An article that is being read can be stopped."""

from __future__ import annotations

import threading

import pytest

from chat.models import registry
from tests.engines import ARTICLE, scripted_engines
from tests.ui.page import button, page, settle

pytestmark = pytest.mark.usefixtures("engines")


def test_cancelling_a_reading_brings_back_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()

    def wait(settings: object) -> registry.Engines:
        assert go.wait(30)
        return scripted_engines()[0]

    monkeypatch.setattr(registry, "open_engines", wait)
    at = page()
    at.text_area[0].set_value(ARTICLE)
    button(at, "Read").click()
    at.run()
    button(at, "Cancel").click()
    at.run()
    go.set()
    at = settle(at)
    assert at.text_area[0].value == ARTICLE
    assert "reading" not in at.query_params
