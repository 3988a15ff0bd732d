"""A document as a Word file (DOCX), by python-docx: headings, links within the document, languages for the speller."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Any

from chat.dossier.sources import Place
from chat.export.document import Anchor, Document, Heading, Paragraph, Run, Table, anchor_name

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph as WordParagraph

_STYLES = {"text": None, "bullet": "List Bullet", "notice": "Intense Quote"}
_LANGUAGES = {"de": "de-DE", "en": "en-GB"}
_LONGEST = 255  # characters of a property
_NUMBERS, _TEXTS = 1.0, 15.2  # cm: the column of the numbers of a table, and the others together
_SENTENCES = 1_000_000  # more than an article has; bookmarks are told apart by a number of 31 bits


def render(document: Document) -> bytes:
    """Return the document as the bytes of a DOCX file; the same document gives the same bytes."""
    import docx

    word = docx.Document()
    properties = word.core_properties
    properties.title, properties.author, properties.language = document.title[:_LONGEST], "Belegt", "en-GB"
    properties.created = properties.modified = datetime.datetime.combine(document.date, datetime.time())
    for block in document.blocks:
        match block:
            case Heading(text, level):
                word.add_heading(text, 0 if level == 1 else level - 1)
            case Paragraph():
                _fill(word.add_paragraph(style=_STYLES[block.style]), block)
            case Table():
                _table(word, block)
    with io.BytesIO() as file:
        word.save(file)
        return file.getvalue()


def _table(word: Word, table: Table) -> None:
    from docx.shared import Cm

    before = [""] if table.numbers else []
    grid = word.add_table(rows=1, cols=len(before) + len(table.header))
    grid.autofit = False
    for cell, text in zip(grid.rows[0].cells, (*before, *table.header), strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    grid.rows[0]._tr.get_or_add_trPr().append(_element("tblHeader"))
    for number, row in table.numbered:
        cells = list(grid.add_row().cells)
        if number is not None:
            cells.pop(0).paragraphs[0].add_run(str(number))
        for cell, paragraph in zip(cells, row, strict=True):
            _fill(cell.paragraphs[0], paragraph)
    widths = [*[_NUMBERS] * len(before), *(share * _TEXTS for share in table.shares)]
    for column, width in zip(grid.columns, widths, strict=True):
        for cell in column.cells:
            cell.width = Cm(width)


def _fill(paragraph: WordParagraph, content: Paragraph) -> None:
    """Write the runs of a paragraph; one that shows a sentence gets the bookmark that links lead to."""
    if content.anchor is not None:
        name = anchor_name(content.anchor)
        paragraph._p.append(_element("bookmarkStart", id=_bookmark(content.anchor), name=name))
    for place, line in enumerate(content.lines):
        if place:
            paragraph.add_run().add_break()
        for number, run in enumerate(line):
            if number:
                paragraph.add_run(" ")
            _add(paragraph, run)
    if content.anchor is not None:
        paragraph._p.append(_element("bookmarkEnd", id=_bookmark(content.anchor)))


def _bookmark(anchor: Anchor) -> str:
    """Return the number by which a bookmark is told from others."""
    return str(anchor.article * _SENTENCES + anchor.number if isinstance(anchor, Place) else anchor)


def _add(paragraph: WordParagraph, run: Run) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn

    written = paragraph.add_run(run.text)
    written.bold, written.italic = run.bold or None, run.italic or None
    written._r.get_or_add_rPr().append(_element("lang", val=_LANGUAGES.get(run.language, run.language)))
    if run.link is None and not run.address:
        return
    if run.link is not None:
        link = _element("hyperlink", anchor=anchor_name(run.link), history="1")
    else:
        link = _element("hyperlink", history="1")
        link.set(qn("r:id"), paragraph.part.relate_to(run.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    link.append(written._r)


def _element(name: str, /, **attributes: str) -> Any:
    """Return an element of WordprocessingML."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
