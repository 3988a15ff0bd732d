"""A process of its own, to which a fault can happen: a copy of this one, so that it begins in milliseconds.

What it says goes through a pipe, byte by byte as it is said, so that what was said before it was killed is known.
"""

from __future__ import annotations

import io
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NoReturn

# How long a process may take before it counts as hanging, in seconds.
PATIENCE = 60.0

Say = Callable[[str], None]


@dataclass(frozen=True)
class Ended:
    """How a process ended.

    Args:
        code: its exit code; that of a signal is negative. None: it hung, and was killed.
        said: the lines that it said, in order.
        shown: what it wrote to standard output and standard error.
    """

    code: int | None
    said: tuple[str, ...]
    shown: str

    @property
    def faults(self) -> list[str]:
        """What must not be, whatever happened: a traceback, or that it hung."""
        found = ["it hung"] if self.code is None else []
        if "Traceback (most recent call last)" in self.shown:
            found.append(f"a traceback: {self.shown.strip().splitlines()[-1]}")
        return found

    @property
    def messages(self) -> list[str]:
        """What a reader was told, without the progress."""
        lines = self.shown.splitlines()
        at = next((place for place, line in enumerate(lines) if line.startswith("Error:")), None)
        return [] if at is None else [" ".join(lines[at:]).removeprefix("Error: ")]


def run(work: Callable[[Say], object], *, patience: float = PATIENCE) -> Ended:
    """Run work in a process of its own, and wait for its end.

    Args:
        work: called with what says a line; what it returns, where that is a number, is the exit code.
    """
    said_from, said_to = os.pipe()
    shown_from, shown_to = os.pipe()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    child = os.fork()
    if not child:
        os.close(said_from)
        os.close(shown_from)
        _be_the_child(work, said_to, shown_to)
    os.close(said_to)
    os.close(shown_to)
    said, shown, hung = _heard(child, said_from, shown_from, patience)
    _, status = os.waitpid(child, 0)
    code = None if hung else os.waitstatus_to_exitcode(status)
    return Ended(code, tuple(said.decode().splitlines()), shown.decode(errors="replace"))


def kill() -> NoReturn:
    """End this process at once, as `kill -9` does: nothing is closed, written or cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise SystemExit  # never reached


def _heard(child: int, said_from: int, shown_from: int, patience: float) -> tuple[bytes, bytes, bool]:
    """Return what a process said and showed until it ended, and whether it hung."""
    heard = {said_from: b"", shown_from: b""}
    is_open = set(heard)
    until = time.monotonic() + patience
    hung = False
    while is_open:
        ready, _, _ = select.select(list(is_open), [], [], max(0.0, until - time.monotonic()))
        if not ready and not hung:
            hung, until = True, time.monotonic() + patience
            os.kill(child, signal.SIGKILL)
        for pipe in ready:
            if data := os.read(pipe, 65_536):
                heard[pipe] += data
            else:
                is_open.discard(pipe)
    os.close(said_from)
    os.close(shown_from)
    return heard[said_from], heard[shown_from], hung


def _be_the_child(work: Callable[[Say], object], said_to: int, shown_to: int) -> NoReturn:
    code = 1
    try:
        os.dup2(shown_to, 1)
        os.dup2(shown_to, 2)
        sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), write_through=True, encoding="utf-8")
        sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), write_through=True, encoding="utf-8")
        result = work(partial(_say, said_to))
        code = result if isinstance(result, int) else 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _say(pipe: int, line: str) -> None:
    os.write(pipe, f"{line}\n".encode())
