"""The command as somebody runs it, in a process of its own: watched, and killed where that is asked for."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

_ROOT = Path(__file__).parents[2]
_LOOK = 0.5  # seconds
_WORKER = "ray::MapWorker"  # how Ray calls its workers


@dataclass
class Run:
    """How a run went: its exit code, its seconds, and the most memory in megabytes, by process and together.

    Memory is what is a process's own and its part of what is shared (PSS).
    """

    code: int
    seconds: float
    driver: int = 0
    worker: int = 0
    together: int = 0
    killed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Kill:
    """Whom to kill once a share of the rows is there: the driver, with which the run ends, or a worker."""

    share: float
    what: str


def run(
    path: Path,
    out: Path,
    *options: str,
    rows: int,
    kills: Sequence[Kill] = (),
    environment: dict[str, str] | None = None,
) -> Run:
    """Run a batch to its end, or until its driver is killed."""
    command = [sys.executable, "-m", "chat", "batch", str(path), str(out), *options]
    started = time.monotonic()
    log = out.parent / f"{out.name}.log"
    with log.open("ab") as file:
        process = subprocess.Popen(
            command, cwd=_ROOT, stdout=file, stderr=file, env={**os.environ, **(environment or {})}
        )
    seen = Run(0, 0.0)
    waiting = list(kills)
    while process.poll() is None:
        _look(process.pid, seen)
        if waiting and done(out) >= waiting[0].share * rows and _kill(process.pid, waiting[0].what):
            seen.killed.append(waiting.pop(0).what)
        time.sleep(_LOOK)
    seen.code, seen.seconds = process.returncode, time.monotonic() - started
    return seen


def done(out: Path) -> int:
    """Return how many rows are noted as done."""
    journal = out / "done.jsonl"
    if not journal.exists():
        return 0
    with journal.open(encoding="utf-8") as file:
        return sum(int(line.partition('"rows":')[2].partition(",")[0] or 0) for line in file if line.endswith("\n"))


def _children(pid: int) -> list[psutil.Process]:
    with contextlib.suppress(psutil.Error):
        return psutil.Process(pid).children(recursive=True)
    return []


def _look(pid: int, seen: Run) -> None:
    driver, together = _memory(pid), 0
    for child in _children(pid):
        own = _memory(child.pid)
        together += own
        with contextlib.suppress(psutil.Error):
            if _WORKER in " ".join(child.cmdline()):
                seen.worker = max(seen.worker, own)
    seen.driver, seen.together = max(seen.driver, driver), max(seen.together, driver + together)


def _memory(pid: int) -> int:
    """Return the memory of a process in megabytes, 0 of one that is gone."""
    with contextlib.suppress(psutil.Error, OSError):
        return int(psutil.Process(pid).memory_full_info().pss // 2**20)
    return 0


def _kill(pid: int, what: str) -> bool:
    """Kill the driver or a worker as the system would that has no more memory; return whether there was one."""
    if what == "driver":
        os.kill(pid, signal.SIGKILL)
        return True
    for child in _children(pid):
        with contextlib.suppress(psutil.Error):
            if _WORKER in " ".join(child.cmdline()):
                child.kill()
                return True
    return False
