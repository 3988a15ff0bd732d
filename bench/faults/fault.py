"""A fault, what came of trying it, and how that is counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_MOST = 5  # messages that are told of a fault
_SIZE = re.compile(r"\d+\.\d GB")


@dataclass
class Tally:
    """What is counted while the variants of a fault are tried."""

    tried: int = 0
    survived: int = 0
    sees: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)

    def add(self, lost: Iterable[str], *, sees: Iterable[str] = ()) -> None:
        """Count a variant.

        Args:
            lost: what it took that had been kept, and what else went wrong, in words; nothing where it was survived.
            sees: what the reader was told.
        """
        found = list(lost)
        self.tried += 1
        self.survived += not found
        self.lost.update(found)
        self.sees.update(message for message in sees if message)


@dataclass(frozen=True)
class Result:
    """What came of a fault.

    Args:
        sees: what the reader was told, the most frequent first, a few of these at most.
        lost: what was lost, or went wrong.
        more: how many other messages there were.
    """

    name: str
    about: str
    tried: int
    survived: int
    sees: tuple[str, ...]
    lost: tuple[str, ...]
    more: int = 0

    def row(self) -> dict[str, Any]:
        """Return it as an object of JSON, with the command that makes it."""
        return {
            "name": self.name,
            "about": self.about,
            "tried": self.tried,
            "survived": self.survived,
            "sees": list(self.sees),
            "more": self.more,
            "lost": list(self.lost),
            "command": f"python -m bench faults {self.name}",
        }

    def told(self) -> str:
        """Return it in lines."""
        lines = [f"{self.name}: {self.about}", f"  tried {self.tried}, survived {self.survived}"]
        lines += [f"  sees: {message}" for message in self.sees or ("nothing",)]
        lines += [f"  and {self.more} other messages"] * bool(self.more)
        return "\n".join([*lines, *(f"  LOST: {lost}" for lost in self.lost)])


@dataclass(frozen=True)
class Fault:
    """One kind of fault.

    Args:
        name: by which it is called.
        about: what happens, and to what.
        run: lets it happen in an empty folder, in all its variants, and counts.
        needs_weights: whether it is of the embedded model.
    """

    name: str
    about: str
    run: Callable[[Path, Tally], None]
    needs_weights: bool = False

    def result(self, folder: Path) -> Result:
        """Try it."""
        tally = Tally()
        self.run(folder, tally)
        sees = told_once(tally.sees, folder)
        lost = tuple(what for what, _ in tally.lost.most_common())
        return Result(self.name, self.about, tally.tried, tally.survived, sees[:_MOST], lost, len(sees[_MOST:]))


def told_once(sees: Counter[str], folder: Path) -> tuple[str, ...]:
    """Return messages with FOLDER for folders in a folder, and N for sizes, each once, the most frequent first."""
    within = re.compile(rf"(?:{re.escape(str(folder))}|FOLDER)(?:/[\w-]++(?!\.\w))*")
    found: Counter[str] = Counter()
    for message, often in sees.items():
        found[_SIZE.sub("N GB", within.sub("FOLDER", message))] += often
    return tuple(message for message, _ in found.most_common())
