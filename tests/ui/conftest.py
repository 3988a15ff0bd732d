"""The page for its tests: on the scripted model, with a library of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chat.models import registry
from tests.engines import scripted_engines
from ui import identity, room
from ui.kinds import DOWNLOAD


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The page finds its weights, runs on the scripted model, and keeps its library in a folder of its own."""
    monkeypatch.setenv("BELEGT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("BELEGT_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(registry.Choice, "missing", lambda self, settings: ())
    monkeypatch.setattr(registry.Choice, "to_fetch", lambda self, settings: ())
    monkeypatch.setattr(registry, "open_engines", lambda settings: scripted_engines()[0])
    monkeypatch.setattr(identity, "_cookie", lambda: "")
    yield
    room._desk.collect("everybody", DOWNLOAD)
