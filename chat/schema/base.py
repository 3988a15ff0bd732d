"""What all data is made of: frozen objects, and stretches of the text as given."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Base of all data: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """A stretch of the text as given: `text` is its slice from `start` to `end`."""

    start: int
    end: int
    text: str
