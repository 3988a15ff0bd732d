"""A web address → the bytes of the page at it, from the public internet and nowhere else.

An address comes from outside, so it must not reach what only this machine can reach. A name is looked up once, where
the connection is made, and the connection goes to an address that was checked: neither a redirect nor a name that
changes its address leads past the check. Proxies of the environment are not used, since a proxy looks names up
itself. No cookies are kept, and nothing is sent but the request. Feeds and what a site asks of programs are fetched by
the same rules. Knows nothing of what is in a page.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import httpcore2
import httpx2
import regex

from chat import __version__
from chat.errors import AddressRefused, PageUnavailable
from chat.intake.reach import PUBLIC, Address, is_local_name
from chat.intake.reach import Reach as Reach
from chat.intake.reach import is_public as is_public

Kind = Literal["html", "text", "pdf", "docx", "feed"]
Headers = tuple[tuple[bytes, bytes], ...]

MAX_BYTES = 10_000_000  # of a page, unpacked and as it came
MAX_SECONDS = 20.0  # for everything, redirects included
MAX_REDIRECTS = 5
MAX_ADDRESSES = 3  # of one name that are tried

_PASTE = "Open the page in your browser, copy the article, and paste it here."
_KINDS: dict[str, Kind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_FEEDS: dict[str, Kind] = {
    **dict.fromkeys(("application/rss+xml", "application/atom+xml", "application/rdf+xml"), "feed"),
    **dict.fromkeys(("application/xml", "text/xml", "application/feed+json", "application/json"), "feed"),
    # Many servers call a feed a page or a text; and a page can say where its feed is.
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
}
_TEXTS: dict[str, Kind] = {"text/plain": "text"}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
NAME = "Belegt"  # by which a site can ask something of this program
_USER_AGENT = f"{NAME}/{__version__} (fetches pages when its reader asks for them)"

_CHARSET = regex.compile(r";\s*+charset\s*+=\s*+\"?(?P<name>[\w.:-]+)", regex.IGNORECASE)
_SCHEME = regex.compile(r"[a-z][a-z0-9+.-]*+://", regex.IGNORECASE)


@dataclass(frozen=True)
class Exchange:
    """One request and its answer, as they went over the wire, but for the pieces that the body was sent in.

    `target` is what was asked for, path and query; `sent` and `received` are headers in order; `status` is the first
    line of the answer, "HTTP/1.1 200 OK"; `body` is packed where the headers say so.
    """

    target: bytes
    sent: Headers
    status: bytes
    received: Headers
    body: bytes


@dataclass(frozen=True)
class Page:
    """What is at a web address: its bytes, of which kind they are said to be, and the address after redirects.

    `charset` is the encoding that the server names, empty where it names none. `exchange` is what was sent and what
    came, None for a page that was made up.
    """

    data: bytes
    kind: Kind
    charset: str
    url: str
    exchange: Exchange | None = None


def page(url: str, *, reach: Reach = PUBLIC, seconds: float = MAX_SECONDS) -> Page:
    """Fetch the page at a web address.

    Args:
        url: http or https; without either it is taken for https.
        reach: where it may come from.
        seconds: how long all of it may take.

    Raises:
        AddressRefused: it is no address of a page on the public internet.
        PageUnavailable: nothing came, not in time, too much, or of a kind that cannot be read.
    """
    return _fetched(url, _Wanted(_KINDS, "no page, text, PDF or Word file"), reach, seconds)


def feed(url: str, *, reach: Reach = PUBLIC, seconds: float = MAX_SECONDS) -> Page:
    """Fetch the feed at a web address, or the page there, which may say where its feed is. As `page` in all else."""
    return _fetched(url, _Wanted(_FEEDS, "no feed"), reach, seconds)


def text(url: str, *, reach: Reach = PUBLIC, seconds: float = MAX_SECONDS) -> Page:
    """Fetch the plain text at a web address. As `page` in all else."""
    return _fetched(url, _Wanted(_TEXTS, "no plain text"), reach, seconds)


@dataclass(frozen=True)
class _Wanted:
    """What is to be fetched: the kinds of content, and what messages call anything else."""

    kinds: dict[str, Kind]
    otherwise: str

    @property
    def headers(self) -> dict[bytes | str, bytes | str]:
        return {
            "User-Agent": _USER_AGENT,
            "Accept": ", ".join(self.kinds),
            "Accept-Language": "de, en;q=0.5",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }


def _fetched(url: str, wanted: _Wanted, reach: Reach, seconds: float) -> Page:
    deadline = time.monotonic() + seconds
    given = url.strip()
    target = _checked(given if _SCHEME.match(given) else f"https://{given}", reach)
    for _ in range(MAX_REDIRECTS + 1):
        page_or_address = _answer(target, wanted, reach, deadline)
        if isinstance(page_or_address, Page):
            return page_or_address
        target = _checked(page_or_address, reach)
    raise PageUnavailable(f"{target.host} leads from one address to the next without end.", hint=_PASTE)


def _checked(url: str, reach: Reach) -> httpx2.URL:
    """Return a web address that may be asked, as far as its wording tells.

    Raises:
        AddressRefused: it may not.
    """
    try:
        target = httpx2.URL(url)
        host = target.host  # a name that begins with "xn--" is decoded only now
    except (httpx2.InvalidURL, UnicodeError) as error:
        raise AddressRefused("This is no web address.", hint=_PASTE) from error
    if target.scheme not in ("http", "https") or not host:
        raise AddressRefused("Only addresses that begin with https:// or http:// can be read.", hint=_PASTE)
    if target.userinfo:
        raise AddressRefused("An address with a user name or password in it is not read.", hint=_PASTE)
    if _port(target) not in reach.ports:
        raise AddressRefused("Only addresses at the usual ports of web pages are read.", hint=_PASTE)
    if is_local_name(host):
        raise _not_public(host)
    return target


def _port(url: httpx2.URL) -> int:
    return url.port or {"http": 80, "https": 443}[url.scheme]


def _not_public(host: str) -> AddressRefused:
    """Return the one error for a name that does not exist and for one that must not be asked.

    Telling them apart would tell whoever gave the address what there is in this network.
    """
    return AddressRefused(f"{host} is no address of a page on the public internet.", hint=_PASTE)


class _Stream(httpcore2.NetworkStream):
    """A connection that ends at the deadline, however slowly its other end drips."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return _Stream(secured, self._deadline)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Backend(httpcore2.NetworkBackend):
    """Makes connections to checked addresses only; the one place where a name is looked up."""

    def __init__(self, reach: Reach, deadline: float) -> None:
        self._reach = reach
        self._deadline = deadline
        self._backend = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        allowed = [address for address in _looked_up(host, port, self._deadline) if self._reach.allows(address)]
        if not allowed:
            raise _not_public(host)
        for address in allowed[:MAX_ADDRESSES]:
            try:
                stream = self._backend.connect_tcp(str(address), port, _left(self._deadline, timeout), local_address)
                return _Stream(stream, self._deadline)
            except httpcore2.ConnectError as error:
                failure = error
        raise failure


