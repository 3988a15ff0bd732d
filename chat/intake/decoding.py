"""Bytes that are said to be text → the text, in the encodings that German texts come in; never by a guess that may err.

Knows nothing of files, pages or mails but the names that messages call them by.
"""

from __future__ import annotations

import codecs

import regex

from chat.errors import NotText

_PASTE = "Open it in its program, and paste the text here."
_SAVE = "Save it as plain text in UTF-8, or paste the text here."

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What servers and mails name; browsers take the first and the second for Windows-1252 as well.
_NAMED_ENCODINGS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "cp1252": "cp1252",
    "iso8859-15": "iso8859-15",
    "utf-8": "utf-8-sig",
}
_SIGNATURES = (b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff")
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.02  # of the characters; above it is no text
# What German text in Windows-1252 has beyond ASCII, names from its neighbours included. Bytes of Mac Roman or code
# page 850 read as Windows-1252 give mostly other characters ("Ÿ", "Š"), or are not defined.
_EXPECTED = regex.compile(r"[äöüÄÖÜß„“”‚‘’‹›«»–—…€§°·•²³½¼®©™\xa0\xadáàâåæçéèêëíìîïñóòôøœúùûýÁÅÇÉÈØ×]")
_UNEXPECTED = 2  # characters ("Škoda"), or this share of those beyond ASCII
_UNEXPECTED_SHARE = 0.2
_BROKEN_UTF8 = regex.compile(rb"\xc3[\x80-\xbf]|\xe2\x80")  # "Ã¼" and the like: never meant


def named(charset: str) -> str | None:
    """Return the encoding of a name, None for one that German texts are not in."""
    try:
        return _NAMED_ENCODINGS.get(codecs.lookup(charset).name)
    except (LookupError, ValueError):  # unknown, or no name at all
        return None


def decoded(data: bytes, name: str) -> str:
    """Return the text of some bytes; `name` is what messages call them.

    Raises:
        NotText: they are none, or their encoding cannot be told.
    """
    if data.startswith(_SIGNATURES):
        raise NotText(f"{name} is not a text file, whatever its name says.", hint=_PASTE)
    encoding = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), "")
    try:
        text = data.decode(encoding) if encoding else _without_mark(data)
    except UnicodeDecodeError as error:
        raise NotText(f"The encoding of {name} cannot be told.", hint=_SAVE) from error
    if "\x00" in text or len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise NotText(f"{name} is not a text file.", hint=_SAVE)
    return text


def _without_mark(data: bytes) -> str:
    """Return the text of bytes without a byte order mark: UTF-8 if they are, else Windows-1252.

    Raises:
        UnicodeDecodeError: they are neither.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("cp1252")
        beyond = sum(not character.isascii() for character in text)
        unexpected = beyond - len(_EXPECTED.findall(text))
        if unexpected > max(_UNEXPECTED, _UNEXPECTED_SHARE * beyond) or _BROKEN_UTF8.search(data):
            raise error
        return text
