"""What a reader gives as articles of a dossier → what is to be got, each by itself, so that one that fails is one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from chat.intake import source
from chat.intake.feeds import Item
from chat.intake.source import Taken
from chat.schema import Origin
from ui.cabinet import Got, Wanted

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


def at_addresses(urls: Sequence[str], *, archived: bool) -> list[Wanted]:
    """Return the articles at some web addresses.

    Args:
        archived: whether each page is to be kept as it was fetched.
    """
    return [Wanted(url, partial(fetched, url, archived=archived), url=url) for url in urls]


def offered(items: Sequence[Item], *, archived: bool) -> list[Wanted]:
    """Return articles that a feed offers; the arguments are those of `at_addresses`."""
    return [
        Wanted(item.title or item.url, partial(fetched, item.url, archived=archived, told=item), url=item.url)
        for item in items
    ]


def fetched(url: str, *, archived: bool = False, told: Item | None = None) -> tuple[Got, ...]:
    """Fetch an article.

    Args:
        url: its address.
        archived: whether the page is to be kept as it was fetched.
        told: what a feed tells of it, where the page itself does not.

    Raises as `source.take_url` does.
    """
    kept: list[bytes] = []
    taken = source.take_url(url, keep=kept.append if archived else None)
    origin = taken.origin
    if told:
        own = {"title": told.title, "outlet": told.outlet, "published": told.published}
        origin = origin.model_copy(update={name: value for name, value in own.items() if not getattr(origin, name)})
    return (Got(taken.text, origin, kept[0] if kept else b""),)


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:80]} …"