def _left(deadline: float, timeout: float | None = None) -> float:
    """Return the seconds until the deadline, or the timeout where that is sooner.

    Raises:
        httpcore2.ReadTimeout: the deadline has passed.
    """
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("the deadline has passed")
    return left if timeout is None else min(left, timeout)


def _looked_up(host: str, port: int, deadline: float) -> list[Address]:
    """Return the addresses of a name; none where it does not exist.

    Raises:
        httpcore2.ConnectTimeout: they did not come in time. The system's look-up knows no limit of its own, so it is
            left behind in a thread.
    """
    addresses: queue.SimpleQueue[list[Address]] = queue.SimpleQueue()
    threading.Thread(target=lambda: addresses.put(_addresses(host, port)), daemon=True).start()
    try:
        return addresses.get(timeout=_left(deadline))
    except queue.Empty as error:
        raise httpcore2.ConnectTimeout("the name was not looked up in time") from error


def _addresses(host: str, port: int) -> list[Address]:
    try:
        infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):  # unknown, or no name at all
        return []
    return [ipaddress.ip_address(info[4][0]) for info in infos]


def _answer(url: httpx2.URL, wanted: _Wanted, reach: Reach, deadline: float) -> Page | str:
    """Return the page at a web address, or the address that it leads to."""
    sent: dict[bytes | str, bytes | str] = {"Host": url.netloc, **wanted.headers}
    with _asked(url, sent, reach, deadline) as response:
        headers = httpx2.Headers(response.headers)
        if response.status in _REDIRECTS and "location" in headers:
            return str(_joined(url, headers["location"]))
        if response.status != 200:
            raise PageUnavailable(
                f"{url.host} answered with the error {response.status}.", hint=_PASTE, status=response.status
            )
        content_type = headers.get("content-type", "")
        kind = wanted.kinds.get(content_type.partition(";")[0].strip().lower())
        if kind is None:
            raise PageUnavailable(
                f"What is at this address of {url.host} is {wanted.otherwise}.", hint=_PASTE, status=200
            )
        charset = _CHARSET.search(content_type)
        packed = bytearray()
        data = _body(response, headers, url.host, packed)
        exchange = Exchange(url.raw_path, _as_sent(sent), _status(response), tuple(response.headers), bytes(packed))
        return Page(data, kind, charset["name"].lower() if charset else "", str(url), exchange)


