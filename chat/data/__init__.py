"""Word lists, each with its source: `de/` and `en/` have those of one language, `pairs/` those that go across.
`evaluation/` has the texts that engines are compared by.

The one loader: a list is TOML, or text with an entry a line, where lines that begin with "#" are comments. Paths are
relative to this folder. What is returned is shared and must not be changed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


def _text(path: str) -> str:
    return files(__name__).joinpath(path).read_text(encoding="utf-8")


@cache
def table(path: str) -> dict[str, Any]:
    """Return the TOML file at a path."""
    return tomllib.loads(_text(path))


@cache
def lines(path: str) -> tuple[str, ...]:
    """Return the entries of a text file, a line each."""
    return tuple(line for line in _text(path).splitlines() if line and not line.startswith("#"))


def names_below(folder: str, suffix: str) -> tuple[str, ...]:
    """Return the names of the files of a folder with that suffix, without it, in order."""
    found = (entry.name for entry in files(__name__).joinpath(folder).iterdir())
    return tuple(sorted(name.removesuffix(suffix) for name in found if name.endswith(suffix)))


@cache
def words_of(path: str) -> frozenset[str]:
    """Return the words of a text file, in lower case."""
    return frozenset(word for line in lines(path) for word in line.casefold().split())


def any_of(words: Iterable[str]) -> str:
    """Return the pattern of any of some words, the longest first, so that none hides another that begins with it."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
