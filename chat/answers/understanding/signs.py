"""What a question for a fact asks for, a sum, a date, a reason, and by which signs a German sentence tells it.

A leaf.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from chat.data import table
from chat.schema import Sentence


@dataclass(frozen=True)
class Signs:
    """The signs of what a question asks for, and whether a sentence without one tells nothing of it."""

    pattern: re.Pattern[str] | None = None
    needed: bool = False

    def are_in(self, sentence: Sentence) -> bool:
        """Return whether a sentence has one."""
        return bool(self.pattern and self.pattern.search(sentence.plain))


@cache
def _table() -> list[tuple[re.Pattern[str], Signs]]:
    found = []
    for row in table("de/signs.toml")["wants"]:
        pattern = re.compile("|".join(row["signs"])) if row["signs"] else None
        found.append((re.compile("|".join(row["asks"]), re.IGNORECASE), Signs(pattern, row.get("needed", False))))
    return found


def signs_of(question: str) -> Signs:
    """Return the signs of what a question in either language asks for; none where any sentence may tell it."""
    plain = " ".join(question.split()).strip(" ?!.")
    return next((signs for asks, signs in _table() if asks.search(plain)), Signs())
