"""What a question wants to know of an article as a whole: its gist, who is against the plan, what is only reported.

Read from the wording of an English or German question alone, by the patterns of data/en/intents.toml and
data/de/intents.toml. A leaf.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from chat.data import table

Tongue = Literal["en", "de"]
Intent = Literal[
    "summary",
    "topic",
    "background",
    "newest",
    "known",
    "disputed",
    "confirmed",
    "only_reported",
    "next",
    "consequences",
    "undecided",
    "declined",
    "unnamed",
    "quoted",
    "agreement",
    "difference",
    "supporters",
    "opponents",
    "affected",
    "sources",
    "numbers",
    "timeline",
]


# "Name the person who warned of it", "Nenne die Person, die davor warnt": who did.
_WHO_IT_IS = re.compile(
    r"^\W*(?:(?:please )?(?:name|identify|tell me)|(?:bitte )?(?:nennen? (?:sie )?(?:mir )?|sag(?:en sie)? mir))"
    r"\s+(?:the|die|den|diejenigen?|all|alle) ?"
    r"(?:persons?|people|one|man|woman|politicians?|personen|person|leute|mann|frau)?,?\s+(?:who|that|die|der|welche)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Wanted:
    """What is wanted, what it is about, and whose positions are compared; empty where the question does not say."""

    intent: Intent
    about: str = ""
    first: str = ""
    second: str = ""


def wanted(question: str, tongue: Tongue) -> Wanted | None:
    """Return what a question wants to know of the article as a whole, None where it wants something else."""
    plain = without_politeness(question, tongue)
    for intent, patterns in _patterns(tongue):
        for pattern in patterns:
            if match := pattern.search(plain):
                named = {name: (text or "").strip(" ,;:?!.") for name, text in match.groupdict().items()}
                return Wanted(intent, **named)
    return None


def without_politeness(question: str, tongue: Tongue) -> str:
    """Return a question without what is said around it: "Can you tell me please, who is against it?"."""
    openings, closings = _around(tongue)
    question = _WHO_IT_IS.sub("who " if tongue == "en" else "wer ", question)
    plain = " ".join(question.split()).strip(" ?!.,;:–-")
    while True:
        shorter = closings.sub("", openings.sub("", plain, count=1)).strip(" ?!.,;:–-")
        if shorter == plain or not any(character.isalnum() for character in shorter):
            return plain
        plain = shorter


def _data(tongue: Tongue) -> dict[str, Any]:
    return table(f"{tongue}/intents.toml")


@cache
def _around(tongue: Tongue) -> tuple[re.Pattern[str], re.Pattern[str]]:
    polite = _data(tongue)["polite"]
    openings, closings = ("|".join(polite[name]) for name in ("openings", "closings"))
    return (
        re.compile(rf"^(?:{openings})\b(?:\s*[,:–-]\s*|\s+|$)", re.IGNORECASE),
        re.compile(rf"(?<![\s,])[\s,]++(?:{closings})$", re.IGNORECASE),
    )


@cache
def _patterns(tongue: Tongue) -> list[tuple[Intent, list[re.Pattern[str]]]]:
    data = _data(tongue)
    found = [(row["wants"], [_pattern(text, data["macros"]) for text in row["patterns"]]) for row in data["intents"]]
    if unknown := {intent for intent, _ in found}.difference(get_args(Intent)):
        raise ValueError(f"nothing answers what is wanted by {unknown}")
    return found


def _pattern(text: str, macros: dict[str, str]) -> re.Pattern[str]:
    for name, meaning in macros.items():
        text = text.replace(f"{{{name}}}", meaning)
    text = re.sub(r"\[A-Z[ÄÖÜ]*\]", lambda capital: f"(?-i:{capital.group()})", text)  # a name, whatever else is small
    return re.compile(text, re.IGNORECASE)
