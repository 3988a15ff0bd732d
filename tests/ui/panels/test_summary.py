"""The summary is written in another length on request, and what fails can be tried again."""

from __future__ import annotations

import pytest

from tests.engines import ARTICLE
from tests.ui.page import failing, lengths, page, read, settle, shown

pytestmark = pytest.mark.usefixtures("engines")


def test_another_length_is_written_on_request() -> None:
    at = read(page(), ARTICLE)
    before = shown(at)
    lengths = next(group for group in at.button_group if (group.key or "").startswith("length-"))
    lengths.set_value("short")
    at = settle(at.run())
    assert shown(at) != before
    assert 'id="s5"' in shown(at)


def test_a_length_that_fails_is_tried_once_and_can_be_chosen_again(monkeypatch: pytest.MonkeyPatch) -> None:
    at = read(page(), ARTICLE)
    with monkeypatch.context() as broken:
        attempts = failing(broken)
        lengths(at).set_value("short")
        at = settle(settle(at.run()).run())
        assert len(attempts) == 1
        assert "The model stumbled." in shown(at) and lengths(at).value == "medium"
    lengths(at).set_value("short")
    at = settle(at.run())
    assert "The model stumbled." not in shown(at) and lengths(at).value == "short"
