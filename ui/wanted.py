"""What a reader gives as articles of a dossier → what is to be got, each by itself, so that one that fails is one."""

from __future__ import annotations

from functools import partial

from chat.errors import InputError
from chat.intake import source
from chat.schema import Origin
from ui.cabinet import Got, Wanted

FILE_TYPES = ["txt", "md", "html", "htm", "pdf", "docx"]
ADDRESSES = 200  # at once


def pasted(text: str, *, outlet: str = "", published: str = "") -> Wanted:
    """Return an article that was pasted.

    Args:
        outlet: who published it, as the reader says.
        published: the day, ISO 8601.
    """
    origin = Origin(outlet=" ".join(outlet.split()), published=published)
    return Wanted(_beginning(text), lambda: Got(source.from_text(text), origin))


def in_file(data: bytes, name: str) -> list[Wanted]:
    """Return the articles of a file."""
    return [Wanted(name, lambda: Got(source.from_bytes(data, name), Origin(file=name)))]


def at_addresses(text: str, *, archived: bool) -> list[Wanted]:
    """Return the articles at some web addresses, one a line.

    Args:
        archived: whether each page is to be kept as it was fetched.

    Raises:
        InputError: there are more than ADDRESSES.
    """
    urls = list(dict.fromkeys(filter(None, map(str.strip, text.splitlines()))))
    if len(urls) > ADDRESSES:
        raise InputError(f"These are more than {ADDRESSES} addresses.", hint="Give them in several steps.")
    return [at_address(url, archived=archived) for url in urls]


def at_address(url: str, *, archived: bool) -> Wanted:
    """Return the article at a web address."""
    return Wanted(url, partial(_fetched, url, archived=archived), url=url)


def _fetched(url: str, *, archived: bool) -> Got:
    return Got(source.from_url(url), Origin(url=url))


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:80]} …"
