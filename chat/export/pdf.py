"""A document as PDF, by fpdf2: text that can be selected, links within the document, an outline.

The font is Source Sans Pro (Latin, Greek and Cyrillic; its italics Latin alone). A character that it lacks is shown as
a black square.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from chat.export.document import Document, Heading, Paragraph, Run, Table

if TYPE_CHECKING:
    from fpdf import FPDF

_FONT = "Source Sans Pro"
_FILES = {"": "Regular", "B": "Bold", "I": "It", "BI": "BoldIt"}
_SIZES = {1: 20, 2: 15, 3: 12}  # points, by level of heading
_TEXT, _LINE, _GAP = 10.5, 5.2, 2.2  # points; mm: of a line, and between paragraphs
_MARGIN, _INDENT = 20, 5  # mm
_NUMBER, _BETWEEN = 8, 6  # mm: column of the numbers, and space between the languages
_BLUE, _BLACK = (30, 80, 150), (0, 0, 0)
_MISSING = "\N{BLACK SQUARE}"


def render(document: Document) -> bytes:
    """Return the document as the bytes of a PDF file; the same document gives the same bytes."""
    return _Writer(document).bytes()


@cache
def _known(style: str) -> frozenset[int]:
    """Return the characters that a face of the font has; `style` is "", "B", "I" or "BI"."""
    from fontTools.ttLib import TTFont

    return frozenset(TTFont(_face(style)).getBestCmap())


def _face(style: str) -> Path:
    return Path(str(files("font_source_sans_pro") / "files" / f"SourceSansPro-{_FILES[style]}.ttf"))


def shown(text: str) -> str:
    """Return a text with a black square for each character that the font lacks."""
    return "".join(character if ord(character) in _known("") else _MISSING for character in text)


def _style(run: Run, text: str) -> str:
    """Return the style of a run: upright where the italics lack one of its letters."""
    italic = run.italic and all(ord(character) in _known("I") for character in text)
    return "B" * run.bold + "I" * italic


class _Writer:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        from fpdf import FPDF

        class Page(FPDF):
            def footer(self) -> None:
                self.set_y(-14)
                self.set_font(_FONT, size=8.5)
                self.cell(0, 5, f"{self.page_no()}", align="C")

        self._pdf: FPDF = Page(format="A4")
        self._links: dict[int, int] = {}
        self._prepare(document)
        for block in document.blocks:
            match block:
                case Heading():
                    self._heading(block)
                case Paragraph():
                    self._paragraph(block)
                case Table():
                    self._table(block)
        for link in self._open:  # marks whose sentence is not shown lead to the beginning
            self._pdf.set_link(link, page=1)

    def bytes(self) -> bytes:
        return bytes(self._pdf.output())

    def _prepare(self, document: Document) -> None:
        pdf = self._pdf
        for style in _FILES:
            pdf.add_font(_FONT, style, _face(style))
        pdf.set_creation_date(datetime.datetime.combine(document.date, datetime.time(), datetime.UTC))
        pdf.set_title(shown(document.title))
        pdf.set_creator("Belegt")
        pdf.set_lang("en")
        pdf.set_margins(_MARGIN, _MARGIN)
        pdf.set_auto_page_break(True, margin=_MARGIN)
        pdf.add_page()
        self._open: set[int] = set()

    def _link(self, number: int) -> int:
        if number not in self._links:
            self._links[number] = self._pdf.add_link()
            self._open.add(self._links[number])
        return self._links[number]

    def _anchor(self, number: int | None) -> None:
        if number is not None:
            link = self._link(number)
            self._pdf.set_link(link, y=self._pdf.get_y(), page=self._pdf.page)
            self._open.discard(link)

    def _heading(self, heading: Heading) -> None:
        pdf = self._pdf
        size = _SIZES[heading.level]
        pdf.ln(_GAP * (3 if heading.level == 2 else 1.5) if heading.level > 1 else 0)
        if pdf.will_page_break(4 * _LINE):  # a heading does not stand alone at the foot of a page
            pdf.add_page()
        pdf.start_section(shown(heading.text), level=heading.level - 1, strict=False)
        pdf.set_font(_FONT, "B", size)
        pdf.multi_cell(0, size * 0.45, shown(heading.text), new_x="LMARGIN", new_y="NEXT", align="L")
        pdf.ln(_GAP)

    def _paragraph(self, paragraph: Paragraph) -> None:
        pdf = self._pdf
        indent = _INDENT if paragraph.style != "text" else 0
        if pdf.will_page_break(_LINE):
            pdf.add_page()
        self._anchor(paragraph.anchor)
        pdf.set_left_margin(_MARGIN + indent)
        if paragraph.style == "bullet":
            pdf.set_font(_FONT, size=_TEXT)
            pdf.set_x(_MARGIN)
            pdf.cell(indent, _LINE, "•")
        pdf.set_x(_MARGIN + indent)
        self._lines(paragraph)
        pdf.set_left_margin(_MARGIN)
        pdf.ln(_LINE + _GAP)

    def _lines(self, paragraph: Paragraph) -> None:
        for place, line in enumerate(paragraph.lines):
            if place:
                self._pdf.ln(_LINE)
            for number, run in enumerate(line):
                self._run(run, space=number > 0)

    def _run(self, run: Run, *, space: bool) -> None:
        pdf = self._pdf
        text = shown(run.text)
        pdf.set_font(_FONT, _style(run, text), _TEXT)
        if space:
            pdf.write(_LINE, " ")
        if run.link is None:
            pdf.write(_LINE, text)
        else:
            pdf.set_text_color(*_BLUE)
            pdf.write(_LINE, text, self._link(run.link))
            pdf.set_text_color(*_BLACK)

    def _table(self, table: Table) -> None:
        """Write two columns; a row that does not fit on the rest of a page begins the next one."""
        pdf = self._pdf
        self._row("", [Run(table.header[0], bold=True)], [Run(table.header[1], bold=True)])
        for number, german, english in table.rows:
            left, right = ([run for line in cell.lines for run in line] for cell in (german, english))
            if self._height(left, right) > pdf.eph:  # no page is long enough: one below the other
                self._paragraph(german)
                self._paragraph(english)
                continue
            if pdf.will_page_break(self._height(left, right)):
                pdf.add_page()
            self._anchor(german.anchor)
            self._row(str(number), left, right)

    def _height(self, *cells: Sequence[Run]) -> float:
        return max(sum(self._cell(run, dry_run=True) for run in cell) for cell in cells) + _GAP

    def _row(self, number: str, left: Sequence[Run], right: Sequence[Run]) -> None:
        pdf = self._pdf
        top = pdf.get_y()
        height = self._height(left, right)
        pdf.set_font(_FONT, size=8.5)
        pdf.cell(_NUMBER, _LINE, number)
        for place, cell in enumerate((left, right)):
            pdf.set_y(top)
            for run in cell:
                pdf.set_x(_MARGIN + _NUMBER + place * (self._column + _BETWEEN))
                self._cell(run)
        pdf.set_y(top + height)
        pdf.set_draw_color(215)
        pdf.line(_MARGIN, pdf.get_y() - _GAP / 2, _MARGIN + pdf.epw, pdf.get_y() - _GAP / 2)

    @property
    def _column(self) -> float:
        return (self._pdf.epw - _NUMBER - _BETWEEN) / 2

    def _cell(self, run: Run, *, dry_run: bool = False) -> float:
        """Write a run as lines of a column and return their height in mm; a dry run only measures."""
        pdf = self._pdf
        text = shown(run.text)
        pdf.set_font(_FONT, _style(run, text), _TEXT)
        height = pdf.multi_cell(self._column, _LINE, text, align="L", new_y="NEXT", dry_run=dry_run, output="HEIGHT")
        return float(height)  # type: ignore[arg-type]
