"""What several tests share."""

from __future__ import annotations

import pytest

from chat.models import registry, weights
from chat.settings import Settings


@pytest.fixture(scope="session")
def embedded() -> registry.Engines:
    """The embedded engines, from the weights of this machine; skips the test where they are absent."""
    settings = Settings()
    missing = registry.choose(settings).missing(settings)
    if missing:
        pytest.skip(f"the weights of {', '.join(missing)} are not on this machine (python -m chat models pull)")
    assert weights.find(settings.model, folder=settings.weights)
    return registry.open_engines(settings)
