"""What several tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings as hypothesis_settings

from chat.models import registry
from chat.models.weights import store
from chat.settings import Settings
from tests.intake.sites import Site, served

# What most readers have, also where OpenVINO is installed and would be chosen.
os.environ.setdefault("BELEGT_RUNTIME", "llama.cpp")

# No deadline: the first example of a property loads word lists and libraries.
hypothesis_settings.register_profile("belegt", deadline=None)
hypothesis_settings.load_profile("belegt")


@pytest.fixture(scope="session")
def embedded() -> registry.Engines:
    """The embedded engines, from the weights of this machine, which remember nothing; skips where they are absent."""
    settings = Settings(memory=False, model=Settings.model_fields["model"].default)
    missing = registry.choose(settings).missing(settings)
    if missing:
        pytest.skip(f"the weights of {', '.join(missing)} are not on this machine (python -m chat models pull)")
    assert store.find(settings.model, folder=settings.weights)
    return registry.open_engines(settings)


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site on this machine, which nothing reaches by default."""
    with served(Site()) as site:
        yield site
