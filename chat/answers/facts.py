"""What a question for a fact asks for, a sum, a date, a reason, and by which signs a German sentence tells it. A leaf."""

from __future__ import annotations

import re
from functools import cache

from chat.data import table


@cache
def _table() -> list[tuple[re.Pattern[str], re.Pattern[str] | None]]:
    rows = table("de/facts.toml")["wants"]
    return [
        (
            re.compile("|".join(row["asks"]), re.IGNORECASE),
            re.compile("|".join(row["signs"])) if row["signs"] else None,
        )
        for row in rows
    ]


def signs_of(question: str) -> re.Pattern[str] | None:
    """Return the signs of what a question in either language asks for; None where any sentence may tell it."""
    plain = " ".join(question.split()).strip(" ?!.")
    return next((signs for asks, signs in _table() if asks.search(plain)), None)
