"""What this machine has: cores, memory, and what its processor computes with."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from pathlib import Path

_CONTAINER = Path("/sys/fs/cgroup")
_WIDE = ("X86_V4",)  # numpy's name of the level that has them
_NICE = 10  # steps of priority that a model's threads give way to others


def usable_cores() -> int:
    """Return how many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def memory() -> int:
    """Return the memory that this process may use, free or not, in bytes."""
    import psutil

    return min(int(psutil.virtual_memory().total), _of_container("memory.max"))


def free_memory() -> int:
    """Return the memory that is free for this process, in bytes."""
    import psutil

    used = _of_container("memory.current", unknown=0) - _cached_of_container()
    left = _of_container("memory.max") - used
    return max(0, min(int(psutil.virtual_memory().available), left))


def peak_memory() -> int:
    """Return the most memory that this process has taken until now, in bytes."""
    import psutil

    if peak := getattr(psutil.Process().memory_info(), "peak_wset", 0):  # Windows
        return int(peak)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _cached_of_container() -> int:
    """Return what of the memory that a container uses are files that were read, and can be given back, in bytes."""
    try:
        lines = (_CONTAINER / "memory.stat").read_text().splitlines()
        told = dict(line.split() for line in lines)
        return int(told["inactive_file"]) + int(told["active_file"])
    except (OSError, ValueError, KeyError):
        return 0


def _of_container(file: str, *, unknown: int = sys.maxsize) -> int:
    """Return what a container is allowed, or uses, in bytes (Linux control groups, version 2)."""
    try:
        return int((_CONTAINER / file).read_text())
    except (OSError, ValueError):  # none, or "max"
        return unknown


def has_wide_vectors() -> bool:
    """Return whether the processor computes with vectors of 512 bits."""
    import numpy as np

    found = np.show_config(mode="dicts")["SIMD Extensions"].get("found", ())
    return any(name in _WIDE or name.startswith("AVX512") for name in found)


def yield_to_others() -> None:
    """Have this thread leave the processor to others who want it.

    On Linux the threads that it starts inherit this, so a page is answered while the model works.
    """
    with contextlib.suppress(AttributeError, OSError):  # other systems know no priority of a thread
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
