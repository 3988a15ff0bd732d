"""A reader's own terms: German words, and the English that is to stand for each.

A leaf: knows nothing of articles, models or prompts.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import regex

from chat.errors import InputError
from chat.lang.characters import one_line

TERMS, CHARACTERS, BYTES = 1_000, 100, 1_000_000  # of a glossary; of a term; of a file

_HINT = "Write one term a line: German, English."
_SEPARATORS = "\t;=,"  # in this order, since the later ones may stand within a term
_HEADERS = frozenset({"german", "deutsch", "de"})
_GERMAN_ENDING = r"(?:e[nmrs]?|ern|[ns]|nen)?"
_ENGLISH_ENDING = r"(?:s|es|['’]s?)?"
_STEM_VOWEL = regex.compile(r"(?:au|[aou])(?=[^aeiouäöüy]*(?:e[lnr])?$)", regex.IGNORECASE)
_UMLAUTS = str.maketrans("aouAOU", "äöüÄÖÜ")


def parse(text: str) -> dict[str, str]:
    """Return the glossary of a text with a term a line: German and English, parted by comma, semicolon, tab or "=".

    A first line with the names of the columns ("German, English") and lines that are blank or begin with "#" are left
    out. Of a term that stands there twice the last line counts.

    Raises:
        InputError: a line has not two parts, a term is too long, or there are too many.
    """
    lines = enumerate(text.lstrip("\ufeff").splitlines(), start=1)
    written = [(number, line) for number, line in lines if line.strip() and not line.lstrip().startswith("#")]
    parts = [_parts(line, number) for number, line in written]
    has_header = bool(parts) and parts[0][0].casefold() in _HEADERS
    terms = dict(parts[has_header:])
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
    """Return the two parts of a line, by the first separator that makes it two.

    Raises:
        InputError: none does, or a part is too long.
    """
    if len(line) > 3 * CHARACTERS:  # both, with room for quotation marks and spaces
        raise InputError(f"Line {number} of the glossary is too long for a term.", hint=_HINT)
    for separator in _SEPARATORS:
        parts = next(csv.reader(io.StringIO(line), delimiter=separator, skipinitialspace=True), [])
        terms = [one_line(part) for part in parts]
        if len(terms) == 2 and all(terms):
            if max(map(len, terms)) > CHARACTERS:
                raise InputError(f"Line {number} of the glossary is too long for a term.", hint=_HINT)
            return terms[0], terms[1]
    raise InputError(f"Line {number} of the glossary is no term: {one_line(line)[:60]}", hint=_HINT)


def unused(german: str, english: str, glossary: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the terms of a German sentence, as written, with their English, where the translation does not use it.

    A term is found in the forms that its declension may give it ("Stadtwerke", "Stadtwerken", "Landrat", "Landräte"),
    its English in the plural and the possessive. What is written with a capital is found only so: "Rat", not "raten".
    """
    for term, wanted in glossary.items():
        found = next((match for match in _german(term).finditer(german) if _is_cased_as(term, match.group())), None)
        if found and not _english(wanted).search(english):
            yield found.group(), wanted


def _is_cased_as(term: str, found: str) -> bool:
    """Return whether what was found has a capital wherever the term has one."""
    words = zip(term.split(), found.split(), strict=True)
    return not any(own[0].isupper() and word[0].islower() for own, word in words)


@lru_cache(maxsize=TERMS)
def _german(term: str) -> regex.Pattern[str]:
    return _pattern([_declined(word) for word in term.split()], _GERMAN_ENDING)


@lru_cache(maxsize=TERMS)
def _english(term: str) -> regex.Pattern[str]:
    words = [regex.sub(r"(?<=[^aeiou])y$", r"(?:y|ie)", regex.escape(word)) for word in term.split()]
    return _pattern(words, _ENGLISH_ENDING)


def _declined(word: str) -> str:
    """Return the pattern of a German word, of a noun with the umlaut that its plural may have."""
    vowel = _STEM_VOWEL.search(word) if word[0].isupper() else None
    if vowel is None:
        return regex.escape(word)
    before, after = word[: vowel.start()], word[vowel.end() :]
    spelled = vowel.group()
    umlaut = spelled[0].translate(_UMLAUTS) + spelled[1:]
    return f"{regex.escape(before)}(?:{spelled}|{umlaut}){regex.escape(after)}"


def _pattern(words: Iterable[str], ending: str) -> regex.Pattern[str]:
    within = r"\s+".join(word + ending for word in words)
    return regex.compile(rf"(?<!\p{{L}}){within}(?!\p{{L}})", regex.IGNORECASE)
