"""Responses of a server that end, whatever it sends: they have a most of bytes, and are not packed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

BYTES = 4_000_000  # of a response; an event of a reply is some 300 bytes, and has a token


def bound(response: Any) -> None:
    """Have a response end with an error where it is too long; a hook of httpx2's clients.

    Raises:
        httpx2.DecodingError: it is packed, which nobody asked for: a little of that can unpack to no end.
    """
    import httpx2

    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise httpx2.DecodingError("the response is packed", request=response.request)
    response.stream = _bounded(response.stream, response.request)


def _bounded(stream: Any, request: Any) -> Any:
    """Return a stream that raises httpx2.ReadError where it would have more than BYTES."""
    import httpx2

    class Bounded(httpx2.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            left = BYTES
            for piece in stream:
                left -= len(piece)
                if left < 0:
                    raise httpx2.ReadError("the response has no end", request=request)
                yield piece

        def close(self) -> None:
            stream.close()

    return Bounded()
