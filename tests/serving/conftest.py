"""A host on the scripted model and a library of its own, and clients of it in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from chat.models import registry
from chat.serving import api
from chat.serving.host import Host
from chat.settings import Settings
from tests.engines import scripted_engines


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", home=tmp_path / "home", memory=False)


@pytest.fixture
def host(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """A host on the scripted model, whose work has ended when the test has."""
    engines, _ = scripted_engines()
    monkeypatch.setattr(registry, "open_translator", lambda settings: engines.translator)
    host = Host(settings, open_engines=lambda settings: engines)
    yield host
    assert host.desk.end()


def client_of(host: Host, *, key: str = "", **headers: str) -> httpx2.AsyncClient:
    """Return a client of the interface in this process."""
    given = {"Authorization": f"Bearer {key}"} if key else {}
    transport = httpx2.ASGITransport(api.create(host), raise_app_exceptions=False)
    return httpx2.AsyncClient(transport=transport, base_url="http://localhost:8502", headers={**given, **headers})