def _as_sent(headers: dict[bytes | str, bytes | str]) -> Headers:
    return tuple((_bytes(name), _bytes(value)) for name, value in headers.items())


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode("ascii")


def _status(response: httpcore2.Response) -> bytes:
    version, reason = (response.extensions.get(name, b"") for name in ("http_version", "reason_phrase"))
    return b"%s %d %s" % (version or b"HTTP/1.1", response.status, reason)


def _joined(url: httpx2.URL, location: str) -> httpx2.URL:
    try:
        return url.join(location)
    except (httpx2.InvalidURL, UnicodeError) as error:
        raise PageUnavailable(f"{url.host} leads to what is no web address.", hint=_PASTE) from error


@contextmanager
def _asked(
    url: httpx2.URL, headers: dict[bytes | str, bytes | str], reach: Reach, deadline: float
) -> Iterator[httpcore2.Response]:
    """Give the beginning of the answer to one request; the rest is read from it."""
    target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    try:
        with (
            httpcore2.ConnectionPool(
                ssl_context=httpx2.create_ssl_context(), network_backend=_Backend(reach, deadline)
            ) as pool,
            pool.stream("GET", target, headers=headers) as response,
        ):
            yield response
    except httpcore2.TimeoutException as error:
        raise PageUnavailable(f"{url.host} took too long to answer.", hint=_PASTE) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpx2.DecodingError) as error:
        raise PageUnavailable(f"{url.host} did not send the page.", hint=_PASTE) from error


def _body(response: httpcore2.Response, headers: httpx2.Headers, host: str, packed: bytearray) -> bytes:
    """Return the bytes of an answer, unpacked, unless they are too many; put them as they came into `packed`."""
    if headers.get("content-encoding", "identity").lower() not in ("identity", "gzip"):  # nested ones are bombs
        raise PageUnavailable(f"{host} sent the page in a form that was not asked for.", hint=_PASTE)

    def arriving() -> Iterator[bytes]:
        for piece in response.iter_stream():
            packed.extend(piece)
            _check_size(packed)
            yield piece

    data = bytearray()
    for piece in httpx2.Response(200, headers=headers, content=arriving()).iter_bytes():
        data += piece
        _check_size(data)
    return bytes(data)


def _check_size(data: bytearray) -> None:
    if len(data) > MAX_BYTES:
        raise PageUnavailable(f"The page is larger than {MAX_BYTES // 1_000_000} MB.", hint=_PASTE)
