"""What several tests share, and how they share out two processes.

`pytest` with no path runs them all, on as many processes as there are cores, two at most; with a path, or `-n 0`, in
this one. A file stays in one of them, whose fixtures it shares; and so do all files with tests marked "weights" or
"browser": the model fills gigabytes, and it and Chromium run on several threads by themselves.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

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
ALONE = ("mark.weights", "mark.browser")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Run the whole suite on several processes, where pytest-xdist is installed and nothing else is asked for."""
    if hasattr(config, "workerinput"):  # one of these processes, which comes by here too: it must start no others
        return
    asked = config.getoption("numprocesses", 0)  # None: nothing was asked for; 0: pytest-xdist is absent
    interactive = config.getoption("usepdb") or config.getoption("collectonly")
    if asked is None and config.args_source is pytest.Config.ArgsSource.TESTPATHS and not interactive:
        config.option.numprocesses = min(MOST_PROCESSES, os.cpu_count() or 1)
    if config.getoption("dist", "") == "no":
        config.option.dist = "loadfile"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Share the tests out by file, and give all files with marks in `ALONE` to one process.

    Not by marks for groups: pytest-xdist 3.8 writes them where pytest 9.2 does not look.
    """
    if config.getoption("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class ByFile(LoadFileScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            file: str = super()._split_scope(nodeid)
            return "alone" if _is_alone(config.rootpath / file) else file

    return ByFile(config, log)


@cache
def _is_alone(file: Path) -> bool:
    """Return whether a file has tests that would fill memory, or starve, in two processes at once."""
    text = file.read_text(encoding="utf-8")
    return any(mark in text for mark in ALONE)


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
