"""What several tests share, and how they share out two processes.

`pytest` with no path runs them all, on as many processes as there are cores, two at most; with a path, or `-n 0`, in
this one. What is marked "weights" or "browser" stays in one of them, one after the other: the model fills gigabytes,
and it and Chromium need both cores for themselves.
"""

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

MOST_PROCESSES = 2
ALONE = ("weights", "browser")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Run the whole suite on several processes, where pytest-xdist is installed and nothing else is asked for."""
    if hasattr(config, "workerinput"):  # one of these processes, which comes by here too and starts no others
        return
    asked = config.getoption("numprocesses", 0)  # None: nothing was asked for; 0: pytest-xdist is absent
    interactive = config.getoption("usepdb") or config.getoption("collectonly")
    if asked is None and config.args_source is pytest.Config.ArgsSource.TESTPATHS and not interactive:
        config.option.numprocesses = min(MOST_PROCESSES, os.cpu_count() or 1)
    if config.getoption("dist", "") == "no":
        config.option.dist = "loadgroup"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together what would fill memory or starve in two processes at once."""
    for item in items:
        if any(item.get_closest_marker(name) for name in ALONE):
            item.add_marker(pytest.mark.xdist_group("alone"))


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
