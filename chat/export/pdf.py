"""A document as PDF, by fpdf2: text that can be selected, links within the document, an outline.

The font is Source Sans Pro (Latin, Greek and Cyrillic; its italics Latin alone). A character that it lacks is shown as
a black square.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from chat.export.document import Anchor, Block, Document, Heading, Paragraph, Run, Table

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
_LONG = 1_000  # characters: no word so long fits on a line

_Piece = tuple[Run, str, str]  # with the style of its letters, and the text


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
    """Return a text with a black square for each character that the font lacks, and without places to break it."""
    known = _known("")
    return "".join(character if ord(character) in known else _MISSING for character in text.replace("\xad", ""))


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
        self._links: dict[Anchor, int] = {}
        self._widths: dict[tuple[str, str], float] = {}  # mm, by style and word
        self._prepare(document)
        for block, behind in pairwise((*document.blocks, None)):
            match block:
                case Heading():
                    self._heading(block, behind)
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

    def _link(self, anchor: Anchor) -> int:
        if anchor not in self._links:
            self._links[anchor] = self._pdf.add_link()
            self._open.add(self._links[anchor])
        return self._links[anchor]

    def _anchor(self, anchor: Anchor | None) -> None:
        if anchor is not None:
            link = self._link(anchor)
            self._pdf.set_link(link, y=self._pdf.get_y(), page=self._pdf.page)
            self._open.discard(link)

    def _heading(self, heading: Heading, behind: Block | None) -> None:
        pdf = self._pdf
        size = _SIZES[heading.level]
        pdf.ln(_GAP * (3 if heading.level == 2 else 1.5) if heading.level > 1 else 0)
        table = behind if isinstance(behind, Table) and not behind.numbers else None
        if pdf.will_page_break(4 * _LINE + (self._beginning(table) if table else 0)):  # not alone at the foot of a page
            pdf.add_page()
        pdf.start_section(shown(heading.text), level=heading.level - 1, strict=False)
        self._wrapped_line((Run(heading.text, bold=True),), pdf.epw, size=size, height=size * 0.45)
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
        for line in paragraph.lines:
            pdf.set_x(_MARGIN + indent)
            self._wrapped_line(line, pdf.epw)
        pdf.set_left_margin(_MARGIN)
        pdf.ln(_GAP)

    def _target(self, run: Run) -> int | str | None:
        """Return what a run leads to as fpdf2 names it: a place in the document, an address, or nothing."""
        return self._link(run.link) if run.link is not None else run.address or None

    def _table(self, table: Table) -> None:
        """Write columns; a row that does not fit on the rest of a page begins the next one.

        What is above the columns is written again there, but for the sentences of an article, which tell it themselves.
        """
        pdf = self._pdf
        columns = self._columns(table)
        header = _header(table)
        self._row("", header, columns, self._height(header, columns))
        for number, row in table.numbered:
            height = self._height(row, columns)
            if height > pdf.eph:  # no page is long enough: one below the other
                for cell in row:
                    self._paragraph(cell)
                continue
            if pdf.will_page_break(height):
                pdf.add_page()
                if not table.numbers:
                    self._row("", header, columns, self._height(header, columns))
            self._anchor(row[0].anchor)
            self._row("" if number is None else str(number), row, columns, height)

    def _beginning(self, table: Table) -> float:
        """Return how high the first rows of a table are that stand together, in mm; 0 where no page is long enough."""
        columns = self._columns(table)
        height = sum(self._height(row, columns) for row in (_header(table), *table.rows[:1]))
        return height if height < self._pdf.eph / 2 else 0

    def _columns(self, table: Table) -> list[tuple[float, float]]:
        """Return where each column begins, and how wide it is, in mm."""
        left: float = _MARGIN + _NUMBER * bool(table.numbers)
        whole = self._pdf.epw - (left - _MARGIN) - _BETWEEN * (len(table.header) - 1)
        columns = []
        for share in table.shares:
            columns.append((left, share * whole))
            left += share * whole + _BETWEEN
        return columns

    def _height(self, cells: Sequence[Paragraph], columns: Sequence[tuple[float, float]]) -> float:
        heights = (
            sum(self._wrapped_line(line, width, dry_run=True) for line in cell.lines if line)
            for cell, (_, width) in zip(cells, columns, strict=True)
        )
        return max(heights) + _GAP

    def _row(
        self, number: str, cells: Sequence[Paragraph], columns: Sequence[tuple[float, float]], height: float
    ) -> None:
        pdf = self._pdf
        top = pdf.get_y()
        if number:
            pdf.set_font(_FONT, size=8.5)
            pdf.cell(_NUMBER, _LINE, number)
        for cell, (left, width) in zip(cells, columns, strict=True):
            pdf.set_y(top)
            for line in cell.lines:
                pdf.set_x(left)
                if line:
                    self._wrapped_line(line, width)
        pdf.set_y(top + height)
        pdf.set_draw_color(215)
        pdf.line(_MARGIN, pdf.get_y() - _GAP / 2, _MARGIN + pdf.epw, pdf.get_y() - _GAP / 2)

    def _wrapped_line(
        self, line: Sequence[Run], width: float, *, size: float = _TEXT, height: float = _LINE, dry_run: bool = False
    ) -> float:
        """Write runs one behind the other as lines of a column, and return their height in mm.

        fpdf2 is given lines that fit: where it breaks them itself, it measures each anew at each of its characters.

        Args:
            width: of the column, in mm.
            size: of the letters, in points.
            height: of a line, in mm.
            dry_run: whether nothing is written.
        """
        pdf = self._pdf
        wrapped = self._wrapped(line, (width - 2 * pdf.c_margin) * _TEXT / size)
        left = pdf.get_x()
        for pieces in () if dry_run else wrapped:
            pdf.set_x(left)
            for run, style, text in pieces:
                link = self._target(run)
                pdf.set_font(_FONT, style, size)
                pdf.set_text_color(*(_BLACK if link is None else _BLUE))
                pdf.cell(pdf.get_string_width(text), height, text, link=link or "")
            pdf.set_text_color(*_BLACK)
            pdf.ln(height)
        return height * len(wrapped)

    def _wrapped(self, line: Sequence[Run], width: float) -> list[list[_Piece]]:
        """Return the runs of a line as lines of a column, each as what stands in it of each run.

        Args:
            width: of the column, in mm, for letters of the usual size.
        """
        lines: list[list[_Piece]] = [[]]
        left = width
        for run in line:
            text = shown(run.text)
            style = _style(run, text)
            for word in _words(text + " "):
                for part in self._fitting(word, style, width):
                    needed = self._width(part, style)
                    if self._width(part.rstrip(" "), style) > left:
                        lines.append([])
                        left = width
                    if lines[-1] and lines[-1][-1][0] is run:
                        part = lines[-1].pop()[2] + part
                    lines[-1].append((run, style, part))
                    left -= needed
        return lines

    def _fitting(self, word: str, style: str, width: float) -> list[str]:
        """Return a word in parts that fit into a column, mostly one."""
        if len(word) <= _LONG and self._width(word.rstrip(" "), style) <= width:
            return [word]
        parts, left = [""], width
        for character in word:
            needed = self._width(character, style)
            if needed > left and parts[-1] and character != " ":
                parts.append("")
                left = width
            parts[-1] += character
            left -= needed
        return parts

    def _width(self, word: str, style: str) -> float:
        """Return how wide a word is in letters of the usual size, in mm; words come again and again."""
        key = (style, word)
        if key not in self._widths:
            self._pdf.set_font(_FONT, style, _TEXT)
            self._widths[key] = self._pdf.get_string_width(word)
        return self._widths[key]


def _header(table: Table) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(((Run(text, bold=True),),)) for text in table.header)


def _words(text: str) -> list[str]:
    """Return the words of a line, each with the space behind it."""
    return [f"{word} " for word in text.split(" ")[:-1]] + [last for last in [text.rpartition(" ")[2]] if last]
