"""The page for its tests: on the scripted model, with a library of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

from chat.jobs import Desk
from chat.models import registry
from tests.engines import scripted_engines
from ui import identity, room, warm
from ui.kinds import AnyKind


@pytest.fixture(scope="session", autouse=True)
def components() -> Iterator[None]:
    """Streamlit looks once for components, not at every drawing: it reads what each installed package says of itself.

    A server does it once too; AppTest took a quarter of these tests' time for it.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


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
