"""A list of web addresses that somebody pasted or kept in a file → the addresses, each once, in order.

A line each, cells of a table, or addresses anywhere in a text. Fetches nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

import regex

from chat.errors import InputError, UnsupportedFile
from chat.intake.decoding import decoded
from chat.intake.duplicates import address_key
from chat.intake.origins import LONGEST_ADDRESS, cleaned, web_address

MAX_ADDRESSES = 200
MAX_CHARACTERS = 1_000_000
MAX_NAMED = 20  # lines that are no address and are told

_LONGEST_NAMED = 80  # characters
_SUFFIXES = frozenset({"", ".txt", ".text", ".csv", ".tsv", ".md"})
_TABLES = {".csv": ";,\t", ".tsv": "\t"}
_HINT = "Paste web addresses, a line each, such as https://zeitung.example/artikel."

_ADDRESS = regex.compile(r"https?://(?:(?!,https?://)[^\s\p{C}<>\"“”„«»|\\^`{}])++", regex.IGNORECASE)
# Without a scheme it must be the whole line, and have a path or begin with "www.": "notiz.txt" is none.
_BARE = regex.compile(
    r"(?=www\.|[^/]*+/)(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.){1,8}\p{L}{2,24}(?::\d{1,5})?"
    r"(?:[/?][^\s\p{C}<>\"]*+)?"
)
_CLOSING = {")": "(", "]": "["}
_AFTER = ".,;:!?'’‘*_"  # what stands after an address in a sentence


@dataclass(frozen=True)
class Addresses:
    """The addresses of a list, and what is not among them.

    Args:
        urls: each once, in order.
        repeated: how many were there again, be it with other parameters that only tell where a reader came from.
        left_out: how many there are beyond MAX_ADDRESSES.
        others: lines that have no address, the first MAX_NAMED of them, shortened.
        more_others: how many such lines there are besides.
    """

    urls: tuple[str, ...]
    repeated: int = 0
    left_out: int = 0
    others: tuple[str, ...] = ()
    more_others: int = 0


def parse(text: str) -> Addresses:
    """Return the addresses in a text. Lines that begin with "#" are comments.

    Raises:
        InputError: there is none, or the text is longer than MAX_CHARACTERS.
    """
    _check_length(text)
    return _gathered(text.splitlines())


def from_bytes(data: bytes, name: str) -> Addresses:
    """Return the addresses in a file of that name: text, or a table (.csv, .tsv) with addresses in its cells.

    Raises:
        UnsupportedFile: the name says that it is of another kind.
        NotText: the bytes are no text, or their encoding cannot be told.
        InputError: as for `parse`.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in _SUFFIXES:
        raise UnsupportedFile(f"{name} is no list of addresses.", hint="Save it as .txt or .csv, an address a line.")
    text = decoded(data, name)
    _check_length(text)
    return _gathered(_rows(text, _TABLES[suffix]) if suffix in _TABLES else text.splitlines())


def _check_length(text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise InputError(f"The list is longer than {MAX_CHARACTERS:,} characters.", hint="Give its addresses in parts.")


def _gathered(lines: list[str]) -> Addresses:
    urls: dict[str, str] = {}
    others: list[str] = []
    count = 0
    for line in lines:
        found = list(_of_line(line))
        count += len(found)
        for url in found:
            urls.setdefault(address_key(url), url)
        if not found and line.strip() and not line.lstrip().startswith("#"):
            others.append(line)
    if not urls:
        raise InputError("There is no web address in this list.", hint=_HINT)
    return Addresses(
        urls=tuple(urls.values())[:MAX_ADDRESSES],
        repeated=count - len(urls),
        left_out=max(0, len(urls) - MAX_ADDRESSES),
        others=tuple(cleaned(line, longest=_LONGEST_NAMED) for line in others[:MAX_NAMED]),
        more_others=max(0, len(others) - MAX_NAMED),
    )


def _of_line(line: str) -> Iterator[str]:
    """Yield the addresses of a line: those with a scheme, or the one that all of it is."""
    if line.lstrip().startswith("#"):
        return
    matches = (match.group() for match in _ADDRESS.finditer(line))
    found = [_without_what_follows(address) for address in matches if len(address) <= 2 * LONGEST_ADDRESS]
    if not found and _BARE.fullmatch(bare := line.strip(" \t,;<>\"'")):
        found = [f"https://{bare}"]
    yield from filter(None, map(web_address, found))


def _without_what_follows(address: str) -> str:
    """Return an address without the punctuation of the sentence that it stands in."""
    while address:
        last = address[-1]
        if last in _AFTER or (last in _CLOSING and address.count(last) > address.count(_CLOSING[last])):
            address = address[:-1]
        else:
            return address
    return address


def _rows(text: str, delimiters: str) -> list[str]:
    """Return the cells of a table that have an address, and each row without one as a line."""
    first = text.partition("\n")[0]
    delimiter = max(delimiters, key=first.count)
    lines = []
    try:
        for row in csv.reader(text.splitlines(), delimiter=delimiter):
            cells = [cell for cell in row if next(_of_line(cell), "")]
            lines += cells or [delimiter.join(row)]
    except csv.Error as error:  # a cell without end
        raise InputError("The table cannot be read.", hint=_HINT) from error
    return lines
