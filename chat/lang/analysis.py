"""The analysis of a text of one line in whatever language it is."""

from __future__ import annotations

from chat.lang.de.text import GermanText
from chat.lang.en.text import EnglishText
from chat.lang.named import OtherText
from chat.lang.text import AnalysedText


def analysed(text: str, tongue: str) -> AnalysedText:
    """Return the analysis of a text: all that is known of German and English, of others what their packs know.

    Args:
        tongue: its language, ISO 639-1.
    """
    if tongue == "de":
        return GermanText(text)
    return EnglishText(text) if tongue == "en" else OtherText(text, tongue)
