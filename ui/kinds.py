"""The kinds of work that are done beside the page. A kind types the job, and says which entry it is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from chat.models.weights import store
from chat.pipeline import Progress
from chat.schema import Answer, Reading
from ui.cabinet import Compared

P = TypeVar("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Kind(Generic[P, R]):
    """What a job does, with progress of type P and a result of type R, and the entry it is done for, if it is for one.

    What is for no entry is everybody's: all who use this process see it, and how it ended.
    """

    name: Literal["reading", "summary", "answer", "download", "getting", "articles", "comparing"]
    entry: str = ""

    @property
    def is_everybodys(self) -> bool:
        """Whether the job is seen by all."""
        return not self.entry


AnyKind: TypeAlias = Kind[Any, Any]


def reading(entry: str) -> Kind[Progress, Reading]:
    """Return the kind of the job that reads an article."""
    return Kind("reading", entry)


def summary(entry: str) -> Kind[Progress, Reading]:
    """Return the kind of the job that writes another summary of a reading."""
    return Kind("summary", entry)


def answer(entry: str) -> Kind[str, Answer]:
    """Return the kind of the job that answers a question about a reading."""
    return Kind("answer", entry)


@dataclass(frozen=True)
class Step:
    """How far work on many articles is: how many are done of how many, which is next, and its entry if it has one."""

    done: int
    total: int
    name: str = ""
    entry: str = ""


def getting(dossier: str) -> Kind[Step, None]:
    """Return the kind of the job that gets articles into a dossier, as code alone knows them."""
    return Kind("getting", dossier)


def articles(dossier: str) -> Kind[Step, None]:
    """Return the kind of the job that reads the articles of a dossier to their end, one after the other."""
    return Kind("articles", dossier)


def comparing(dossier: str) -> Kind[None, Compared]:
    """Return the kind of the job that works out what is found across a dossier."""
    return Kind("comparing", dossier)


DOWNLOAD: Kind[store.Progress, None] = Kind("download")  # the weights are those of the machine
