"""A document as plain text for a terminal: lines of at most WIDTH characters, tables in columns, nothing to be obeyed.

The texts of runs are on one line already, without control characters.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from chat.export.document import Block, Heading, Paragraph, Run, Table
from chat.lang.characters import one_line

WIDTH = 100  # characters

_BETWEEN = "  "
_UNDER = {1: "=", 2: "-"}
_START = {"text": "", "bullet": "- ", "notice": "! "}


def render(blocks: Iterable[Block]) -> str:
    """Return blocks as plain text."""
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        is_list = isinstance(block, Paragraph) and block.style == "bullet"
        goes_on = is_list and isinstance(before, Paragraph) and before.style == "bullet"
        under_heading = isinstance(before, Heading) and before.level not in _UNDER
        parts += ["\n" if goes_on or under_heading else "\n\n"] * bool(before)
        parts.append(_block(block))
        before = block
    return "".join(parts) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            lines = _wrapped(one_line(text), WIDTH)
            return "\n".join([*lines, *([_UNDER[level] * max(map(len, lines))] if level in _UNDER else [])])
        case Paragraph():
            return "\n".join(_lines(block, WIDTH))
        case Table():
            return "\n".join(_table(block))


def _lines(paragraph: Paragraph, width: int) -> list[str]:
    """Return a paragraph in lines; those after the first of a list are indented."""
    start = _START[paragraph.style]
    lines = [line for runs in paragraph.lines for line in _wrapped(_text(runs), width - len(start))]
    return [f"{' ' * len(start) if at else start}{line}" for at, line in enumerate(lines)]


def _text(runs: Iterable[Run]) -> str:
    return " ".join(run.text for run in runs if run.text)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False) or [""]


def _table(table: Table) -> list[str]:
    """Return a table in lines, its columns side by side."""
    numbers = [str(number) for number in table.numbers]
    narrow = max(map(len, numbers), default=0)
    left = WIDTH - (narrow + len(_BETWEEN) if numbers else 0) - len(_BETWEEN) * (len(table.header) - 1)
    widths = [narrow] * bool(numbers) + [max(1, int(left * share)) for share in table.shares]
    header = [[""]] * bool(numbers) + [_wrapped(one_line(title), width) for title, width in _beside(table, widths)]
    lines = [*_row(header, widths), _BETWEEN.join("-" * width for width in widths)]
    for number, row in table.numbered:
        cells = [_lines(cell, width) for cell, width in zip(row, widths[bool(numbers) :], strict=True)]
        lines += _row([[str(number)], *cells] if number is not None else cells, widths)
    return lines


def _beside(table: Table, widths: Sequence[int]) -> Iterable[tuple[str, int]]:
    return zip(table.header, widths[len(widths) - len(table.header) :], strict=True)


def _row(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
    """Return cells side by side, each in its lines."""
    return [
        _BETWEEN.join(part.ljust(width) for part, width in zip(parts, widths, strict=True)).rstrip()
        for parts in zip_longest(*cells, fillvalue="")
    ]
