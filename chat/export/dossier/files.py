"""Which forms a dossier can be had in, and the way to each."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Literal

from chat.dossier.dossier import Dossier
from chat.dossier.summary import overview
from chat.export import docx, markdown, pdf
from chat.export.dossier.annotations import collection
from chat.export.dossier.claims import claims_csv
from chat.export.dossier.document import build
from chat.export.dossier.record import record
from chat.export.dossier.references import csl, ris
from chat.export.dossier.texts import as_json
from chat.export.files import Form, named
from chat.localization import ENGLISH, deferred, speaking
from chat.schema import Answer

Format = Literal["docx", "pdf", "md", "json", "csv", "jsonld", "csl", "ris"]

FORMATS: dict[Format, Form] = {
    "docx": Form("Word", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": Form("PDF", "pdf", "application/pdf"),
    "md": Form("Markdown", "md", "text/markdown"),
    "json": Form("JSON", "json", "application/json"),
    "csv": Form(deferred("CSV of the claims"), "csv", "text/csv"),
    "jsonld": Form(deferred("Web annotations (JSON-LD)"), "jsonld", "application/ld+json"),
    "csl": Form(deferred("References (CSL-JSON)"), "csl.json", "application/vnd.citationstyles.csl+json"),
    "ris": Form(deferred("References (RIS)"), "ris", "application/x-research-info-systems"),
}
BINARY: frozenset[Format] = frozenset(["docx", "pdf"])


def write(
    dossier: Dossier, *, format: Format, date: datetime.date, answers: Sequence[Answer] = (), tongue: str = ENGLISH
) -> bytes:
    """Return a dossier as the bytes of a file; the same dossier gives the same file.

    Args:
        date: the day to put on it.
        answers: the conversation about it, for documents and JSON.
        tongue: of the headings and labels of documents. All else is for programs, and has English names.

    Raises:
        ModelFailed: the embedder failed that compares its claims.
    """
    match format:
        case "json":
            return as_json(record(dossier, date=date, overview=overview(dossier), answers=answers).model_dump())
        case "csv":
            return claims_csv(dossier).encode("utf-8-sig")  # the mark tells spreadsheets that it is UTF-8
        case "jsonld":
            return as_json(collection(dossier, date=date))
        case "csl":
            return as_json(csl(dossier))
        case "ris":
            return ris(dossier).encode()
    with speaking(tongue):
        document = build(dossier, date=date, overview=overview(dossier), answers=answers)
    match format:
        case "docx":
            return docx.render(document)
        case "pdf":
            return pdf.render(document)
    return markdown.render(document).encode()


def file_name(dossier: Dossier, suffix: str) -> str:
    """Return a name for the file, from that of the dossier: ASCII letters, digits and hyphens."""
    return named(dossier.name, suffix, otherwise="dossier")
