"""Inputs on which something once failed, or that reach much: each target takes all of those that are kept."""

from __future__ import annotations

from importlib import import_module

import pytest

from bench.fuzz import seeds
from bench.fuzz.run import TARGETS


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_takes_all_its_seeds(target: str) -> None:
    once = import_module(f"bench.fuzz.targets.{target}").once
    kept = seeds.kept(target)
    assert kept
    for data in kept:
        assert once(data) >= 0


def test_the_seeds_are_few() -> None:
    assert sum(path.stat().st_size for path in seeds.FOLDER.glob("*")) < 300_000
