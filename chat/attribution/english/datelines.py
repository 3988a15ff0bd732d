"""Datelines and times of tickers: "LORVIK, Sept 9 -", "14:05 –". They belong to nobody's words."""

from __future__ import annotations

import regex

from chat.schema import Sentence

_CLOCK = r"(?:\d{1,2}[.:]\d{2}(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?)(?:\s(?:GMT|BST|CET|CEST|UTC|ET|EST|EDT|PT))?"
_MINUTE = r"\d{1,3}(?:\+\d)?(?:['’′]|\smin(?:s|ute|utes)?\b)\s?[:–—-]?(?=\s)"  # of a match
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?"
_PLACE = r"\p{Lu}[\p{Lu}.’'-]+(?:[\s/-]\p{Lu}[\p{Lu}.’'-]+){0,4}(?:,\s\p{Lu}[\p{L}.]+(?:\s\p{Lu}[\p{L}.]+)?)?"
_DASH = r"\s?[–—-]{1,2}(?=\s)"
_DATELINE = regex.compile(
    rf"""
    (?: {_MINUTE}
      | (?:[•▪*+]{{1,3}}\s)? (?:{_DATE},?\s)? \[?\(?{_CLOCK}\)?\]? \s?
          (?: : | [–—-]{{1,2}}(?=\s) | \| | (?=\s[\p{{Lu}}"“‘]) )
      | {_PLACE} (?:,\s{_DATE})? (?:\s\([^()]{{2,30}}\))? {_DASH}
      | \p{{Lu}}[\p{{L}}.’'-]+(?:\s\p{{Lu}}[\p{{L}}.’'-]+){{0,2}} (?:,\s{_DATE})? \s\([^()]{{2,30}}\) {_DASH}
      | \p{{Lu}}[\p{{L}}.’'-]+(?:\s\p{{Lu}}[\p{{L}}.’'-]+){{0,2}}, \s{_DATE} {_DASH}
    ) \s*+ (?=\S)
    """,
    regex.VERBOSE,
)
_LONGEST = 90  # characters of a dateline


def without_dateline(sentence: Sentence) -> Sentence | None:
    """Return a sentence without the dateline or the time before it; None where nothing is left."""
    match = _DATELINE.match(sentence.text[:_LONGEST])
    if match is None:
        return sentence
    text = sentence.text[match.end() :]
    if not any(map(str.isalnum, text)):
        return None
    return sentence.model_copy(update={"text": text, "start": sentence.start + match.end(), "english": None})
