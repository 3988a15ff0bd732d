"""Responses of a server that end, whatever it sends: they have a most of bytes, say something, and are not packed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

BYTES = 4_000_000  # of a response; an event of a reply is some 300 bytes, and has a token


def bound(response: Any, *, silent: float) -> None:
    """Have a response end with an error where it is too long, or says nothing; a hook of httpx2's clients.

    Args:
        silent: seconds after which it has said nothing, whatever came of it, unless `heard` is called in between.

    Raises:
        httpx2.DecodingError: it is packed, which nobody asked for: a little of that can unpack to no end.
    """
    import httpx2

    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise httpx2.DecodingError("the response is packed", request=response.request)
    response.stream = _bounded(response.stream, response.request, silent)


def heard(response: Any) -> None:
    """Note that a response that is bound has said something by now."""
    response.stream.heard()


def now() -> float:
    """Return the time of a clock that nobody sets, in seconds."""
    return time.monotonic()


def _bounded(stream: Any, request: Any, silent: float) -> Any:
    """Return a stream that raises where it would have more than BYTES, or says nothing for `silent` seconds."""
    import httpx2

    class Bounded(httpx2.SyncByteStream):
        def __init__(self) -> None:
            self.heard()

        def heard(self) -> None:
            self._since = now()

        def __iter__(self) -> Iterator[bytes]:
            left = BYTES
            for piece in stream:
                left -= len(piece)
                if left < 0:
                    raise httpx2.ReadError("the response has no end", request=request)
                if now() - self._since > silent:  # what keeps a connection open, as comments do, says nothing
                    raise httpx2.ReadTimeout("the response says nothing", request=request)
                yield piece

        def close(self) -> None:
            stream.close()

    return Bounded()
