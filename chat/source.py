"""Pasted text, or the bytes of a text file → plain text, which is "the text as given" for everything after.

Markup is read and never executed: the visible text of a page is kept, scripts and styles are left out. Knows nothing
of articles or languages.
"""

from __future__ import annotations

import codecs
from pathlib import Path, PurePath

import regex

from chat.errors import EmptyText, InputError, NotText, UnsupportedFile

MAX_BYTES = 20_000_000

_PASTE = "Open it in its program, and paste the text here."
_SAVE = "Save it as plain text in UTF-8, or paste the text here."

_MARKDOWN = frozenset({".md", ".markdown"})
_SUFFIXES = frozenset({"", ".txt", ".text", ".html", ".htm"}) | _MARKDOWN
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff")
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.02  # of the characters; above it is no text
# What German text in Windows-1252 has beyond ASCII, names from its neighbours included. Bytes of Mac Roman or code
# page 850 read as Windows-1252 give mostly other characters ("Ÿ", "Š"), or are not defined.
_EXPECTED = regex.compile(r"[äöüÄÖÜß„“”‚‘’‹›«»–—…€§°·•²³½¼®©™\xa0\xadáàâåæçéèêëíìîïñóòôøœúùûýÁÅÇÉÈØ×]")
_UNEXPECTED = 2  # characters ("Škoda"), or this share of those beyond ASCII
_UNEXPECTED_SHARE = 0.2
_BROKEN_UTF8 = regex.compile(rb"\xc3[\x80-\xbf]|\xe2\x80")  # "Ã¼" and the like: never meant

_PAGE = regex.compile(r"\s*+(?:<\?xml[^<>]*>\s*+)?<(?:!doctype\s+html|html|body)\b", regex.IGNORECASE)
_BLOCK_TAG = regex.compile(
    r"</?(?:p|div|br|article|section|main|h[1-6]|ul|ol|li|table|tr|td|blockquote|figure|body|html)\b[^<>]{0,500}>",
    regex.IGNORECASE,
)
_BLOCK_TAGS = 3  # of these in a text, and it is taken for HTML
_HIDDEN = frozenset(
    [
        "script",
        "style",
        "head",
        "nav",
        "template",
        "noscript",
        "svg",
        "math",
        "iframe",
        "object",
        "select",
        "textarea",
        "button",
        "audio",
        "video",
        "canvas",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "article",
        "section",
        "main",
        "header",
        "footer",
        "aside",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "blockquote",
        "figure",
        "figcaption",
        "hr",
        "pre",
        "form",
        "address",
        "details",
        "summary",
        "body",
        "html",
    ]
)
_CELLS = frozenset({"td", "th"})
_INVISIBLE_ONLY = regex.compile(r"[\s\p{C}\p{Z}\u2800\u3164\u115f\u1160\uffa0]*+")
_SURROGATE = regex.compile(r"\p{Cs}")


def from_text(text: str) -> str:
    """Return the text of what was pasted: as it is, or its visible text where it is HTML.

    A comment of HTML in other text, which no page shows, becomes blanks. Half characters (lone surrogates), which no
    encoding can hold, become U+FFFD.

    Raises:
        EmptyText: nothing in it can be seen.
    """
    return _visible(_page_text(text) if _is_html(text) else _without_comments(text))


def from_bytes(data: bytes, name: str) -> str:
    """Return the text of a file of that name: UTF-8, UTF-16 with a byte order mark, or Windows-1252.

    Raises:
        UnsupportedFile: the name says that it is no text file, or there are more than MAX_BYTES.
        NotText: the bytes are no text, or their encoding cannot be told.
        EmptyText: nothing in it can be seen.
    """
    suffix = _supported_suffix(name)
    _check_size(len(data), name)
    text = _decoded(data, name)
    return _visible(_without_comments(text)) if suffix in _MARKDOWN else from_text(text)


def from_file(path: str | Path) -> str:
    """Return the text of a file. One of more than MAX_BYTES is refused before it is read.

    Raises:
        InputError: there is no such file, or it cannot be read.
        UnsupportedFile, NotText, EmptyText: as for `from_bytes`.
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


def _supported_suffix(name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    if suffix not in _SUFFIXES:
        raise UnsupportedFile(f"{name} is not a text file: {suffix} files cannot be read.", hint=_PASTE)
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
    kept, end = [], 0
    while (start := text.find("<!--", end)) >= 0 and (close := text.find("-->", start)) >= 0:
        kept += [text[end:start], regex.sub(r"\S", " ", text[start : close + 3])]
        end = close + 3
    return "".join([*kept, text[end:]])


def _is_html(text: str) -> bool:
    """Tell whether a text is HTML: it starts like a page, or has several block tags."""
    if _PAGE.match(text):
        return True
    return any(count >= _BLOCK_TAGS for count, _ in enumerate(_BLOCK_TAG.finditer(text), start=1))


class _VisibleText:
    """Parser target that collects what a browser would show, block elements as paragraphs."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._hidden = 0

    def start(self, tag: str, _attributes: object) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        self._part(tag)

    def end(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden -= 1
        self._part(tag, closing=True)

    def data(self, data: str) -> None:
        if not self._hidden:
            self._pieces.append(regex.sub(r"[ \t\r\n\f]+", " ", data))

    def comment(self, _text: str) -> None:
        """Leave comments out."""

    def pi(self, _target: str, _data: str | None = None) -> None:
        """Leave processing instructions out."""

    def close(self) -> str:
        lines = "".join(self._pieces).split("\n")
        text = "\n".join(regex.sub(r" {2,}", " ", line).strip(" ") for line in lines)
        return regex.sub(r"\n{3,}", "\n\n", text).strip("\n")

    def _part(self, tag: str, *, closing: bool = False) -> None:
        if self._hidden:
            return
        if tag in _BLOCKS:
            self._pieces.append("\n\n")
        elif tag in _CELLS or (tag == "br" and not closing):
            self._pieces.append(" " if tag in _CELLS else "\n")


def _page_text(markup: str) -> str:
    """Return the visible text of HTML.

    Parsed with lxml and not html.parser of the standard library: on 40 kB of unclosed tags ("<a <a <a …") that takes
    8 seconds, and 4 times as long for twice the length (measured on Python 3.11.7); lxml is linear.
    """
    from lxml import etree  # 25 ms, and most texts are no HTML

    parser = etree.HTMLParser(target=_VisibleText(), encoding="utf-8", no_network=True, huge_tree=True)
    data = markup.encode("utf-8", "replace").replace(b"\x00", b"")
    if not data.strip():
        return ""
    try:
        return str(etree.fromstring(data, parser))
    except etree.XMLSyntaxError:  # nothing but broken markup
        return ""
