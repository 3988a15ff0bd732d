"""A web address → the bytes of the page at it, from the public internet and nowhere else.

An address comes from outside, so it must not reach what only this machine can reach. A name is looked up once, where
the connection is made, and the connection goes to an address that was checked: neither a redirect nor a name that
changes its address leads past the check. Proxies of the environment are not used, since a proxy looks names up
itself. No cookies are kept, and nothing is sent but the request. Knows nothing of what is in a page.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import httpcore2
import httpx2
import regex

from chat import __version__
from chat.errors import AddressRefused, PageUnavailable

Kind = Literal["html", "text", "pdf", "docx"]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

MAX_BYTES = 10_000_000  # of a page, unpacked
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
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS: dict[bytes | str, bytes | str] = {
    "User-Agent": f"Belegt/{__version__} (fetches one page when its reader asks for it)",
    "Accept": ", ".join(_KINDS),
    "Accept-Language": "de, en;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}

_CHARSET = regex.compile(r";\s*+charset\s*+=\s*+\"?(?P<name>[\w.:-]+)", regex.IGNORECASE)
_SCHEME = regex.compile(r"[a-z][a-z0-9+.-]*+://", regex.IGNORECASE)
_NUMBER = regex.compile(r"[0-9]+|0x[0-9a-f]*", regex.IGNORECASE)
_LOCAL_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa", "onion")
_IPV4_REFUSED = tuple(map(ipaddress.IPv4Network, ("192.0.0.0/24", "192.88.99.0/24")))  # protocols; relays to IPv6
_IPV6_NATIVE = ipaddress.IPv6Network("2000::/3")  # all that is given to networks; NAT64 and mapped IPv4 are outside
_IPV6_REFUSED = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))


@dataclass(frozen=True)
class Page:
    """What is at a web address: its bytes, of which kind they are said to be, and the address after redirects.

    `charset` is the encoding that the server names, empty where it names none.
    """

    data: bytes
    kind: Kind
    charset: str
    url: str


def is_public(address: Address) -> bool:
    """Return whether an address is one machine's on the public internet, and says so without a detour.

    IPv6 addresses with an IPv4 address in them (mapped, NAT64, 6to4, Teredo) are not: what they lead to is a
    gateway's to say.
    """
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _IPV4_REFUSED)
    return address in _IPV6_NATIVE and not any(address in network for network in _IPV6_REFUSED)


@dataclass(frozen=True)
class Reach:
    """Where pages may come from: the ports, and which addresses."""

    ports: frozenset[int] = frozenset({80, 443})
    allows: Callable[[Address], bool] = is_public


PUBLIC = Reach()


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
    deadline = time.monotonic() + seconds
    given = url.strip()
    target = _checked(given if _SCHEME.match(given) else f"https://{given}", reach)
    for _ in range(MAX_REDIRECTS + 1):
        page_or_address = _answer(target, reach, deadline)
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
    if _is_local_name(host):
        raise _not_public(host)
    return target


def _port(url: httpx2.URL) -> int:
    return url.port or {"http": 80, "https": 443}[url.scheme]


def _not_public(host: str) -> AddressRefused:
    """Return the one error for a name that does not exist and for one that must not be asked.

    Telling them apart would tell whoever gave the address what there is in this network.
    """
    return AddressRefused(f"{host} is no address of a page on the public internet.", hint=_PASTE)


def _is_local_name(host: str) -> bool:
    """Return whether a host is no name of the public internet: by its ending, or a number that is no plain address."""
    name = host.lower().removesuffix(".")
    if ":" in name:  # IPv6; whether it is public is seen when connecting
        return False
    if _NUMBER.fullmatch(name.rpartition(".")[2]):
        return not _is_plain_ipv4(name)
    return "." not in name or name.endswith(tuple(f".{local}" for local in _LOCAL_NAMES))


def _is_plain_ipv4(host: str) -> bool:
    """Return whether a host is four decimal numbers; systems read other forms too, and not all alike."""
    try:
        return str(ipaddress.IPv4Address(host)) == host
    except ValueError:
        return False


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


def _answer(url: httpx2.URL, reach: Reach, deadline: float) -> Page | str:
    """Return the page at a web address, or the address that it leads to."""
    with _asked(url, reach, deadline) as response:
        headers = httpx2.Headers(response.headers)
        if response.status in _REDIRECTS and "location" in headers:
            return str(_joined(url, headers["location"]))
        if response.status != 200:
            raise PageUnavailable(f"{url.host} answered with the error {response.status}.", hint=_PASTE)
        content_type = headers.get("content-type", "")
        kind = _KINDS.get(content_type.partition(";")[0].strip().lower())
        if kind is None:
            raise PageUnavailable(
                f"What is at this address of {url.host} is no page, text, PDF or Word file.", hint=_PASTE
            )
        charset = _CHARSET.search(content_type)
        return Page(_body(response, headers, url.host), kind, charset["name"].lower() if charset else "", str(url))


def _joined(url: httpx2.URL, location: str) -> httpx2.URL:
    try:
        return url.join(location)
    except (httpx2.InvalidURL, UnicodeError) as error:
        raise PageUnavailable(f"{url.host} leads to what is no web address.", hint=_PASTE) from error


@contextmanager
def _asked(url: httpx2.URL, reach: Reach, deadline: float) -> Iterator[httpcore2.Response]:
    """Give the beginning of the answer to one request; the rest is read from it."""
    target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    headers = {"Host": url.netloc, **_HEADERS}
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


def _body(response: httpcore2.Response, headers: httpx2.Headers, host: str) -> bytes:
    """Return the bytes of an answer, unpacked, as long as they are not too many."""
    if headers.get("content-encoding", "identity").lower() not in ("identity", "gzip"):  # nested ones are bombs
        raise PageUnavailable(f"{host} sent the page in a form that was not asked for.", hint=_PASTE)
    data = bytearray()
    for piece in httpx2.Response(200, headers=headers, content=response.iter_stream()).iter_bytes():
        data += piece
        if len(data) > MAX_BYTES:
            raise PageUnavailable(f"The page is larger than {MAX_BYTES // 1_000_000} MB.", hint=_PASTE)
    return bytes(data)
