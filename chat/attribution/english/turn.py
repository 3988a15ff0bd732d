"""A turn of an interview in English: what somebody says up to the next."""

from __future__ import annotations

from dataclasses import dataclass

from chat.attribution.found import FoundClaim, Offsets
from chat.schema import Sentence

Paragraph = tuple[Sentence, ...]
_MARKS = " *_\n"
_QUOTES = "“”\"‘’'"


@dataclass(frozen=True)
class Turn:
    """What somebody says up to the next turn; `said` is where their words begin, `name` where their name stands."""

    sentences: tuple[Sentence, ...]
    asks: bool
    said: int
    name: Offsets | None

    def claim(self, text: str) -> FoundClaim | None:
        """Return an answer as one claim; None where nothing is said."""
        start, end = self.said, self.sentences[-1].end
        if not text[start:end].strip():
            return None
        return FoundClaim("direct", ((start, end),), self.name, None, "says", self.sentences[0].id)

    def without_label(self, sentence: Sentence) -> Sentence | None:
        """Return a sentence of the turn without the label before it."""
        if self.said <= sentence.start:
            return sentence
        if self.said >= sentence.end:
            return None
        return sentence.model_copy(update={"text": sentence.text[self.said - sentence.start :], "start": self.said})


def written(text: str, paragraph: Paragraph) -> str:
    """Return the text of a paragraph without the marks of bold print around it."""
    return text[paragraph[0].start : paragraph[-1].end].strip(_MARKS)


def begins(text: str, paragraph: Paragraph) -> int:
    """Return where a paragraph begins behind the marks of bold print."""
    printed = text[paragraph[0].start : paragraph[-1].end]
    return paragraph[0].start + len(printed) - len(printed.lstrip(_MARKS))


def is_question(said: str) -> bool:
    """Return whether what somebody says ends with a question, and not with one that they quote."""
    if not said.endswith(tuple(_QUOTES)):
        return said.endswith("?")
    return said[:1] in _QUOTES and said.rstrip(_QUOTES).endswith("?")


def is_bold(text: str, paragraph: Paragraph) -> bool:
    """Return whether a paragraph is printed in bold as a whole: "**And the critics?**"."""
    printed = text[paragraph[0].start : paragraph[-1].end].strip()
    return any(printed.startswith(mark) and printed.endswith(mark) for mark in ("**", "__"))
