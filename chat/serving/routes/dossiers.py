"""Dossiers: several articles at once, who says what in which, and where they disagree."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from chat.export.dossier import FORMATS, Format
from chat.schema import Answer
from chat.serving.routes.forms import Hosted, ListedDossier, Member, Name, Owner, Placed, Question, dossier_data

router = APIRouter(prefix="/dossiers")

_FILE = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


@router.post("", status_code=201, summary="Begin a dossier")
def begin(named: Name, host: Hosted, owner: Owner) -> ListedDossier:
    """Return the new dossier, which has no articles yet."""
    id = host.library.dossiers.begin(owner, named.name)
    return _listed(host.library.dossiers.find(owner, id))


@router.get("", summary="The dossiers")
def recent(host: Hosted, owner: Owner) -> list[ListedDossier]:
    """Return the dossiers, the latest first."""
    return [_listed(entry) for entry in host.dossiers(owner)]


@router.get("/{id}", summary="A dossier: its articles, the ledger over all, topics, disagreements, timeline")
def show(id: str, host: Hosted, owner: Owner) -> dict[str, Any]:
    """Return all that is found across the articles of a dossier."""
    found: dict[str, Any] = dossier_data(host.dossier(owner, id))
    return found


@router.post("/{id}/articles", status_code=201, summary="Put a reading into a dossier")
def add(id: str, member: Member, host: Hosted, owner: Owner) -> Placed:
    """Return the number that it has there."""
    return Placed(number=host.add(owner, id, member.reading))


@router.delete("/{id}/articles/{number}", status_code=204, summary="Take an article out; the reading stays")
def take_out(id: str, number: int, host: Hosted, owner: Owner) -> None:
    """Take an article out of a dossier."""
    host.take_out(owner, id, number)


@router.post("/{id}/questions", summary="Ask something about a dossier")
def ask(id: str, asked: Question, host: Hosted, owner: Owner) -> Answer:
    """Return the answer, which cites article and sentence."""
    return host.ask_dossier(owner, id, asked.question)


@router.get("/{id}/file", response_class=Response, responses={200: {"content": _FILE}}, summary="A dossier as a file")
def file(id: str, host: Hosted, owner: Owner, format: Format = "md") -> Response:
    """Return a dossier as Word, PDF, Markdown, JSON, CSV, web annotations, or references."""
    form = FORMATS[format]
    data = host.dossier_file(owner, id, format=format)
    name = f'attachment; filename="dossier.{form.suffix}"'
    return Response(data, media_type=form.mime, headers={"Content-Disposition": name})


@router.delete("/{id}", status_code=204, summary="Delete a dossier for good; its readings stay")
def delete(id: str, host: Hosted, owner: Owner) -> None:
    """Delete a dossier and its conversation."""
    host.delete_dossier(owner, id)


def _listed(entry: Any) -> ListedDossier:
    return ListedDossier(id=entry.id, name=entry.name, articles=entry.articles, created=entry.created)
