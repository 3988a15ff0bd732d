"""A reader's own terms: German words, and the English that is to stand for each.

A leaf: knows nothing of articles, models or prompts.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from chat.errors import InputError
from chat.lang.characters import one_line

NO_TERMS: Mapping[str, str] = MappingProxyType({})
TERMS, CHARACTERS, BYTES = 1_000, 100, 1_000_000  # of a glossary; of a term; of a file

_HINT = "Write one term a line: German, English."
_SEPARATORS = "\t;=,"  # in this order, since the later ones may stand within a term
_HEADERS = frozenset({"german", "deutsch", "de"})


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
