"""A reading as a file to keep: for people as Markdown, Word or PDF, for programs as JSON, for spreadsheets as CSV.

Text of an article or a model is shown as it stands, never interpreted.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from chat.export import docx, pdf
from chat.export.document import Scope as Scope
from chat.export.document import build
from chat.export.markdown import escaped as escaped
from chat.export.markdown import render as _markdown
from chat.export.table import ledger_csv
from chat.export.table import ledger_table as ledger_table
from chat.localization import ENGLISH, deferred, speaking
from chat.schema import Answer, Ledger, Reading

Format = Literal["docx", "pdf", "md", "json", "csv"]
_LONGEST_NAME = 60  # characters
_IN_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")  # names that Windows keeps for devices


@dataclass(frozen=True)
class Form:
    """A form of file: what readers call it, in English, the end of its name, its MIME type."""

    label: str
    suffix: str
    mime: str


FORMATS: dict[Format, Form] = {
    "docx": Form("Word", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": Form("PDF", "pdf", "application/pdf"),
    "md": Form("Markdown", "md", "text/markdown"),
    "json": Form("JSON", "json", "application/json"),
    "csv": Form(deferred("CSV of the claims"), "csv", "text/csv"),
}
BINARY: frozenset[Format] = frozenset(["docx", "pdf"])


def write(
    reading: Reading,
    *,
    ledger: Ledger,
    format: Format,
    date: datetime.date,
    scope: Scope = "summary",
    answers: Sequence[Answer] = (),
    tongue: str = ENGLISH,
) -> bytes:
    """Return a reading as the bytes of a file.

    Args:
        ledger: its claims by speaker.
        date: the day to put on it.
        scope: of a document, what it holds; JSON always has everything, CSV the claims.
        answers: the conversation, for a document with everything.
        tongue: of the headings and labels of a document. JSON and CSV are for programs, and have English names.
    """
    match format:
        case "json":
            return json(reading).encode()
        case "csv":
            return ledger_csv(reading, ledger).encode("utf-8-sig")  # the mark tells spreadsheets that it is UTF-8
    with speaking(tongue):
        document = build(reading, ledger, date=date, scope=scope, answers=answers)
    match format:
        case "docx":
            return docx.render(document)
        case "pdf":
            return pdf.render(document)
    return _markdown(document).encode()


def json(reading: Reading) -> str:
    """Return the whole reading as JSON; `Reading.model_validate_json` reads it back."""
    return reading.model_dump_json(indent=2) + "\n"


def file_name(reading: Reading, suffix: str) -> str:
    """Return a name for the file, from the title: ASCII letters, digits and hyphens, at most 60 characters."""
    return named(reading.summary.title, suffix, otherwise="article")


def named(title: str, suffix: str, *, otherwise: str) -> str:
    """Return a name for a file from any title; `otherwise` is its beginning where no letter of it is left."""
    folded = unicodedata.normalize("NFKD", title.lower().translate(_IN_ASCII))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in folded if not unicodedata.combining(c)))
    stem = "-".join(words)
    if len(stem) > _LONGEST_NAME:
        stem = stem[: _LONGEST_NAME + 1].rpartition("-")[0] or stem[:_LONGEST_NAME]
    return f"{otherwise if not stem or _RESERVED.fullmatch(stem) else stem}.{suffix}"
