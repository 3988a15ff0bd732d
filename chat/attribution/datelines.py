"""Datelines and marks of tickers: "BERLIN (dpa) –", "12.30 Uhr:", "+++ … +++". They belong to nobody's words."""

from __future__ import annotations

from functools import cache

import regex

from chat.data import any_of, table
from chat.schema import Sentence

_LONGEST = 90  # characters of a dateline
_CLOCK = r"\d{1,2}[.:]\d{2}(?:\sUhr)?+|\d{1,2}\sUhr"
_TRAILING = regex.compile(rf"(?:(?<!\s)\s++)?+(?:\((?:{_CLOCK})\)\s*+)?(?<!\+)\+{{2,}}+\s*+$")


def without_dateline(sentence: Sentence) -> Sentence | None:
    """Return a sentence without the dateline before it and the ticker's marks around it; None where nothing is left."""
    match = _dateline().match(sentence.text[:_LONGEST])
    start = match.end() if match else 0
    behind = _TRAILING.search(sentence.text, start)
    end = behind.start() if behind else len(sentence.text)
    if start == 0 and end == len(sentence.text):
        return sentence
    if not any(map(str.isalnum, sentence.text[start:end])):
        return None
    text = sentence.text[start:end]
    return sentence.model_copy(
        update={"text": text, "start": sentence.start + start, "end": sentence.start + end, "english": None}
    )


@cache
def _dateline() -> regex.Pattern[str]:
    """Return the pattern of what stands before a sentence, with the space behind it."""
    data = table("de/datelines.toml")
    agency = any_of(data["agencies"].split())
    agencies = rf"\((?i:{agency})(?:\s?[/,]\s?(?i:{agency}))*\)"
    place = r"\p{Lu}[\p{L}.-]*(?:[\s/][\p{Lu}(][\p{L}.)-]*|\s(?:am|an|der|im|ob|bei|a\.\s?d\.)){0,4}"
    date = rf"\d{{1,2}}\.\s?(?:{any_of(data['months'].split())}|\d{{1,2}})\b\.?(?:\s?\d{{4}})?(?!\sUhr)"
    days = f"(?:{any_of(data['days'].split())})"
    dash = r"\s?[–—-]{1,2}(?=\s)"
    return regex.compile(
        rf"""
        (?: \+{{2,}}\s? (?:(?:{_CLOCK}|{date}),?\s)*+ (?:(?:{_CLOCK}|{date})\s?)? (?:\+{{2,}}|:)?
          | (?:(?:{days},\s)?{date},?\s|{days},\s)? (?:{_CLOCK}) \s? (?:\+{{2,}} | : | \s[–—-](?=\s) | \|)
          | \[(?:{_CLOCK})\] | \((?:{_CLOCK})\)
          | (?:{place}(?:,\s(?:{date}|(?:{_CLOCK})))?\s)? {agencies} (?:{dash}|\s?[:.])?
          | {place}\s \(\p{{Ll}}{{2,4}}\) (?:{dash})? (?=\s[\p{{Lu}}„»«"])
          | {place},\s{date} {dash}
          | \p{{Lu}}{{3,}}(?:[\s/-]\p{{Lu}}{{2,}})* {dash}
        ) \s*+ (?=\S|$)
        """,
        regex.VERBOSE,
    )
