"""The scripted model for every command, and an article to give it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from chat.models import registry
from tests.engines import ARTICLE, scripted_engines


@pytest.fixture(autouse=True)
def engines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Every command runs on the scripted model, in a home of its own, and leaves the log as quiet as it was."""
    monkeypatch.setenv("BELEGT_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(registry, "open_engines", lambda settings: scripted_engines()[0])
    monkeypatch.setattr(registry, "open_translator", lambda settings: scripted_engines()[0].translator)
    yield
    logging.getLogger("chat").setLevel(logging.NOTSET)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "artikel.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path
