"""Follow-up questions: what they leave out is filled in from the question and answer before.

"What does he say about it?" gets the speaker asked about last; "And Russia?" after "What does Klein say?" asks the same
of Russia; "No, the other minister" asks it of whoever has the same office. What cannot be filled in stays as asked. In
English and German; whom a question names is known from the article's ledger.
"""

from __future__ import annotations

import re
from functools import cache

from chat.answers.speakers import Mention, Speakers
from chat.answers.understanding.intents import Tongue
from chat.data import any_of, table
from chat.lang.en.pronouns import pronouns
from chat.lang.names import names
from chat.lang.words import words
from chat.schema import Answer

_FOLLOW_UP: dict[str, list[str]] = table("en/questions.toml")["follow_up"]
_GERMAN: dict[str, list[str]] = table("de/questions.toml")["follow_up"]
_OPENING = any_of([*_FOLLOW_UP["openings"], *_GERMAN["openings"]])
_ALONE = any_of([*_FOLLOW_UP["alone"], *_GERMAN["alone"]])
_WHAT_ABOUT = re.compile(rf"^(?:{_OPENING})\s+(?P<whom>\S.{{0,60}}?)\W*$", re.IGNORECASE)
_CORRECTS = re.compile(
    rf"^(?:(?:{any_of([*_FOLLOW_UP['corrections'], *_GERMAN['corrections']])})[,.!:–\s-]*)+(?P<whom>\S.{{0,60}}?)\W*$",
    re.IGNORECASE,
)
_OTHER = re.compile(rf"\b(?:{any_of([*_FOLLOW_UP['others'], *_GERMAN['others']])})\b", re.IGNORECASE)
_GOES_ON = re.compile(rf"(?:{_OPENING})\b|(?:{_ALONE})(?: (?:not|nicht|denn|das))?\W*$", re.IGNORECASE)
_PRONOUN = re.compile(rf"\b(?:{any_of(pronouns('subject', 'object', 'possessive', 'demonstrative'))})\b", re.IGNORECASE)
_LONGEST_ELLIPSIS = 6  # words of a question that only names whom it asks about


@cache
def _person(tongue: Tongue) -> re.Pattern[str]:
    if tongue == "en":
        possessive, subject = r"his|her(?= (?:own )?[a-z]+(?:\b|$))", "he|she|him|her"
    else:
        possessive, subject = r"sein(?:e[nmrs]?)?|ihr(?:e[nmrs]?)?(?= [A-ZÄÖÜ])", "er|sie|ihn|ihm|ihr"
    return re.compile(rf"\b(?P<possessive>{possessive})\b|\b(?P<subject>{subject})\b", re.IGNORECASE)


def leans_on_the_last(question: str) -> bool:
    """Return whether a question goes on from the one before: it begins so, or has a pronoun and no name."""
    return bool(_GOES_ON.match(question)) or (bool(_PRONOUN.search(question)) and not names(question))


def completed(question: str, previous: Answer | None, speakers: Speakers, *, tongue: Tongue = "en") -> str:
    """Return a question with what it leaves to the answer before: whom "he" stands for, or all but another speaker."""
    if previous is None:
        return question
    before = previous.asked or previous.question
    asked_of = speakers.mentioned(before)
    if asked_of and (instead := _instead(question, previous, speakers)):
        return _with_another(before, asked_of, instead)
    named = [asked_of[0].entry.name] if len(asked_of) == 1 else list(previous.speakers)
    if len(named) == 1 and not speakers.mentioned(question):
        return _person(tongue).sub(lambda pronoun: _name_for(pronoun, named[0], tongue), question)
    return question


def _instead(question: str, previous: Answer, speakers: Speakers) -> str | None:
    """Return whom a question asks the same about as the one before, None where it asks something of its own."""
    match = _CORRECTS.match(question) or _WHAT_ABOUT.match(question)
    if match is None or len(words(match["whom"])) > _LONGEST_ELLIPSIS:
        return None
    if _OTHER.search(match["whom"]):
        return speakers.of_same_office(previous.speakers, match["whom"])
    mentioned = speakers.mentioned(match["whom"])
    unnamed = [word for word in words(match["whom"]) if mentioned and word.lower() not in mentioned[0].words]
    is_only_a_name = mentioned and not any(word.lower() in _asking() for word in unnamed)
    return mentioned[0].entry.name if is_only_a_name else None


@cache
def _asking() -> frozenset[str]:
    """Return words by which what follows an opening is a question of its own."""
    return frozenset([*_FOLLOW_UP["asking"], *_GERMAN["asking"]])


def _with_another(before: str, asked_of: list[Mention], name: str) -> str:
    """Return a question with another speaker in place of the first that it names."""
    own = asked_of[0].words
    matches = [
        match
        for match in re.finditer(r"[^\W_][\w.'’-]*", before)
        if any(w.lower() in own for w in words(match.group()))
    ]
    start, end = matches[0].start(), max(match.end() for match in matches)
    between = words(before[start:end])
    if len(between) > _LONGEST_ELLIPSIS:
        end = matches[0].end()
    start = _start_of_name(before, start)
    possessive = "'s" if re.search(r"['’]s?$", before[start:end]) else ""
    return f"{before[:start]}{name}{possessive}{before[end:]}"


def _start_of_name(text: str, start: int) -> int:
    """Return where a name with its first names and article starts, of which the last word starts at `start`."""
    before = re.search(r"(?:(?:the|der|die|das|den|dem|[A-ZÄÖÜ][\w.-]{1,60})\s{1,9}){1,9}$", text[:start])
    return before.start() if before and before.start() > 0 else start


def _name_for(pronoun: re.Match[str], name: str, tongue: Tongue) -> str:
    if not pronoun["possessive"]:
        return name
    return f"{name}'s" if tongue == "en" else f"{name}s"
