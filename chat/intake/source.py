"""Pasted text, a file or a web address → plain text, which is "the text as given" for everything after.

Tells what something is, and has it read by who knows: `html` reads HTML, `documents` PDF and Word. Knows nothing of
articles or languages.
"""

from __future__ import annotations

import codecs
from pathlib import Path, PurePath

import regex

from chat.errors import EmptyText, FetchingOff, InputError, NotText, UnsupportedFile
from chat.intake import documents, html

MAX_BYTES = 20_000_000

_PASTE = "Open it in its program, and paste the text here."
_FETCHED = "What is at this address"
_SAVE = "Save it as plain text in UTF-8, or paste the text here."

_MARKDOWN = frozenset({".md", ".markdown"})
_DOCUMENTS: dict[str, documents.Kind] = {".pdf": "pdf", ".docx": "docx"}
_SUFFIXES = frozenset({"", ".txt", ".text", ".html", ".htm"}) | _MARKDOWN | _DOCUMENTS.keys()
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What servers name; browsers take the first and the second for Windows-1252 as well.
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
_INVISIBLE_ONLY = regex.compile(r"[\s\p{C}\p{Z}\u2800\u3164\u115f\u1160\uffa0]*+")
_SURROGATE = regex.compile(r"\p{Cs}")


def from_text(text: str) -> str:
    """Return the text of what was pasted: as it is, or where it is HTML what `html` finds in it.

    For what was pasted only: what the other ways in have returned is the text already, and what is markup to a reader
    of Markdown, or a page that writes about HTML, would lose its tags.

    A comment of HTML in other text, which no page shows, becomes blanks. Half characters (lone surrogates), which no
    encoding can hold, become U+FFFD.

    Raises:
        EmptyText: nothing in it can be seen.
    """
    return _visible(html.text_of(text) if html.is_html(text) else _without_comments(text))


def from_bytes(data: bytes, name: str) -> str:
    """Return the text of a file of that name: PDF, Word (.docx), or text in UTF-8, UTF-16 with a byte order mark, or
    Windows-1252. Without a suffix in its name, what is in it tells which.

    Raises:
        UnsupportedFile: the name says that it is another kind, or there are more than MAX_BYTES.
        UnreadableDocument: a PDF or Word file is damaged, protected by a password, too large, or without text.
        NotText: the bytes are no text, or their encoding cannot be told.
        EmptyText: nothing in it can be seen.
    """
    suffix = _supported_suffix(name)
    _check_size(len(data), name)
    kind = _DOCUMENTS.get(suffix) if suffix else documents.kind_of(data)
    if kind:
        return _visible(documents.text_of(data, name, kind=kind))
    text = _decoded(data, name)
    return _visible(_without_comments(text)) if suffix in _MARKDOWN else from_text(text)


def from_file(path: str | Path) -> str:
    """Return the text of a file. One of more than MAX_BYTES is refused before it is read.

    Raises:
        InputError: there is no such file, or it cannot be read.
        UnsupportedFile, UnreadableDocument, NotText, EmptyText: as for `from_bytes`.
    """
    path = Path(path)
    _supported_suffix(path.name)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise InputError(f"{path.name} cannot be read: {reason}.", hint="Check the path of the file.") from error
    return from_bytes(data, path.name)


def from_url(url: str, *, allowed: bool = True) -> str:
    """Return the text of what is at a web address: a page, text, PDF or Word file.

    Args:
        url: http or https, on the public internet.
        allowed: whether the settings allow to fetch pages.

    Raises:
        FetchingOff: they do not.
        AddressRefused: it is no address of a page on the public internet.
        PageUnavailable: nothing came, not in time, too much, or of another kind.
        UnreadableDocument, NotText, EmptyText: as for `from_bytes`.
    """
    if not allowed:
        raise FetchingOff(
            "Belegt does not fetch pages here: BELEGT_FETCH is off.",
            hint="Open the page in your browser, copy the article, and paste it here.",
        )
    from chat.intake import web  # 0.2 s, and most articles are pasted

    page = web.page(url)
    if page.kind == "pdf" or page.kind == "docx":
        return _visible(documents.text_of(page.data, _FETCHED, kind=page.kind))
    encoding = _named_encoding(page.charset)
    text = page.data.decode(encoding, "replace") if encoding else _decoded(page.data, _FETCHED)
    return _visible(html.text_of(text, is_page=True) if page.kind == "html" else text)


def _named_encoding(charset: str) -> str | None:
    """Return the encoding of a name, None for one that German pages are not in."""
    try:
        return _NAMED_ENCODINGS.get(codecs.lookup(charset).name)
    except LookupError:
        return None


def _supported_suffix(name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    if suffix not in _SUFFIXES:
        raise UnsupportedFile(f"{name} is of a kind that cannot be read: {suffix}.", hint=_PASTE)
    return suffix


def _check_size(size: int, name: str) -> None:
    if size > MAX_BYTES:
        raise UnsupportedFile(
            f"{name} is larger than {MAX_BYTES // 1_000_000} MB.", hint="Paste the text of the article here."
        )


def _decoded(data: bytes, name: str) -> str:
    """Return the text of some bytes."""
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


def _visible(text: str) -> str:
    """Return the text without lone surrogates, unless there is nothing to see."""
    if _INVISIBLE_ONLY.fullmatch(text):
        raise EmptyText("There is no text to read.", hint="Paste the text of an article.")
    if _SURROGATE.search(text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _without_comments(text: str) -> str:
    """Return a text of the same length with blanks for its HTML comments; one that is never closed stays."""
    pieces, end = [], 0
    while (start := text.find("<!--", end)) >= 0 and (close := text.find("-->", start)) >= 0:
        pieces += [text[end:start], regex.sub(r"\S", " ", text[start : close + 3])]
        end = close + 3
    return "".join([*pieces, text[end:]])
