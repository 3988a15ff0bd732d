"""A text of one line in a language of which a pack is known."""

from __future__ import annotations

from chat.lang.text import AnalysedText


class OtherText(AnalysedText):
    """A text of one line in a language that is neither German nor English.

    Args:
        text: the text.
        tongue: its language, ISO 639-1.
    """

    def __init__(self, text: str, tongue: str) -> None:
        super().__init__(text)
        self.tongue = tongue
