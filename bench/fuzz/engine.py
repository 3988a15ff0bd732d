"""One process that tries a target until its time is up, with atheris, which changes what reached new code.

What fails is kept and gone on from; the process ends itself where an input takes all memory or too long. How far it is
stands in a file, so that nothing is lost where it is ended.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import resource
import time
import traceback
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.fuzz.findings import Findings, key_of

MOST_SECONDS = 300  # of one input, after which it is taken to hang
MOST_MEMORY = 4_000  # MB of the process
GROWTH = 600_000  # kB that one input may add to what the process ever needed
# An input that needs more is looked at: 20 s for 100 kB, beyond what any input may take; twice that, as it is watched.
FREE, PER_KB = 4.0, 0.4  # seconds
_WRITTEN_EVERY = 5.0  # seconds
_LONGEST = 6_000  # bytes of an input


class Watched:
    """A target whose runs are counted, timed, and whose failures are kept.

    Args:
        once: tries an input, and returns its size in characters or bytes.
        state: the file that says how far it is.
        seconds: after which the process ends.
    """

    def __init__(self, once: Callable[[bytes], int], findings: Findings, state: Path, *, seconds: float) -> None:
        self._once, self._findings, self._state = once, findings, state
        self._ends = time.monotonic() + seconds
        self._written = 0.0
        self._counts: Counter[str] = Counter()
        self._executions = 0
        self._slowest = 0.0

    def once(self, data: bytes) -> None:
        """Try an input; whatever it raises is kept, and the next one comes."""
        started, memory = time.process_time(), _memory()
        size = len(data)
        try:
            size = max(self._once(data), 1)
        except Exception as error:
            self._found(key_of(error), data, "".join(traceback.format_exception(error)))
        self._executions += 1
        self._look_at(data, size, time.process_time() - started, _memory() - memory)
        self._go_on()

    def _look_at(self, data: bytes, size: int, seconds: float, grown: int) -> None:
        """Keep an input that took too long for its size, or too much memory."""
        told = f"{seconds:.1f} s for {size:,} characters, {grown:,} kB more memory"
        self._slowest = max(self._slowest, seconds / (FREE + PER_KB * size / 1_000))
        if seconds > FREE + PER_KB * size / 1_000:
            self._found("slow", data, told)
        if grown > GROWTH and self._executions > 100:
            self._found("memory", data, told)

    def _found(self, key: str, data: bytes, told: str) -> None:
        self._counts[key] += 1
        self._findings.keep(key, data, told)

    def _go_on(self) -> None:
        now = time.monotonic()
        if now - self._written > _WRITTEN_EVERY or now > self._ends:
            self._written = now
            told = {
                "executions": self._executions,
                "seconds": _processor(),
                "slowest": round(self._slowest, 3),
                "findings": dict(self._counts),
            }
            self._state.write_text(json.dumps(told))
        if now > self._ends:
            os._exit(0)  # the engine has no other end that keeps what it counted


def _processor() -> float:
    """Return the seconds of the processor that this process took, with the processes it read files in."""
    return sum(os.times()[:4])


def _memory() -> int:
    """Return the most memory that this process ever had, in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Try a target; all is told by files."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz.engine")
    parser.add_argument("target")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("findings", type=Path)
    parser.add_argument("state", type=Path)
    parser.add_argument("seconds", type=float)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    try:
        import atheris
    except ImportError as error:
        raise SystemExit("atheris is not installed; get it by: pip install 'atheris>=3.0,<4' (Linux, macOS)") from error

    with atheris.instrument_imports(include=["chat", "ui"], enable_loader_override=False):
        _fuzz(atheris, given)


def _fuzz(atheris: Any, given: argparse.Namespace) -> None:
    """Hand a target to the engine; modules that are imported while it runs are followed too."""
    target = import_module(f"bench.fuzz.targets.{given.target}")
    watched = Watched(target.once, Findings(given.findings), given.state, seconds=given.seconds)
    options = {
        "max_len": getattr(target, "LONGEST", _LONGEST),
        "timeout": MOST_SECONDS,
        "rss_limit_mb": MOST_MEMORY,
        "artifact_prefix": f"{given.findings}/",
        "len_control": 20,
        "print_final_stats": 0,
        "verbosity": 0,
    }
    atheris.Setup(["fuzz", *(f"-{name}={value}" for name, value in options.items()), str(given.corpus)], watched.once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
