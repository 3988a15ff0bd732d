"""Follow-up questions: what they leave out is filled in from the question and answer before. A leaf.

"What does he say about it?" gets the speaker whose claims were told last; "And Russia?" after "What does Klein say?"
asks the same of Russia. What cannot be filled in stays as asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from chat.answers.questions import understand
from chat.lang.names import names
from chat.schema import Answer

_WHAT_ABOUT = re.compile(
    r"^(?:and|but|so|what about|how about|and what about)\s+(?P<whom>(?:the\s+)?\S.{0,60}?)\W*$", re.I
)
_GOES_ON = re.compile(
    r"(?:and|but|so|what about|how about)\b|(?:why|who|when|where|how|how come|since when)(?: not)?\W*$", re.IGNORECASE
)
_PRONOUN = re.compile(r"\b(?:he|she|it|they|him|her|them|his|their|its|this|that|those|these)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"\b(?P<possessive>his|her(?= (?:own )?[a-z]+(?:\b|$)))\b|\b(?P<subject>he|she|him|her)\b", re.IGNORECASE
)


def leans_on_the_last(question: str) -> bool:
    """Return whether a question goes on from the one before: it begins so, or has a pronoun and no name."""
    return bool(_GOES_ON.match(question)) or (bool(_PRONOUN.search(question)) and not names(question))


def completed(question: str, previous: Answer | None, is_speaker: Callable[[str], bool]) -> str:
    """Return a question with what it leaves to the answer before: whom "he" stands for, or all but another speaker.

    Args:
        is_speaker: tells whether a phrase names somebody whose claims the article tells.
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
        return _PERSON.sub(lambda found: f"{speaker}'s" if found["possessive"] else speaker, question)
    return question
