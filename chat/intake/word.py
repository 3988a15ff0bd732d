"""The bytes of a Word file (.docx) → its text, and what it tells of itself.

Untrusted files: nothing in them is executed, fetched or expanded, and how much is unpacked is bounded. Knows nothing
of names of files, languages or what an article is made of.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from typing import Any

import regex

from chat.errors import UnreadableDocument
from chat.intake import dates
from chat.intake.origins import cleaned
from chat.schema import Origin

MAX_UNPACKED = 20_000_000  # bytes of a Word file's text, with its markup; a novel has as many
MAX_RATIO = 200  # unpacked to packed; real ones have up to 20
MAX_MEMBERS = 5_000
# What reading a damaged or protected archive raises.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, OSError, ValueError
)  # fmt: skip
_SMALL = 1_000_000  # bytes; up to here no ratio is too high
_PIECE = 65_536  # bytes

_PASTE = "Open it in its program, copy the article, and paste it here."
_PART = regex.compile(r"word/document\d*+\.xml")  # Word on the web writes document2.xml
_PROPERTIES = regex.compile(r"docProps/core\.xml")

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_WORD = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the same once more
_CHARACTERS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
_DELETED = frozenset({"del", "moveFrom"})
_OFF = frozenset({"0", "false", "off"})
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_CREATED = "{http://purl.org/dc/terms/}created"


def text_of(data: bytes, name: str) -> str:
    """Return the text of a Word file, a blank line between paragraphs; `name` is that of the file, for messages.

    Raises:
        UnreadableDocument: it is damaged, protected by a password, too large, or has no text.
    """
    paragraphs = _paragraphs(_parsed(_part(data, name, _PART), name))
    if not any(character.isalnum() for paragraph in paragraphs for character in paragraph):
        raise UnreadableDocument(f"{name} has no text.", hint=_PASTE)
    return "\n\n".join(paragraphs)


def about(data: bytes) -> Origin:
    """Return the title, the author and the day that a Word file has of itself; those that it has not are empty."""
    try:
        told = _parsed(_part(data, "", _PROPERTIES), "")
    except UnreadableDocument:  # it has none, and its text may be as good as any
        return Origin()
    return Origin(
        title=cleaned(told.findtext(f"{_DUBLIN_CORE}title") or ""),
        author=cleaned(told.findtext(f"{_DUBLIN_CORE}creator") or ""),
        published=dates.iso(told.findtext(_CREATED) or ""),
    )


def _part(data: bytes, name: str, pattern: regex.Pattern[str]) -> bytes:
    """Return the one part of a Word file of such a name; the others, macros and pictures among them, stay packed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            parts = [member for member in members if pattern.fullmatch(member.filename)]
            if len(parts) != 1:
                raise UnreadableDocument(f"{name} is no Word file.", hint=_PASTE)
            if len(members) > MAX_MEMBERS or parts[0].file_size > _largest(parts[0]):
                raise UnreadableDocument(f"{name} has too much in it for an article.", hint=_PASTE)
            return _unpacked(archive, parts[0], name)
    except _DAMAGED as error:
        raise UnreadableDocument(f"{name} is damaged, or protected by a password.", hint=_PASTE) from error


def _largest(part: zipfile.ZipInfo) -> int:
    """Return how many bytes a part may have once unpacked."""
    return min(MAX_UNPACKED, max(MAX_RATIO * part.compress_size, _SMALL))


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> bytes:
    """Return a part's bytes, however many it says it has: read by pieces, since one read unpacks all at once."""
    pieces, size = [], 0
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > _largest(part):
                raise UnreadableDocument(f"{name} has too much in it for an article.", hint=_PASTE)
    return b"".join(pieces)


def _parsed(part: bytes, name: str) -> Any:
    """Return the tree of a part. Word declares no document type, so one that does is made to do harm."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        tree = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(f"{name} is damaged.", hint=_PASTE) from error
    if tree.getroottree().docinfo.doctype:
        raise UnreadableDocument(f"{name} is no file that Word has made.", hint=_PASTE)
    return tree


def _paragraphs(tree: Any) -> list[str]:
    """Return the paragraphs of a Word file in order; a row of a table is one where its cells have one each."""
    from lxml import etree

    done: list[str] = []
    within: list[list[str]] = []  # the text of the paragraphs that are open: a text box stands within one
    rows: list[int] = []  # where the rows begin that are open
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        name = _name(element)
        if event == "start":
            if name in _DELETED or element.tag == _FALLBACK or _is_hidden(name, element):
                walk.skip_subtree()
            elif name == "p":
                within.append([])
            elif name == "tr":
                rows.append(len(done))
            elif within:
                within[-1].append(_CHARACTERS.get(name, (element.text or "") if name == "t" else ""))
        elif name == "p" and (paragraph := "".join(within.pop()).strip()):
            done.append(paragraph)
        elif name == "tr" and len(done) > (start := rows.pop()) and _is_simple_row(element):
            done[start:] = [" ".join(done[start:])]
    return done


def _name(element: Any) -> str:
    """Return the name of an element of Word's own, empty for one of another vocabulary."""
    namespace, _, name = element.tag.rpartition("}")
    return name if f"{namespace}}}" in (_WORD, _STRICT_WORD) else ""


def _is_hidden(name: str, element: Any) -> bool:
    """Return whether an element is a run of text that Word does not show."""
    if name != "r":
        return False
    return any(
        element.find(f"{space}rPr/{space}vanish") is not None
        and element.find(f"{space}rPr/{space}vanish").get(f"{space}val", "").lower() not in _OFF
        for space in (_WORD, _STRICT_WORD)
    )


def _is_simple_row(row: Any) -> bool:
    """Return whether each cell of a row has one paragraph, as in a table of figures; in a layout they have many."""
    cells = (cell for cell in row if _name(cell) == "tc")
    return all(sum(_name(child) == "p" for child in cell) <= 1 for cell in cells)
