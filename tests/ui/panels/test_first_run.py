"""Missing weights are explained and fetched, and a download that fails is explained."""

from __future__ import annotations

import pytest

from chat.errors import DownloadFailed
from chat.models import registry
from chat.models.weights import store
from tests.engines import ARTICLE
from tests.ui.page import button, page, read, settle, shown

pytestmark = pytest.mark.usefixtures("engines")


def test_missing_weights_are_explained_and_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = {"qwen2.5-coder-1.5b"}
    monkeypatch.setattr(registry.Choice, "missing", lambda self, settings: tuple(absent))
    monkeypatch.setattr(registry.Choice, "to_fetch", lambda self, settings: tuple(absent))
    monkeypatch.setattr(store, "pull", lambda name, **options: absent.discard(name))
    at = page()
    assert "1,117 MB" in shown(at) and "Apache-2.0" in shown(at)
    assert not button(at, "Read").disabled  # what code alone knows needs no weights
    button(at, "Fetch it").click()
    assert "Fetch it" not in [b.label for b in settle(at.run()).button]


def test_a_failed_download_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str, **options: object) -> None:
        raise DownloadFailed("No source answered.", hint="Check the network.")

    monkeypatch.setattr(registry.Choice, "missing", lambda self, settings: ("qwen2.5-coder-1.5b",))
    monkeypatch.setattr(registry.Choice, "to_fetch", lambda self, settings: ("qwen2.5-coder-1.5b",))
    monkeypatch.setattr(store, "pull", fail)
    at = page()
    button(at, "Fetch it").click()
    at = settle(at.run())
    assert "Check the network." in shown(at)
    assert button(at, "Fetch it")


def test_better_answers_are_offered_and_nothing_waits_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry.Choice, "to_fetch", lambda self, settings: ("minilm",))
    at = page()
    assert "can use" in shown(at) and "MiniLM" in shown(at)
    assert "Read to its end" in shown(read(at, ARTICLE))
