"""An English article as it is read, and what is found there, as text."""

from __future__ import annotations

from chat.article import paragraphs, sentences
from chat.attribution.engine import find_claims
from chat.schema import Claim, Sentence
from chat.translation.checked import as_it_is

Row = tuple[list[str], str, str, str]


def read(text: str) -> tuple[tuple[Claim, ...], tuple[Sentence, ...]]:
    """Return the claims of an English text, and its sentences, which are their own English."""
    article = paragraphs.build(text, max_characters=len(text))
    split = tuple(as_it_is(sentence) for sentence in sentences.split(article))
    return find_claims(article, split, language="en"), split


def rows(text: str) -> list[Row]:
    """Return the claims of an English text: speakers, content, type, stance."""
    claims, _ = read(text)
    return [
        (
            [speaker.text for speaker in claim.speakers],
            " … ".join(span.text for span in claim.content),
            claim.type,
            claim.stance,
        )
        for claim in claims
    ]


def said(text: str) -> list[tuple[str, str]]:
    """Return the first speaker of each claim, "" for nobody, and its content."""
    return [(speakers[0] if speakers else "", content) for speakers, content, _, _ in rows(text)]
