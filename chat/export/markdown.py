"""A document as Markdown. Text is escaped, never interpreted: no markup, no HTML, no link of an article's own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from chat.export.document import Block, Document, Heading, Paragraph, Run, Table, anchor_name, mark_of
from chat.lang.characters import one_line

# What Markdown, or HTML inside it, takes for markup. A colon before a letter begins a directive (":small", ":red").
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$]|:(?=[^\W\d]|:))")
_LIST_MARK = re.compile(r"^(\d*)([-+=.)])")
# What is looked for in the text itself, so that a backslash does not help: a word joiner goes into it. Addresses of
# pages and of mail become links, ":smile:", ":material/home:" and ":streamlit:" pictures.
_LOOKED_FOR = re.compile(
    r"(?:(?<=http)|(?<=https)|(?<=ftp)|(?<=mailto)|(?<=www))(?=[:.])|(?<=\S)(?=@\S)|(?<=:)(?=[\w+-]+:|material/)",
    re.IGNORECASE,
)
_WORD_JOINER = "\u2060"  # shows nothing
_LINE_END = {"text": "  \n", "bullet": "  \n  ", "notice": "  \n> "}
_START = {"text": "", "bullet": "- ", "notice": "> "}


def escaped(text: str) -> str:
    """Return a text on one line that Markdown shows as it stands, Streamlit's too: no markup, HTML, link or picture."""
    line = _LOOKED_FOR.sub(_WORD_JOINER, one_line(text))
    line = _MARKUP.sub(r"\\\1", line)
    return _LIST_MARK.sub(r"\1\\\2", line)


def render(document: Document) -> str:
    """Return the document as Markdown with anchors in HTML."""
    parts: list[str] = []
    before: Block | None = None
    for block in document.blocks:
        is_list = isinstance(block, Paragraph) and block.style == "bullet"
        goes_on = is_list and isinstance(before, Paragraph) and before.style == "bullet"
        parts += ["\n" if goes_on else "\n\n", _block(block)] if before else [_block(block)]
        before = block
    return "".join(parts) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {escaped(text)}"
        case Paragraph():
            return _START[block.style] + _lines(block, _LINE_END[block.style])
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    above = "| " if table.numbers else ""
    head = [f"{above}| {' | '.join(map(escaped, table.header))} |"]
    head += [f"|{' --- |' * (len(table.header) + bool(table.numbers))}"]
    rows = []
    for number, row in table.numbered:
        cells = [_lines(cell, "<br>") for cell in row]
        rows.append(f"| {' | '.join([*([] if number is None else [str(number)]), *cells])} |")
    return "\n".join([*head, *rows])


def _lines(paragraph: Paragraph, line_end: str) -> str:
    anchor = f'<a id="{anchor_name(paragraph.anchor)}"></a>' if paragraph.anchor else ""
    return anchor + line_end.join(_runs(line) for line in paragraph.lines)


def _runs(runs: Iterable[Run]) -> str:
    return " ".join(written for run in runs if (written := _run(run)))


def _run(run: Run) -> str:
    if run.link is not None:
        return f"[{mark_of(run.link)}](#{anchor_name(run.link)})"
    text = escaped(run.text)
    if run.address:
        return f"[{text}](<{run.address.replace('&', '&amp;')}>)"
    around = "**" * run.bold + "*" * run.italic
    return f"{around}{text}{around}" if text else ""
