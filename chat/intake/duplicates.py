"""Two texts that were taken in → whether they are the same article.

By its address without what only tells where a reader came from, or by the text itself. Articles that papers made of
one text of an agency are not the same: `dossier.copies` finds those.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from chat.data import table
from chat.intake.source import Taken
from chat.lang.characters import one_line, sha256

_PORTS = {"http": 80, "https": 443}


def same_article(one: Taken, other: Taken) -> bool:
    """Return whether two texts are the same article: had from one address, or word for word the same."""
    own = address_key(one.origin.url)
    if own and own == address_key(other.origin.url):
        return True
    return text_key(one.text) == text_key(other.text)


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
