"""What a reader gives as articles of a dossier → what is to be got, and what comes of what was fetched."""

from __future__ import annotations

from collections.abc import Sequence

from chat.intake import source
from chat.intake.feeds import Item
from chat.intake.source import Taken
from chat.schema import Origin
from ui.cabinet import Got, Wanted, WantedPages

FILE_TYPES = ["txt", "md", "html", "htm", "pdf", "docx", "eml"]


def pasted(text: str, *, outlet: str = "", published: str = "") -> Wanted:
    """Return an article that was pasted.

    Args:
        outlet: who published it, as the reader says.
        published: the day, ISO 8601.
    """
    origin = Origin(outlet=" ".join(outlet.split()), published=published)
    return Wanted(_beginning(text), lambda: (Got(source.from_text(text), origin),))


def in_file(data: bytes, name: str) -> Wanted:
    """Return the articles of a file: a mail can have several."""
    return Wanted(name, lambda: _all(source.take_bytes(data, name)))


def _all(taken: Taken) -> tuple[Got, ...]:
    """Return a text, and what came with it."""
    return (Got(taken.text, taken.origin), *(got for one in taken.attached for got in _all(one)))


def offered(items: Sequence[Item], *, archived: bool) -> WantedPages:
    """Return articles that a feed offers.

    Args:
        archived: whether each page is to be kept as it was fetched.
    """
    return WantedPages(tuple(item.url for item in items), {item.url: item for item in items}, archived)


def fetched(taken: Taken, warc: bytes = b"", told: Item | None = None) -> Got:
    """Return what was fetched from an address.

    Args:
        warc: the page as it was fetched, where that is to be kept.
        told: what a feed tells of it, where the page itself does not.
    """
    return Got(taken.text, taken.origin.completed(told.origin) if told else taken.origin, warc)


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:80]} …"
