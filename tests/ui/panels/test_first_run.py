"""Missing weights are explained and fetched, and a download that fails is explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from chat.errors import DownloadFailed
from chat.models import machine, registry
from chat.models.weights import store
from chat.settings import Settings
from tests.engines import ARTICLE
from tests.ui.page import button, page, read, settle, shown

pytestmark = pytest.mark.usefixtures("engines")
MISSING, TO_FETCH = registry.Choice.missing, registry.Choice.to_fetch


def really_nothing_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Have the page look for weights in an empty folder, and find out by itself what is missing."""
    monkeypatch.setenv("BELEGT_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(registry.Choice, "missing", MISSING)
    monkeypatch.setattr(registry.Choice, "to_fetch", TO_FETCH)


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


def test_the_reader_chooses_the_model_before_it_is_fetched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    really_nothing_here(monkeypatch, tmp_path)
    monkeypatch.setattr(machine, "memory", lambda: 8 * 2**30)
    pulled: list[str] = []
    monkeypatch.setattr(store, "pull", lambda name, **options: pulled.append(name))
    at = page()
    (radio,) = at.radio
    assert [option.partition(": ")[2] for option in radio.options] == [
        "small, also without the model hub",
        "better, 2.1 GB",
    ]
    at = radio.set_value("granite-4.0-micro").run()
    assert "2,100 MB" in shown(at) and "1,117 MB" not in shown(at)
    assert registry.choose(Settings(home=tmp_path / "home")).model == "qwen2.5-coder-1.5b"  # not before the click
    button(at, "Fetch it").click()
    settle(at.run())
    assert pulled[0] == "granite-4.0-micro" and "qwen2.5-coder-1.5b" not in pulled
    assert registry.choose(Settings(home=tmp_path / "home")).model == "granite-4.0-micro"


def test_a_model_without_its_memory_is_not_offered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    really_nothing_here(monkeypatch, tmp_path)
    monkeypatch.setattr(machine, "memory", lambda: 4 * 2**30)
    assert not page().radio


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
