"""What the first article would wait for is done before it, once; nothing that fails in it is anybody's trouble."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from chat.errors import ModelFailed
from chat.models import registry
from chat.settings import Settings
from tests.engines import scripted_engines
from ui import warm


@pytest.fixture(autouse=True)
def cold() -> Iterator[None]:
    """Nothing is warm, and what is begun ends with the test."""
    warm._begin_once.cache_clear()
    yield
    for thread in threading.enumerate():
        if thread.name == "belegt-warm":
            thread.join(30)
    warm._begin_once.cache_clear()


def ended() -> None:
    for thread in threading.enumerate():
        if thread.name == "belegt-warm":
            thread.join(30)


def test_engines_are_opened_once_however_often_the_page_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(registry, "open_engines", lambda settings: opened.append(settings) or scripted_engines()[0])
    for _ in range(3):
        warm.begin(Settings())
    ended()
    assert len(opened) == 1


def test_without_weights_only_the_word_lists_are_loaded_and_the_engines_once_they_are_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(registry, "open_engines", lambda settings: opened.append(settings) or scripted_engines()[0])
    warm.begin(None)
    ended()
    assert not opened
    warm.begin(Settings())
    ended()
    assert opened


@pytest.mark.parametrize("error", [ModelFailed("The model stumbled."), RuntimeError("out of memory")])
def test_what_fails_is_only_logged(
    error: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(settings: object) -> registry.Engines:
        raise error

    monkeypatch.setattr(registry, "open_engines", fail)
    warm.begin(Settings())
    ended()
    assert "the engines are not warm" in caplog.text


def test_the_page_does_not_wait_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()

    def wait(settings: object) -> registry.Engines:
        assert go.wait(120)
        return scripted_engines()[0]

    monkeypatch.setattr(registry, "open_engines", wait)
    warm.begin(Settings())
    assert any(thread.name == "belegt-warm" for thread in threading.enumerate())
    go.set()
    ended()
