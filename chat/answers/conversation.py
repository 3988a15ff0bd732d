"""Follow-up questions: what they leave out is filled in from the question and answer before. A leaf.

"What does he say about it?" gets the speaker whose claims were told last; "And Russia?" after "What does Klein say?"
asks the same of Russia. What cannot be filled in stays as asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from chat.answers.questions import understand
from chat.data import any_of, table
from chat.lang.en.pronouns import pronouns
from chat.lang.names import names
from chat.schema import Answer

_FOLLOW_UP: dict[str, list[str]] = table("en/questions.toml")["follow_up"]
_OPENING = any_of(_FOLLOW_UP["openings"])
_WHAT_ABOUT = re.compile(rf"^(?:{_OPENING})\s+(?P<whom>(?:the\s+)?\S.{{0,60}}?)\W*$", re.IGNORECASE)
_GOES_ON = re.compile(rf"(?:{_OPENING})\b|(?:{any_of(_FOLLOW_UP['alone'])})(?: not)?\W*$", re.IGNORECASE)
_PRONOUN = re.compile(rf"\b(?:{any_of(pronouns('subject', 'object', 'possessive', 'demonstrative'))})\b", re.IGNORECASE)
_PERSON = re.compile(
    r"\b(?P<possessive>his|her(?= (?:own )?[a-z]+(?:\b|$)))\b|\b(?P<subject>he|she|him|her)\b", re.IGNORECASE
)


def leans_on_the_last(question: str) -> bool:
    """Return whether a question goes on from the one before: it begins so, or has a pronoun and no name."""
    return bool(_GOES_ON.match(question)) or (bool(_PRONOUN.search(question)) and not names(question))


def completed(question: str, previous: Answer | None, is_speaker: Callable[[str], bool]) -> str:
    """Return a question with what it leaves to the answer before: whom "he" stands for, or all but another speaker.

    Args:
        is_speaker: returns whether a phrase names somebody whose claims the article tells.
    """
    if previous is None:
        return question
    asked_before = previous.asked or previous.question
    about = _WHAT_ABOUT.match(question)
    before = understand(asked_before)
    if about and before.kind == "claims_of" and is_speaker(about["whom"]):
        return re.sub(rf"\b{re.escape(before.speaker)}", lambda _: about["whom"], asked_before, count=1)
    if len(previous.speakers) == 1 and not names(question):
        speaker = previous.speakers[0]
        return _PERSON.sub(lambda pronoun: f"{speaker}'s" if pronoun["possessive"] else speaker, question)
    return question
