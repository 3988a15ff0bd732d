"""`models`: which weights are here; fetch and verify them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from chat.cli.terminal import Status, say
from chat.errors import DownloadFailed
from chat.models import registry
from chat.models.weights import store
from chat.settings import Settings


def add(commands: Any) -> None:
    """Add the command."""
    models = commands.add_parser("models", help="the models' weights on this machine")
    models.add_argument("action", choices=["list", "pull", "verify"])
    models.add_argument("name", nargs="?", metavar="NAME", help="default: what the settings use")
    models.set_defaults(run=_run)


def _run(options: argparse.Namespace, settings: Settings) -> int:
    if options.action == "list":
        return _list(settings)
    choice = registry.choose(settings)
    names = [options.name] if options.name else choice.all_weights
    code = max([_ACTIONS[options.action](name, settings) for name in names])
    if options.action == "pull" and not options.name:
        for name in choice.optional:
            _pull_if_possible(name, settings)
    return code


def _list(settings: Settings) -> int:
    choice = registry.choose(settings)
    for row in store.inventory(folder=settings.weights):
        better = (*choice.all_weights, *choice.optional)
        mark = "*" if row.entry.name in choice.weights else "+" if row.entry.name in better else " "
        size = f"{row.entry.bytes / 1e6:,.0f} MB"
        print(f"{mark} {row.entry.name:<20} {size:>9}  {row.state:<8} {row.entry.licence:<12} {row.entry.purpose}")
    print(f"\n* what the settings need, + what makes it better. Kept in {settings.weights}")
    return 0


def _pull(name: str, settings: Settings) -> int:
    status = Status()
    try:
        path = store.pull(name, folder=settings.weights, on_progress=status.download)
    finally:
        status.end()
    print(f"{name} is here, verified: {path}")
    return 0


def _pull_if_possible(name: str, settings: Settings) -> None:
    try:
        _pull(name, settings)
    except DownloadFailed as error:
        say(f"{error.message} Belegt does without: {registry.choose(settings).why}")


def _verify(name: str, settings: Settings) -> int:
    verification = store.verify(name, folder=settings.weights)
    if verification.state is store.State.PRESENT:
        print(f"{name} is here, and is what it should be.")
        return 0
    damaged = f": {', '.join(verification.damaged)}" if verification.damaged else ""
    say(f"Error: {name} is {verification.state}{damaged}. Fetch it with: python -m chat models pull {name}")
    return 3


_ACTIONS: dict[str, Callable[[str, Settings], int]] = {"pull": _pull, "verify": _verify}
