"""What the library tells of dossiers: how they are listed, their articles, and what the reader decided about voices."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from chat.storage import entries
from chat.storage.entries import Entry, as_text, as_time


@dataclass(frozen=True)
class DossierEntry:
    """A dossier as it is listed. Times are in UTC; `articles` counts those whose reading has begun."""

    id: str
    name: str
    created: datetime.datetime
    opened: datetime.datetime
    articles: int


@dataclass(frozen=True)
class Member:
    """An article of a dossier: its number there, from 1, which no other article ever has; its entry; since when."""

    number: int
    entry: Entry
    added: datetime.datetime


@dataclass(frozen=True)
class Placed:
    """Where an article is in a dossier: its entry's name, its number; `is_new` unless its text was there before."""

    entry: str
    number: int
    is_new: bool


@dataclass(frozen=True)
class Voice:
    """An entry of an article's ledger, named so that it is found again after the article is read anew.

    Args:
        entry: the name of the reading.
        german: the German phrase of the ledger's entry; empty for an unnamed source.
        nth: which of those with this phrase it is, from 1: an article can have two that it calls "ein Zeuge".
    """

    entry: str
    german: str
    nth: int = 1


@dataclass(frozen=True)
class Link:
    """What the reader decided about two voices: that they are the same, or are not."""

    one: Voice
    other: Voice
    same: bool


@dataclass(frozen=True)
class Contents:
    """A dossier with its articles, in the order of their numbers, and the reader's decisions, in their order."""

    entry: DossierEntry
    members: tuple[Member, ...]
    links: tuple[Link, ...]


def listed(row: tuple[Any, ...]) -> DossierEntry:
    """Return a dossier from a row of the list."""
    id, name, created, opened, articles = row
    return DossierEntry(
        id=as_text(id),
        name=as_text(name),
        created=as_time(created, opened),
        opened=as_time(opened, created),
        articles=articles,
    )


def member(row: tuple[Any, ...]) -> Member:
    """Return an article of a dossier from its row, which is that of its entry with two columns more."""
    *entry, number, added = row
    return Member(number, entries.entry(tuple(entry)), as_time(added))


def link(row: tuple[Any, ...]) -> Link:
    """Return a decision from its row."""
    one, one_german, one_place, other, other_german, other_place, same = row
    return Link(
        one=Voice(as_text(one), as_text(one_german), one_place),
        other=Voice(as_text(other), as_text(other_german), other_place),
        same=bool(same),
    )
