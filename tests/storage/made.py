"""What the tests of the library make and look at."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import apsw

from chat.schema import Answer, Reading
from chat.storage.library import Entry, Library

ADA, BEN = "ada", "ben"


def path_of(kept: Library) -> Path:
    return kept.path


def add(kept: Library, reading: Reading, *, owner: str = ADA, **summary: str) -> str:
    """Keep a reading, with another title where one is given, and return its name."""
    id = kept.begin(owner, reading.article.text)
    changed = reading.model_copy(update={"summary": reading.summary.model_copy(update=summary)})
    kept.keep(owner, id, changed)
    return id


def answer(question: str, text: str = "It does.") -> Answer:
    return Answer(question=question, text=text, verdict="answered")


def titles(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.title for entry in entries]


def spoil(kept: Library, statement: str) -> None:
    """Change the file as an older version, or a fault, would have left it."""
    with closing(apsw.Connection(str(path_of(kept)))) as connection:
        connection.execute(statement)
