"""Bytes → readings: of the project's example, of an article with a translation of it, or of what a lying model made."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bench.fuzz import lying, texts
from bench.fuzz.draw import Draw
from chat import pipeline
from chat.schema import Reading

_LONGEST = 800  # characters of an article, so that many are tried in an hour
_EXAMPLE = Path(__file__).parents[2] / "ui" / "example.json"


@cache
def example() -> Reading:
    """Return the reading that the page shows as an example."""
    return Reading.model_validate_json(_EXAMPLE.read_text(encoding="utf-8"))


def reading(how: Draw, article: Draw, said: Draw, *, lied: bool = True) -> tuple[Reading, str]:
    """Return a reading, and the text that it is of.

    Args:
        how: which of the kinds.
        article: the article.
        said: its translation, or what the model says.
        lied: whether a model is asked, which takes longest.

    Raises:
        ChatError: the text is none that is read.
    """
    kind = how.byte() % (4 if lied else 3)
    if kind == 0:
        return example(), example().article.text
    text = texts.text(article)[:_LONGEST]
    if kind == 1:
        return pipeline.known(text, code="de"), text
    if kind == 2:
        return pipeline.compare(text, texts.text(said)[:_LONGEST], code="de"), text
    return pipeline.read(text, lying.engines(said), code="de", length="short"), text
