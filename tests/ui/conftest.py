"""The page for its tests: on the scripted model, with a library of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chat.jobs import Desk
from chat.models import registry
from tests.engines import scripted_engines
from ui import identity, room, warm
from ui.kinds import AnyKind


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The page finds its weights, runs on the scripted model, and has a desk, and a library in a folder, of its own."""
    desk: Desk[AnyKind] = Desk()
    monkeypatch.setattr(room, "_desk", desk)
    monkeypatch.setenv("BELEGT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("BELEGT_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(registry.Choice, "missing", lambda self, settings: ())
    monkeypatch.setattr(registry.Choice, "to_fetch", lambda self, settings: ())
    monkeypatch.setattr(registry, "open_engines", lambda settings: scripted_engines()[0])
    monkeypatch.setattr(identity, "_cookie", lambda: "")
    monkeypatch.setattr(warm, "up", lambda room: None)
    yield
    for job in desk._jobs.values():
        job.cancel()
