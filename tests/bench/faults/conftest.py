"""A reading to be kept."""

from __future__ import annotations

import pytest

from chat import pipeline
from chat.schema import Reading
from tests.engines import ARTICLE, scripted_engines


@pytest.fixture(scope="session")
def reading() -> Reading:
    return pipeline.read(ARTICLE, scripted_engines()[0])
