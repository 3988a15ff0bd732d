"""A kept reading or answer as data again: brought up to date, or told why it cannot be read. Knows no database."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter, ValidationError

from chat.errors import UnreadableReading
from chat.schema import READING_VERSION, Answer, Article, Reading, Sentence
from chat.storage import upgrades

_OBJECT = TypeAdapter(dict[str, Any])


def reading(json: bytes) -> Reading:
    """Return a reading from its JSON, of any version up to the present one.

    Raises:
        UnreadableReading: a newer version kept it, or it is damaged.
    """
    try:
        fields = _OBJECT.validate_json(json)
        if upgrades.version_of(fields) <= READING_VERSION:
            return _sound(Reading.model_validate(upgrades.upgraded(fields)))
    except ValueError as error:  # that of pydantic is one
        raise unreadable(newer=False) from error
    raise unreadable(newer=True)


def _sound(reading: Reading) -> Reading:
    """Return a reading whose sentences are those of its text, numbered in order, and all that is referred to is there.

    Raises:
        ValueError: it is not; showing it would fail each time, or show what is not in the article.
    """
    numbers = [sentence.id for sentence in reading.sentences]
    if numbers != list(range(1, len(numbers) + 1)):
        raise ValueError("the sentences are not numbered from 1 in order")
    if strange := [sentence.id for sentence in reading.sentences if not _is_of(sentence, reading.article)]:
        raise ValueError(f"sentences are not in the text where they say: {strange}")
    if not all(claim.sentences and claim.content for claim in reading.claims):
        raise ValueError("a claim says nothing, or is told by no sentence")
    claims = {claim.id for claim in reading.claims}
    held = {number for claim in reading.claims for number in claim.holds}
    if len(claims) < len(reading.claims) or held - claims:
        raise ValueError("two claims have one number, or one holds another that is not there")
    told = {number for claim in reading.claims for number in claim.sentences}
    if missing := (told | set(reading.summary.cited)) - set(numbers):
        raise ValueError(f"sentences are referred to that are not there: {sorted(missing)}")
    return reading


def _is_of(sentence: Sentence, article: Article) -> bool:
    """Return whether a sentence is a slice of an article, and its paragraph there."""
    is_slice = sentence.start >= 0 and article.text[sentence.start : sentence.end] == sentence.text
    return is_slice and 0 <= sentence.paragraph < len(article.paragraphs)


def answer(json: bytes) -> Answer | None:
    """Return an answer from its JSON, None where it is damaged or of a form that this version does not know."""
    try:
        return Answer.model_validate_json(json)
    except ValidationError:
        return None


def unreadable(*, newer: bool) -> UnreadableReading:
    """Return what to tell the reader of a reading that cannot be read; `newer`: a newer version kept it."""
    if newer:
        return UnreadableReading(
            "A newer version of Belegt kept this, and this one cannot read it.",
            hint="Update Belegt, or read the article again here. Its conversation is kept.",
            newer=True,
        )
    return UnreadableReading(
        "What was kept of this article is damaged.",
        hint="Read the article again, or delete it. Its conversation is kept.",
        newer=False,
    )
