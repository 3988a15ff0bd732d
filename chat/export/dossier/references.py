"""The articles of a dossier as references, for reference managers: CSL-JSON and RIS. What is not known is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chat.dossier.dossier import Dossier
from chat.export.dossier.articles import Described, date_parts


def csl(dossier: Dossier) -> list[dict[str, Any]]:
    """Return the articles as CSL-JSON (version 1.0.2 of its schema)."""
    return [dict(_csl(Described(source))) for source in dossier.sources]


def _csl(article: Described) -> Iterator[tuple[str, Any]]:
    yield "id", f"article-{article.number}"
    yield "type", "article-newspaper"
    if article.german_title:
        yield "title", article.german_title
    if article.author:
        yield "author", [{"literal": article.author}]
    if article.publisher:
        yield "container-title", article.publisher
    for field, told in (("issued", article.published), ("accessed", article.retrieved)):
        if parts := date_parts(told):
            yield field, {"date-parts": [list(parts)]}
    if article.url:
        yield "URL", article.url
    yield "language", article.language
    if article.sha256:
        yield "note", _note(article)


def ris(dossier: Dossier) -> str:
    """Return the articles as RIS, a record each; lines end in CR LF, as the format asks for."""
    lines = [line for source in dossier.sources for line in (*_ris(Described(source)), "")]
    return "".join(f"{line}\r\n" for line in lines)


def _ris(article: Described) -> Iterator[str]:
    fields = {
        "ID": f"article-{article.number}",
        "TI": article.german_title,
        "AU": article.author,
        "T2": article.publisher,
        "PY": f"{year[0]:04}" if (year := date_parts(article.published)) else "",
        "DA": _slashes(date_parts(article.published)),
        "Y2": _slashes(date_parts(article.retrieved)),
        "UR": article.url,
        "LA": article.language,
        "N1": _note(article) if article.sha256 else "",
    }
    yield "TY  - NEWS"
    yield from (f"{tag}  - {value}" for tag, value in fields.items() if value)
    yield "ER  - "


def _slashes(parts: tuple[int, ...]) -> str:
    """Return a date as RIS has it: "2027/03/09/", with nothing where month or day is not known."""
    if not parts:
        return ""
    known = [f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])]
    return "/".join([*known, *[""] * (4 - len(known))])


def _note(article: Described) -> str:
    return f"SHA-256 of the text: {article.sha256}"
