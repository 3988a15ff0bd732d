"""A reader's own terms: German words, and the English that is to stand for each.

A leaf: knows nothing of articles, models or prompts.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import regex

from chat.characters import one_line
from chat.errors import InputError

TERMS, CHARACTERS, BYTES = 1_000, 100, 1_000_000  # of a glossary; of a term; of a file

_HINT = "Write one term a line: German, English."
_SEPARATORS = ",;\t="
_HEADERS = frozenset({"german", "deutsch", "de"})
_GERMAN_ENDING = r"(?:e[nmrs]?|ern|[ns]|innen)?"
_ENGLISH_ENDING = r"(?:s|es|['’]s?)?"


def parse(text: str) -> dict[str, str]:
    """Return the glossary of a text with a term a line: German and English, parted by comma, semicolon, tab or "=".

    A first line with the names of the columns ("German, English") and lines that are blank or begin with "#" are left
    out. Of a term that stands there twice the last line counts.

    Raises:
        InputError: a line has not two parts, a term is too long, or there are too many.
    """
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip() and not line.lstrip().startswith("#")]
    terms: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        german, english = _parts(line, number)
        if number > 1 or german.casefold() not in _HEADERS:
            terms[german] = english
    if len(terms) > TERMS:
        raise InputError(f"The glossary has {len(terms):,} terms; {TERMS:,} can be used.", hint="Shorten it.")
    return terms


def from_file(path: Path) -> dict[str, str]:
    """Return the glossary of a file, in UTF-8 or Windows-1252.

    Raises:
        InputError: the file cannot be read, or is no glossary.
    """
    try:
        with path.open("rb") as file:
            data = file.read(BYTES + 1)
    except OSError as error:
        raise InputError(
            f"The glossary {path.name} cannot be read: {error.strerror}.", hint="Check its path."
        ) from error
    return from_bytes(data)


def from_bytes(data: bytes) -> dict[str, str]:
    """Return the glossary of a file's bytes. Raises as `from_file` does."""
    if len(data) > BYTES:
        raise InputError("The glossary is larger than 1 MB.", hint="Shorten it.")
    try:
        return parse(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return parse(data.decode("cp1252", "replace"))


def _parts(line: str, number: int) -> tuple[str, str]:
    separator = next((mark for mark in _SEPARATORS if mark in line), ",")
    parts = [one_line(part) for part in next(csv.reader(io.StringIO(line), delimiter=separator, skipinitialspace=True))]
    if len(parts) != 2 or not all(parts):
        raise InputError(f"Line {number} of the glossary is no term: {line.strip()[:60]}", hint=_HINT)
    if max(map(len, parts)) > CHARACTERS:
        raise InputError(f"Line {number} of the glossary is too long for a term.", hint=_HINT)
    return parts[0], parts[1]


def unused(german: str, english: str, glossary: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the terms of a German sentence, as written, with their English, where the translation does not use it.

    A term is found in the forms that its declension may give it ("Stadtwerke", "Stadtwerken"), and its English in the
    plural and the possessive.
    """
    for term, wanted in glossary.items():
        found = _pattern(term, _GERMAN_ENDING).search(german)
        if found and not _pattern(wanted, _ENGLISH_ENDING).search(english):
            yield found.group(), wanted


@lru_cache(maxsize=4 * TERMS)
def _pattern(term: str, ending: str) -> regex.Pattern[str]:
    words = r"\s+".join(regex.escape(word) + ending for word in term.split())
    return regex.compile(rf"(?<!\p{{L}}){words}(?!\p{{L}})", regex.IGNORECASE)
