"""A library, and a reading to be kept in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from chat import pipeline
from chat.schema import Reading
from chat.storage.library import Library
from tests.engines import ARTICLE, scripted_engines


@pytest.fixture(scope="session")
def reading() -> Reading:
    return pipeline.read(ARTICLE, scripted_engines()[0])


@pytest.fixture
def kept(tmp_path: Path) -> Library:
    return Library(tmp_path / "belegt" / "library.sqlite3")
