"""Two texts that were taken in → whether they are the same article.

By its address without what only tells where a reader came from, or by the text itself. Articles that papers made of
one text of an agency are not the same: `dossier.copies` finds those.
"""

from __future__ import annotations

from typing import Generic, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from chat.data import table
from chat.lang.characters import one_line, sha256

T = TypeVar("T")

_PORTS = {"http": 80, "https": 443}


class Known(Generic[T]):
    """The articles that are there already, each with what it is to be known by, to tell which of them another one is.

    Two are the same where they were had from one address, or are word for word the same.
    """

    def __init__(self) -> None:
        self._by_key: dict[str, T] = {}

    def add(self, text: str, url: str, article: T) -> None:
        """Add an article; of several that are the same the first is told."""
        for key in (text_key(text), address_key(url)):
            if key:
                self._by_key.setdefault(key, article)

    def at(self, url: str) -> T | None:
        """Return the article that is from an address, None where none is."""
        return self._by_key.get(address_key(url))

    def find(self, text: str, url: str = "") -> T | None:
        """Return the article that has an address, or else a text; None where none has."""
        return self._by_key.get(address_key(url), self._by_key.get(text_key(text)))


def text_key(text: str) -> str:
    """Return what is the same for texts that differ in white space and invisible characters alone."""
    return sha256(one_line(text))


def address_key(url: str) -> str:
    """Return what is the same for addresses of one page; empty for what is no web address.

    Whether it is fetched securely, "www.", a slash at the end, the fragment, and parameters that tell where a reader
    came from (tracking.toml) say nothing of the page.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removesuffix(".").removeprefix("www."), parts.port
        pairs = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return ""
    if not host or parts.scheme not in _PORTS:
        return ""
    place = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    query = urlencode([(name, value) for name, value in pairs if not _is_tracking(name)])
    return f"{place}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")


def _is_tracking(parameter: str) -> bool:
    listed = table("tracking.toml")
    name = parameter.lower()
    return name in listed["names"] or name.startswith(tuple(listed["prefixes"]))
