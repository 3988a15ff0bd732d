"""The articles that `dossier add` is given, each to be got when its turn comes."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from chat.cli import given
from chat.schema import Origin
from chat.settings import Settings


@dataclass(frozen=True)
class Taken:
    text: str
    origin: Origin


@dataclass(frozen=True)
class Offered:
    """An article that can be had.

    Args:
        name: what it is called in messages.
        take: gets its text; raises InputError where that cannot be had.
        address: where it lies on the web; empty for all others.
    """

    name: str
    take: Callable[[], Taken]
    address: str = ""


def all_offered(options: argparse.Namespace, settings: Settings) -> list[Offered]:
    def take(name: str) -> Taken:
        is_url = name.startswith("http")
        return Taken(given._text(name, settings), Origin(url=name) if is_url else Origin(file=Path(name).name))

    return [
        Offered(name, lambda name=name: take(name), name if name.startswith("http") else "") for name in options.files
    ]
