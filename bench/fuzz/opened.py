"""What holds of exported files: each opens with a reader that is not Belegt's, and holds nothing that runs."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from bench.fuzz.findings import require
from chat.dossier.dossier import Dossier
from chat.export import dossier as exports
from chat.export.files import Format
from chat.schema import Reading

_OWN_HTML = re.compile(r'</a>|<a id="(?:a\d+|s\d+|a\d+s\d+)">|<br>')
_LINK = re.compile(r"#[as]\d+\w*|https?://[^\s<>\"]+")  # within the document, or to where an article is from
_FORMULA = re.compile(r"[=+\-@\t\r]")


def file(data: bytes, form: Format, reading: Reading) -> None:
    """Require of a file that it is what its form says."""
    match form:
        case "json":
            require(Reading.model_validate_json(data) == reading, "a reading comes back from its file")
            json.loads(data)
        case "csv":
            _csv(data.decode("utf-8-sig"), len(reading.claims))
        case "md":
            _markdown(data.decode("utf-8"))
        case "docx":
            _word(data)
        case "pdf":
            _pdf(data)


def dossier(data: bytes, form: exports.Format, given: Dossier) -> None:
    """Require of the file of a dossier that it is what its form says."""
    match form:
        case "json" | "jsonld" | "csl":
            json.loads(data)
        case "csv":
            _csv(data.decode("utf-8-sig"), sum(len(source.claims) for source in given.sources))
        case "ris":
            _ris(data.decode("utf-8"), given)
        case "md":
            _markdown(data.decode("utf-8"))
        case "docx":
            _word(data)
        case "pdf":
            _pdf(data)


def _ris(text: str, given: Dossier) -> None:
    import rispy

    require(len(rispy.loads(text)) == len(given.sources), "there is a reference for each article", text)


def _csv(text: str, claims: int) -> None:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    require(len(rows) == 1 + claims, "a table has a row for each claim", len(rows))
    for row in rows:
        require(len(row) == len(rows[0]), "all rows have all columns", row)
        for cell in row:
            require(not _FORMULA.match(cell), "no cell is a formula", cell)
            require(len(cell.splitlines()) <= 1, "a cell is one line", cell)


def _markdown(text: str) -> None:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    for token in reader.parse(text):
        require(token.type != "html_block", "a document has no block of HTML", token.content)
        for inner in token.children or ():
            if inner.type == "html_inline":
                require(_OWN_HTML.fullmatch(inner.content), "HTML in a document is the anchors", inner.content)
            if inner.type == "link_open":
                require(_LINK.fullmatch(str(inner.attrGet("href"))), "links lead to what is cited", inner.attrs)
            require(inner.type != "image", "a document has no picture", inner.attrs)


def _word(data: bytes) -> None:
    import docx

    document: Any = docx.Document(io.BytesIO(data))
    require(document.paragraphs, "a Word file has paragraphs")
    for part in document.part.rels.values():
        is_own = not part.is_external or _LINK.fullmatch(part.target_ref)
        require(is_own, "a Word file leads to what is cited", part)


def _pdf(data: bytes) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        require(len(document) > 0, "a PDF has pages")
        document[0].get_textpage().get_text_bounded()
