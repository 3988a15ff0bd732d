"""Little memory: a command that may take no more than so much."""

from __future__ import annotations

import resource
from functools import partial
from pathlib import Path

from bench.faults import scripted
from bench.faults.fault import Fault, Tally
from bench.faults.kinds.commands import article, here
from bench.faults.process import Say, run
from chat.errors import ChatError
from chat.models import fitting

_BEYOND = (0, 1, 4, 16, 48, 96)  # MiB that a process may take beyond what it has


def _limited(folder: Path, arguments: list[str], mib: int, say: Say) -> int:
    with open("/proc/self/statm", encoding="ascii") as told:
        has = int(told.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (has + mib * 2**20, resource.RLIM_INFINITY))
    return here(folder, arguments)


def _tried(folder: Path, tally: Tally) -> None:
    scripted.layers()
    text = article(folder)
    for mib in _BEYOND:
        for arguments in (["read", text, "--format", "json"], ["dossier", "add", "Freibad", text]):
            ended = run(partial(_limited, folder / str(mib), arguments, mib))
            tally.add([f"{arguments[0]}, {mib} MiB: {fault}" for fault in ended.faults], sees=ended.messages)


def _refused(folder: Path, tally: Tally) -> None:
    for free in (0, 500_000_000, 1_500_000_000):
        try:
            fitting.check("qwen2.5-coder-1.5b", size=1_100_000_000, cache_bytes=28_672, free=free)
            tally.add(["it was not refused"])
        except ChatError as error:
            tally.add([], sees=[str(error)])


FAULTS = (
    Fault("memory-ends", "no more memory for a command", _tried),
    Fault("model-too-large", "less memory is free than the model wants", _refused),
)
