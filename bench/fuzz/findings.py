"""What a target failed with: told apart by where it failed, and kept with the shortest input that shows it.

An input that took too long for its size is a finding to look at, not a fault by itself.
"""

from __future__ import annotations

import hashlib
import traceback
from pathlib import Path

_OWN = ("/chat/", "/ui/", "/bench/fuzz/invariants", "/bench/fuzz/targets/")


class Broken(Exception):
    """Something does not hold of what came of an input.

    Args:
        what: does not hold, in words that are the same for all inputs: findings are told apart by it.
        detail: the values.
    """

    def __init__(self, what: str, detail: object = "") -> None:
        super().__init__(f"{what}: {detail!r}"[:2_000])
        self.what = what


def require(holds: object, what: str, detail: object = "") -> None:
    """Raise Broken unless something holds."""
    if not holds:
        raise Broken(what, detail)


def key_of(error: BaseException) -> str:
    """Return what tells a finding from others: its kind, and the last place in this project that it went through."""
    if isinstance(error, Broken):
        return f"broken: {error.what}"
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if any(own in frame.filename for own in _OWN)
    ]
    if isinstance(error, RecursionError) and frames:
        frames = [max(frames, key=lambda frame: sum(frame.name == other.name for other in frames))]
    where = f"{Path(frames[-1].filename).name}:{frames[-1].name}" if frames else "elsewhere"
    return f"{type(error).__name__} at {where}"


class Findings:
    """The folder of what a target failed with: an input and what it showed for each finding."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, key: str, data: bytes, told: str) -> None:
        """Keep an input that shows a finding, unless a shorter one is there."""
        stem = self._folder / hashlib.sha256(key.encode()).hexdigest()[:12]
        own = stem.with_suffix(".bin")
        if not own.exists() or len(data) < own.stat().st_size:
            own.write_bytes(data)
            stem.with_suffix(".txt").write_text(f"{key}\n\n{told}", encoding="utf-8", errors="replace")

    def found(self) -> list[str]:
        """Return what was found."""
        told = sorted(self._folder.glob("*.txt"))
        return [path.read_text(encoding="utf-8").partition("\n")[0] for path in told]
