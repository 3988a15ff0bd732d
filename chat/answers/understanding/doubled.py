"""Two questions in one, to be answered one by one: "What does it cost, and who pays?" A leaf."""

from __future__ import annotations

import re

_ASKING = (
    "how|what|when|where|why|who|whom|which|is|are|was|were|does|do|did|has|have|will|can|"
    "wie|was|wann|wo|warum|wieso|weshalb|wer|wem|wen|welche[nrsm]?|ist|sind|hat|haben|wird|werden|kann"
)
_TWO = re.compile(
    rf"^(?P<first>\S+(?:\s+\S+)+?)(?:\?\s*(?:and|und)?|,?\s+(?:and|und|as well as|sowie)(?: also| auch)?)\s+"
    rf"(?P<second>(?:{_ASKING})\b\s*\S.*)$",
    re.IGNORECASE,
)
_LEAST = 3  # words of each: "when and where", "what is disputed and by whom" are one question


def two_questions(question: str) -> tuple[str, str] | None:
    """Return the two questions that a sentence asks in one, None where it asks one."""
    match = _TWO.match(question.strip().rstrip("?"))
    if match is None:
        return None
    first, second = match["first"].strip(" ,"), match["second"].strip()
    if min(len(first.split()), len(second.split())) < _LEAST or not re.match(rf"(?:{_ASKING})\b", first, re.IGNORECASE):
        return None
    return f"{first}?", f"{second}?"
