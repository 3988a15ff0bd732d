"""`memory`: what the engines have replied before, shown or cleared."""

from __future__ import annotations

import argparse
from typing import Any

from chat.models.memory import memory_on_disk
from chat.settings import Settings


def add(commands: Any) -> None:
    """Add the command."""
    memory = commands.add_parser("memory", help="what the engines have replied before, kept not to be made twice")
    memory.add_argument("action", choices=["show", "clear"])
    memory.set_defaults(run=_run)


def _run(options: argparse.Namespace, settings: Settings) -> int:
    memory = memory_on_disk(settings)
    if options.action == "clear":
        print(f"{memory.clear():,} replies deleted.")
    else:
        print(f"{memory.count():,} replies in {settings.data}.")
    return 0
