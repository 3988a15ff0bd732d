"""The inputs that are kept with the project, a file a target: in base64, a line each, the ones that reach most first.

Which reach most is told by which functions of `chat` and `ui` they call from where.
"""

from __future__ import annotations

import base64
import hashlib
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

FOLDER = Path(__file__).parents[1] / "data" / "fuzz"
MOST, MOST_BYTES = 16, 10_000  # of a target
LONGEST = 4_000  # bytes of one
SLOWEST = 0.5  # seconds that one may take while it is followed: a test tries them all
_HEAD = "# Seeds of the fuzz target {target} in base64, chosen by `python -m bench fuzz --keep`.\n"
_ROOT = str(Path(__file__).parents[2])
_FOLLOWED = tuple(f"{_ROOT}/{name}/" for name in ("chat", "ui"))

Place = tuple[str, int, int]


def kept(target: str) -> list[bytes]:
    """Return the seeds of a target."""
    path = FOLDER / f"{target}.txt"
    if not path.exists():
        return []
    return [base64.b64decode(line) for line in path.read_text().splitlines() if line and not line.startswith("#")]


def keep(target: str, seeds: Iterable[bytes]) -> None:
    """Write the seeds of a target."""
    lines = "".join(f"{base64.b64encode(seed).decode()}\n" for seed in seeds)
    (FOLDER / f"{target}.txt").write_text(_HEAD.format(target=target) + lines)


def put(folder: Path, seeds: Iterable[bytes]) -> None:
    """Write seeds as the files that an engine begins with."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        (folder / _name(seed)).write_bytes(seed)


def _name(seed: bytes) -> str:
    return hashlib.sha1(seed, usedforsecurity=False).hexdigest()


def chosen(once: Callable[[bytes], int], corpus: Iterable[bytes], *, seconds: float) -> list[bytes]:
    """Return few inputs of many that reach nearly all that these reach: each next one what reaches most that is new.

    Args:
        seconds: of the processor, after which no more inputs are looked at.
    """
    reached: dict[bytes, set[Place]] = {}
    started = time.process_time()
    for data in sorted({data for data in corpus if len(data) <= LONGEST}, key=_name):
        began = time.process_time()
        if began - started > seconds:
            break
        seen = places(once, data)
        if time.process_time() - began < SLOWEST:
            reached[data] = seen
    return list(_most(reached))


def _most(reached: dict[bytes, set[Place]]) -> Iterator[bytes]:
    length = 0
    for _ in range(MOST):
        best = max(reached, key=lambda data: (len(reached[data]), -len(data)), default=b"")
        if not reached.get(best) or length + len(best) > MOST_BYTES:
            return
        new = reached.pop(best)
        length += len(best)
        for places in reached.values():
            places -= new
        yield best


def places(once: Callable[[bytes], int], data: bytes) -> set[Place]:
    """Return which functions of this project an input has called from which lines."""
    seen: set[Place] = set()

    def call(frame: FrameType, _event: str, _argument: Any) -> None:
        code, by = frame.f_code, frame.f_back
        if code.co_filename.startswith(_FOLLOWED):
            seen.add((code.co_filename, code.co_firstlineno, by.f_lineno if by else 0))

    before = sys.gettrace()
    sys.settrace(call)
    try:
        once(data)
    finally:
        sys.settrace(before)
    return seen
