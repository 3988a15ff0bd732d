"""What calls are given and give, where that is not a reading, a claim or an answer itself."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from fastapi import Depends, Request
from pydantic import Field

from chat.dossier.dossier import Dossier
from chat.export.dossier import write
from chat.schema import Claim, Frozen, Ledger, Length, Reading
from chat.serving.host import Host, Snapshot
from chat.serving.told import Told, told
from chat.storage.library import Entry

_EXAMPLE = "Der Bau werde teuer, sagte Bürgermeisterin Anna Vogt am Montag."


class Article(Frozen):
    """An article: its text, or where it is."""

    text: str | None = Field(default=None, description="the article as it is", examples=[_EXAMPLE])
    url: str | None = Field(default=None, description="its address on the public internet")
    language: str | None = Field(default=None, description="its language (ISO 639), if it is not to be recognised")


class ToRead(Article):
    """An article that is to be read."""

    length: Length | None = Field(default="medium", description="of the summary; null: none")
    translate: bool = Field(default=True, description="false: only what code knows; no model is asked")


class Question(Frozen):
    """A question."""

    question: str = Field(description="in English, German, or the article's language", examples=["Who says what?"])


class Quotation(Frozen):
    """A quotation from an article."""

    quote: str = Field(description="English or German, with or without who says it", examples=["“teuer”, said Vogt"])


class Name(Frozen):
    """A name."""

    name: str = Field(min_length=1, max_length=200, examples=["Bridge"])


class Member(Frozen):
    """A reading that is to be put into a dossier."""

    reading: str = Field(description="its id")


class Claims(Frozen):
    """Who claims what in an article, and the same by speaker."""

    claims: tuple[Claim, ...]
    ledger: Ledger


class Grown(Frozen):
    """A reading as it is by now."""

    id: str
    growing: bool = Field(description="whether it is being read on")
    stage: str = Field(default="", description="what is being done")
    error: Told | None = Field(default=None, description="why it is read no further, where that failed")
    reading: Reading


class Listed(Frozen):
    """A reading as it is listed."""

    id: str
    title: str
    created: datetime.datetime
    whole: bool


class ListedDossier(Frozen):
    """A dossier as it is listed."""

    id: str
    name: str
    articles: int
    created: datetime.datetime


class Placed(Frozen):
    """Where in a dossier an article is."""

    number: int


class Service(Frozen):
    """What answers: the version, which models, and whether their weights are here."""

    version: str
    model: str
    translator: str
    missing: tuple[str, ...]


def grown(now: Snapshot) -> Grown:
    """Return a snapshot as it is told."""
    error = told(now.error) if now.error else None
    return Grown(id=now.id, growing=now.is_growing, stage=now.stage, error=error, reading=now.reading)


def listed(entry: Entry) -> Listed:
    """Return an entry of the library as it is told."""
    return Listed(id=entry.id, title=entry.title, created=entry.created, whole=entry.whole)


def dossier_data(dossier: Dossier) -> Any:
    """Return what is found across the articles of a dossier, as its JSON file has it."""
    import json

    return json.loads(write(dossier, format="json", date=datetime.date.today()))


def _owner(request: Request) -> str:
    return str(request.state.owner)


def _host(request: Request) -> Host:
    host: Host = request.app.state.host
    return host


Owner = Annotated[str, Depends(_owner)]
Hosted = Annotated[Host, Depends(_host)]
