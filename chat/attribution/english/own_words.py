"""The English of a claim that is found in English: its speakers' names and roles, and its words as they stand.

What is reported as a predicate alone ("rejected the claim") is told with its subject, as a sentence.
"""

from __future__ import annotations

import re

from chat.attribution.english.phrasing import named_in, role
from chat.lang.characters import one_line
from chat.schema import Claim, EnglishClaim, EnglishName, Sentence, Speaker

_FULL_NAME = 2  # words
_FAR = 80  # characters between a subject and its verb
_PIECES = " … "  # between the pieces of a content


def with_own_words(claim: Claim, text: str, sentences: dict[int, Sentence]) -> Claim:
    """Return a claim with its English, which is the article's own.

    Args:
        claim: a claim of an English article.
        text: the article.
        sentences: its sentences by their numbers.
    """
    names = tuple(map(_name, claim.speakers))
    first = names[0] if names else EnglishName(name=None)
    told = _told(claim, text, sentences)
    english = EnglishClaim(speaker=first.name, role=first.role, speakers=names, content=told)
    return claim.model_copy(update={"english": english})


def _name(speaker: Speaker) -> EnglishName:
    """Return what a speaker is called, and what is said of them beside a full name."""
    phrase = one_line(speaker.resolved or speaker.text)
    parts = [part.strip() for part in phrase.split(",") if part.strip()]
    for part in parts:
        name = " ".join(named_in(part))
        if len(name.split()) < _FULL_NAME or not part.endswith(name):
            continue
        beside = part.removesuffix(name).strip()
        others = [other for other in parts if other is not part and not other[0].isdigit()]
        told = role(f"{beside} {name}") if beside and beside.lower() not in ("the", "a", "an") else None
        return EnglishName(name=name, role=told or (_without_article(others[0]) if others else None))
    return EnglishName(name=phrase[:1].upper() + phrase[1:])


def _without_article(phrase: str) -> str:
    return re.sub(r"^(?:the|an?)\s+", "", phrase, flags=re.IGNORECASE)


def _told(claim: Claim, text: str, sentences: dict[int, Sentence]) -> str:
    """Return the words of a claim: its content, or a sentence with its subject where that alone says nothing."""
    content = _PIECES.join(one_line(span.text) for span in claim.content)
    if claim.type != "reported" and not claim.negated:
        return _around_cue(claim, text) or content
    whole = " ".join(sentences[number].plain for number in claim.sentences if number in sentences)
    subject = claim.speaker
    if subject is None or subject.place is None or claim.negated or not claim.content:
        return whole or content
    first, last = subject.place
    start, end = claim.content[0].start, claim.content[-1].end
    near = any(sentences[number].start <= first for number in claim.sentences if number in sentences)
    if last > start or not near or len(claim.content) > 1:
        return whole or content
    between = text[last:start]
    shared = len(between) > _FAR or " and " in between or " but " in between
    told = f"{subject.text} {text[start:end]}" if shared else text[first:end]
    return one_line(told[:1].upper() + told[1:])


def _around_cue(claim: Claim, text: str) -> str | None:
    """Return a claim of nobody named whole, where its cue parts it: "The man is said to have fled"."""
    first, last, cue = claim.content[0], claim.content[-1], claim.cue
    parted = cue is not None and first.end <= cue.start and cue.end <= last.start and not claim.speakers
    return one_line(text[first.start : last.end]) if parted else None
